import type { Text } from "../../error.ts";
import type { MeanSimilarity } from "../../evaluate/index.ts";
import { cliText } from "../../text/index.ts";

/** Formats the similarity of translations to their targets as one line. */
export function similarityText({ l1, psnr, ssim, count }: MeanSimilarity): Text {
  const numbers = `L1 ${l1.toFixed(3)}, PSNR ${psnr.toFixed(1)} dB, SSIM ${ssim.toFixed(3)}`;
  return cliText.similarityText.mean({ count, numbers });
}
