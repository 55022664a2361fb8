import type { Text } from "../../error.ts";

/** Order of an element to the worker that draws, from its attributes as written. */
export interface PictureRequest {
  readonly id: number;
  /** Address of the model file. */
  readonly model: string;
  /** Requested attributes, such as `hair: pink; glasses`. */
  readonly attributes: string;
  /** Seed as written. */
  readonly seed: string;
}

/** Answer of the worker: a picture, or the reason why there is none. */
export type PictureAnswer = DrawnPicture | { readonly id: number; readonly failure: Text };

/** A picture for a canvas. */
export interface DrawnPicture {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Requested attributes with the labels of the model, such as `hair colour: pink`; empty for none. */
  readonly conditions: Text;
  /** Name of the device that drew it. */
  readonly device: string;
}
