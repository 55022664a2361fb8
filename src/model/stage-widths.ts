import { OmakaseError } from "../error.ts";
import type { ImageShape } from "./define-model.ts";

/**
 * The widths of the stages between a 4 × 4 picture and the full one, widest (4 × 4) first: each doubling of the
 * picture halves the features.
 *
 * @param features - of the stage at half the full size.
 * @param widest - no stage has more.
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
