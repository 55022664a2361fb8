import type { Text } from "../error.ts";
import { type HealthCheck, type Metrics, type Verdict } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import type { FigureData } from "./figures.ts";

/** Images that a health check compares: drawings with the real images, others with the target of each. */
export type ComparedImages = "drawings" | "reconstructions" | "translations";

/** Event of a training run. */
export type RunEvent =
  | { readonly type: "ready"; readonly seconds: number; readonly parameters: number }
  /** Message for a person. */
  | { readonly type: "notice"; readonly text: Text }
  | {
      readonly type: "step";
      readonly step: number;
      readonly imagesSeen: number;
      readonly metrics: Metrics;
      /** Speed over the last seconds. */
      readonly imagesPerSecond: number;
      /** Completed fraction of the plan, 0–1. */
      readonly done: number;
      readonly secondsLeft: number;
    }
  /** Health assessment, at every checkpoint. */
  | {
      readonly type: "verdict";
      readonly step: number;
      readonly verdict: Verdict;
      readonly checkup: HealthCheck;
      /** Whether this checkpoint is the best so far. */
      readonly compared: ComparedImages;
      readonly best: boolean;
    }
  /** Rollback to the best model: training broke down, or ended with a worse model. */
  | {
      readonly type: "rollback";
      readonly from: number;
      readonly to: number;
      readonly reason: Verdict | "worse";
      /** Whether training is retried with `recoverySettings`. */
      readonly again: boolean;
    }
  | { readonly type: "checkpoint"; readonly step: number }
  /** Autosave: see `TrainPlan.autosave`. */
  | { readonly type: "autosave"; readonly step: number }
  | { readonly type: "figures"; readonly files: readonly string[] }
  | { readonly type: "end"; readonly summary: RunSummary };

/** Summary of a finished training. */
export interface RunSummary {
  readonly path: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly imagesSeen: number;
  /** Duration of this training, without the time before a resume. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
  readonly metrics: Metrics;
  /** Paths of the figures, relative to the run's folder. */
  readonly figures: readonly string[];
  /** Data of the figures, for other renderings. */
  readonly figureData: FigureData;
  /** Verdict on the saved model. */
  readonly verdict: Verdict;
  /** Reason for giving up, if training did; the best model is kept. */
  readonly stopReason?: Verdict;
  /** Whether the abort signal ended training before the plan did. */
  readonly isInterrupted: boolean;
  /** Least steps until a model with stages draws; see `TrainPlan.finish`. 0: it does already. */
  readonly stepsToFinish: number;
}
