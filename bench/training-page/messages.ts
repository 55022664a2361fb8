import type { Text } from "../../src/error.ts";

/** What is to be trained. Where a number is left out, the device decides: a graphics card bears more. */
export interface PagePlan {
  readonly model: "vae" | "dcgan";
  readonly prefer?: "webgpu" | "onnx";
  readonly seed: number;
  /** Width and height of the pictures, px. */
  readonly size: number;
  /** How many sushi are drawn to learn from. */
  readonly count: number;
  /** Stops by itself after so many steps. Default: never. */
  readonly steps?: number;
  readonly features?: number;
  readonly batch?: number;
}

/** What the page asks of its worker. */
export type WorkerRequest =
  /** A few of the sushi that there are to learn from. */
  | { readonly type: "show"; readonly plan: PagePlan }
  | { readonly type: "start"; readonly plan: PagePlan }
  /** After the step that is under way; what was learned stays. */
  | { readonly type: "stop" }
  | { readonly type: "goOn" };

/** Pictures side by side, ready for a canvas. */
export interface PixelSheet {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A curve's name and its value after so many pictures. */
export type LossPoint = Readonly<Record<string, number>> & { readonly seen: number };

/** What the worker tells the page. */
export type WorkerReport =
  | { readonly type: "opening" }
  | { readonly type: "device"; readonly text: Text }
  | { readonly type: "drawing"; readonly done: number; readonly total: number }
  | { readonly type: "compiling" }
  | { readonly type: "training" }
  | {
      readonly type: "steps";
      readonly step: number;
      readonly imagesSeen: number;
      /** Over the last seconds; undefined before there are some. */
      readonly imagesPerSecond?: number;
      /** One for each step since the last report. */
      readonly points: readonly LossPoint[];
    }
  | { readonly type: "examples" | "drawn"; readonly sheet: PixelSheet }
  | { readonly type: "stopped"; readonly how: "paused" | "done" | "given up" }
  | { readonly type: "failed"; readonly text: Text };
