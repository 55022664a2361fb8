import type { Text } from "../../error.ts";

/** The models that the report can explain. */
export type ReportModel = "ae" | "vae" | "gan" | "dcgan" | "cgan" | "pix2pix";

/** What a picture of the report shows; also the usual name of its file. */
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

/** A figure of a run. */
export interface ReportFigure {
  readonly kind: ReportFigureKind;
  /**
   * A path relative to the page, or a `data:image/` address; one for each language where the figure holds words. The
   * page says what a figure shows, so figures without title and caption (`title: "", caption: ""`) look best.
   */
  readonly address: Text | string;
  /** Its size in CSS pixels, so that the page does not jump while it loads. */
  readonly width?: number;
  readonly height?: number;
}

/** A moving picture of a run. */
export interface ReportMorph {
  /** A GIF or WebP: a path relative to the page, or a `data:image/` address. */
  readonly address: string;
  /** The same without movement, for people who asked their system for less motion. Default: the moving one. */
  readonly still?: string;
}

/** A number at the end of a training. */
export interface ReportMetric {
  readonly name: Text | string;
  readonly value: string;
}

/** One training, as far as the report tells of it. */
export interface ReportRun {
  readonly model: ReportModel;
  /** The run's folder as one types it in a command, such as `runs/gan-sushi`. */
  readonly path: string;
  /** The data set as one types it in a command: `sushi`, `./my pictures`. */
  readonly source: string;
  /** How many pictures the data set has. */
  readonly pictures: number;
  /** Side of the pictures, px. */
  readonly size: number;
  /** How many numbers a latent has. */
  readonly latent?: number;
  readonly steps: number;
  readonly imagesSeen: number;
  /** Minutes of training. */
  readonly minutes: number;
  readonly imagesPerSecond: number;
  readonly figures: readonly ReportFigure[];
  readonly morph?: ReportMorph;
  readonly metrics?: readonly ReportMetric[];
  /** What the person should know: collapsed, stopped early. One sentence each. */
  readonly warnings?: readonly Text[];
}
