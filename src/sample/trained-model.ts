import type { Device, Weights } from "../device/index.ts";
import { type ImageShape, type Model } from "../model/index.ts";

/** A model with what it has learned, ready to draw. */
export interface TrainedModel {
  readonly model: Model;
  readonly picture: ImageShape;
  /** All states of its training; what drawing does not need is left alone. */
  readonly weights: Weights;
  /** Where it draws. */
  readonly device: Device;
  /** What the run is called, for recipes. Default: no name. */
  readonly run?: string;
  /**
   * Of a model with attributes: their values in pictures that it learned from, as of `attributeColumns`. What nobody
   * wishes for is drawn from here. Default: all must be wished for.
   */
  readonly examples?: readonly Float32Array[];
  /** Steps that it has learned, for recipes. Default: not said. */
  readonly step?: number;
  /** Of weights that were made smaller: the hash of the model that they were, for recipes. Default: that of `weights`. */
  readonly hash?: string;
}
