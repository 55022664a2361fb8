import type { Text } from "../error.ts";
import { type HealthCheck, type Metrics, type Verdict } from "../train/index.ts";
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
      readonly imagesSeen: number;
      readonly metrics: Metrics;
      /** Over the last seconds. */
      readonly imagesPerSecond: number;
      /** How much of the plan is done, 0 … 1. */
      readonly done: number;
      readonly secondsLeft: number;
    }
  /** How it goes, at every checkpoint. */
  | {
      readonly type: "verdict";
      readonly step: number;
      readonly verdict: Verdict;
      readonly checkup: HealthCheck;
      /** Whether this is the best so far. */
      readonly best: boolean;
    }
  /** Back to the best so far: training broke, or ended worse than that. */
  | {
      readonly type: "rollback";
      readonly from: number;
      readonly to: number;
      readonly reason: Verdict | "worse";
      /** Whether it is tried once more, more gently. */
      readonly again: boolean;
    }
  | { readonly type: "checkpoint"; readonly step: number }
  /** See `TrainPlan.autosave`. */
  | { readonly type: "autosave"; readonly step: number }
  | { readonly type: "figures"; readonly files: readonly string[] }
  | { readonly type: "end"; readonly summary: RunSummary };

/** How a training ended. */
export interface RunSummary {
  readonly path: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly imagesSeen: number;
  /** Of this training, without what came before a resume. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
  readonly metrics: Metrics;
  /** Paths of the figures within the run. */
  readonly figures: readonly string[];
  /** What the figures show, to draw them in another form. */
  readonly figureData: FigureData;
  /** The verdict on the model that is kept. */
  readonly verdict: Verdict;
  /** Why the training was given up, where it was; the best model so far is kept. */
  readonly stopReason?: Verdict;
  /** Whether the signal stopped it before the plan was done. */
  readonly isInterrupted: boolean;
}
