import { OmakaseError } from "../error.ts";
import type { ImageShape } from "./define-model.ts";
import { modelText } from "../text/index.ts";

/**
 * Computes the widths of the stages between 4 × 4 pixels and the full size, the widest (4 × 4) first: each doubling of the
 * size halves the features.
 *
 * @param features - features of the stage at half the full size.
 * @param widest - largest number of features. Default: 8 · features.
 * @throws OmakaseError `option` unless the size is 4 · 2ⁿ, n ≥ 1.
 */
export function stageWidths({ size }: ImageShape, features: number, widest = features * 8): number[] {
  const doublings = Math.log2(size / 4);
  if (!Number.isInteger(doublings) || doublings < 1)
    throw new OmakaseError("option", { where: "size", ...modelText.stageWidths.stageWidths({ size }) });
  return Array.from({ length: doublings }, (_, at) => Math.min(widest, features * 2 ** (doublings - 1 - at)));
}
