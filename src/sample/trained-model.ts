import type { Device, Weights } from "../device/index.ts";
import { type ImageShape, type Model } from "../model/index.ts";

/** A model with trained weights, ready for sampling. */
export interface TrainedModel {
  readonly model: Model;
  readonly picture: ImageShape;
  /** All states of its training; sampling ignores those of the optimizer and of other networks. */
  readonly weights: Weights;
  /** Device that runs the networks. */
  readonly device: Device;
  /** Name of the run, for recipes. Default: none. */
  readonly run?: string;
  /**
   * Attribute values of the training images, as of `attributeColumns`; attributes that are not requested are sampled
   * from here. Default: none, so all must be requested.
   */
  readonly examples?: readonly Float32Array[];
  /** Training steps done, for recipes. Default: not recorded. */
  readonly step?: number;
  /** Hash of the original model when these weights are a compressed copy, for recipes. Default: that of `weights`. */
  readonly hash?: string;
}
