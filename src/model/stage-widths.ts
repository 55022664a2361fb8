import { OmakaseError } from "../error.ts";
import type { ImageShape } from "./define-model.ts";

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
    throw new OmakaseError("option", {
      where: "size",
      expected: { ja: "8、16、32、64、128、256 のどれか", en: "one of 8, 16, 32, 64, 128, 256" },
      got: { ja: String(size), en: String(size) },
      remedy: { ja: "たとえば 64 を指定してください", en: "Give 64, for example" },
    });
  return Array.from({ length: doublings }, (_, at) => Math.min(widest, features * 2 ** (doublings - 1 - at)));
}
