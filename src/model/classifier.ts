import type { Attributes } from "../dataset/index.ts";
import type { Layer } from "./layer/index.ts";

/** Says what a picture shows: its tags, as many as there are, at once. */
export interface Classifier {
  readonly kind: "classifier";
  /** What it says. */
  readonly attributes: Attributes;
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, features]`: a picture in few numbers. */
  readonly body: Layer;
  /** `[batch, features]` → `[batch, width]`: a logit for each binary tag and each choice, a standardised number. */
  readonly head: Layer;
}

/** A classifier of two networks. */
export function classifier(parts: Omit<Classifier, "kind">): Classifier {
  return { kind: "classifier", ...parts };
}
