import { attributesWidth, type Attributes } from "../../dataset/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import type { StepPlan } from "./step-plan.ts";

/** Tags of the pictures of a batch, `[batch, width]` each: `encodeAttributes` and `attributeMask` make them. */
export interface FedAttributes {
  readonly attributes: Tensor;
  /** 1 where they are known, else 0. */
  readonly known: Tensor;
}

/** The tags that every batch brings along, under the names `attributes` and `known`. */
export function feedAttributes({ feed }: StepPlan, attributes: Attributes): FedAttributes {
  const shape = [attributesWidth(attributes)];
  return { attributes: feed("attributes", shape), known: feed("known", shape) };
}
