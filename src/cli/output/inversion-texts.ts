import type { Text } from "../../error.ts";
import type { Inversion } from "../../sample/index.ts";
import { residualBound } from "../../anomaly/index.ts";
import { cliText } from "../../text/index.ts";

/** Formats a PSNR: `21.3 dB`. */
export function formatPsnr({ psnr }: Pick<Inversion, "psnr">): string {
  return `${psnr.toFixed(1)} dB`;
}

/** Whether a picture lies outside of what the model knows; undefined where too little is known to say. */
export function isInversionOutlier(
  { residual }: Pick<Inversion, "residual">,
  known: ArrayLike<number>,
): boolean | undefined {
  const bound = residualBound(known);
  return bound && residual > bound.residual;
}

/** Returns a notice that an image lies outside of the model's range; undefined when it does not, or too little is known. */
export function inversionOutlierText(name: string, inversion: Inversion, known: ArrayLike<number>): Text | undefined {
  const bound = residualBound(known);
  if (!bound || inversion.residual <= bound.residual) return undefined;
  const [left, limit] = [inversion.residual, bound.residual].map((value) => value.toFixed(3));
  const share = `${Math.floor(bound.share * 100)} %`;
  return cliText.inversionTexts.outside({ name, left, share, limit });
}
