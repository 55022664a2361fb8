import type { Text } from "../../error.ts";

/** Models that the report can explain. */
export const reportModels = ["ae", "vae", "gan", "latent-flow", "dcgan", "cgan", "pix2pix"] as const;
export type ReportModel = (typeof reportModels)[number];

/** Returns whether the report page has words for a model. */
export function isReportModel(model: string): model is ReportModel {
  return (reportModels as readonly string[]).includes(model);
}

/** Kind of a report figure; also the usual name of its file. */
export type ReportFigureKind =
  | "samples"
  | "over-time"
  | "reconstructions"
  | "attributes"
  | "translations"
  | "latent-map"
  | "morph-strip"
  | "losses"
  | "balance"
  | "health";

/** Figure of a run. */
export interface ReportFigure {
  readonly kind: ReportFigureKind;
  /**
   * Path relative to the page, or a `data:image/` URL; one per language if the figure contains text. The page describes
   * the figure, so figures without title and caption (`title: "", caption: ""`) look best.
   */
  readonly address: Text | string;
  /** Size, CSS pixels, so that the page does not jump while it loads. */
  readonly width?: number;
  readonly height?: number;
}

/** Animation of a run. */
export interface ReportMorph {
  /** GIF or WebP: a path relative to the page, or a `data:image/` URL. */
  readonly address: string;
  /** Still image for people with reduced motion. Default: the animation. */
  readonly still?: string;
}

/** Metric at the end of training. */
export interface ReportMetric {
  readonly name: Text | string;
  readonly value: string;
}

/** Training run, as the report describes it. */
export interface ReportRun {
  readonly model: ReportModel;
  /** Folder of the run, as in a command: `runs/gan-sushi`. */
  readonly path: string;
  /** Data set, as in a command: `sushi`, `./my pictures`. */
  readonly source: string;
  /** Number of images in the data set. */
  readonly pictures: number;
  /** Side of the images, px. */
  readonly size: number;
  /** Latent size. */
  readonly latent?: number;
  readonly steps: number;
  readonly imagesSeen: number;
  /** Training time, minutes. */
  readonly minutes: number;
  readonly imagesPerSecond: number;
  readonly figures: readonly ReportFigure[];
  readonly morph?: ReportMorph;
  readonly metrics?: readonly ReportMetric[];
  /** Warnings, one sentence each: collapsed, stopped early. */
  readonly warnings?: readonly Text[];
}
