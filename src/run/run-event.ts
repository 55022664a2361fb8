import type { Text } from "../error.ts";
import type { Metrics } from "../trainer/index.ts";
import type { RunConfig } from "./config.ts";
import type { FigureData } from "./figures.ts";

/** What happens in a run, for whoever shows it. */
export type RunEvent =
  | { readonly type: "ready"; readonly seconds: number; readonly parameters: number }
  /** What a person should hear. */
  | { readonly type: "notice"; readonly text: Text }
  | {
      readonly type: "step";
      readonly step: number;
      readonly picturesSeen: number;
      readonly metrics: Metrics;
      /** Over the last seconds. */
      readonly picturesPerSecond: number;
      /** How much of the plan is done, 0 … 1. */
      readonly done: number;
      readonly secondsLeft: number;
    }
  | { readonly type: "checkpoint"; readonly step: number }
  | { readonly type: "figures"; readonly files: readonly string[] }
  | { readonly type: "end"; readonly summary: RunSummary };

/** How a training ended. */
export interface RunSummary {
  readonly path: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly picturesSeen: number;
  /** Of this training, without what came before a resume. */
  readonly seconds: number;
  readonly picturesPerSecond: number;
  readonly metrics: Metrics;
  /** Paths of the figures within the run. */
  readonly figures: readonly string[];
  /** What the figures show, to draw them in another form. */
  readonly shown: FigureData;
  /** Whether the signal stopped it before the plan was done. */
  readonly interrupted: boolean;
}
