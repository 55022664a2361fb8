import type { Text } from "../../error.ts";
import type { MeanSimilarity } from "../../evaluate/index.ts";

/** Formats the similarity of translations to their targets as one line. */
export function similarityText({ l1, psnr, ssim, count }: MeanSimilarity): Text {
  const numbers = `L1 ${l1.toFixed(3)}, PSNR ${psnr.toFixed(1)} dB, SSIM ${ssim.toFixed(3)}`;
  return {
    ja: `正解のわかる ${count} 組の平均: ${numbers}（L1 は小さいほど、ほかは大きいほど似ています）`,
    en: `Mean of ${count} ${count === 1 ? "pair" : "pairs"}: ${numbers} (L1: less is nearer; the others: more is nearer)`,
  };
}
