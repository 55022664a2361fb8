/** Measurements of a taught slider. */
export interface TaughtQuality {
  /** Cross-validated accuracy on the marked pictures, 0–1. */
  readonly accuracy: number | undefined;
  /** Mean change of a picture at the end of the slider, levels of 255. */
  readonly change: number;
}

/** Accuracy below which a slider is called unsure, 0–1. */
const sureAccuracy = 0.9;
/** Change below which a slider is said to move nothing, levels of 255: half that of the smallest attribute, eyebrows. */
const visibleChange = 1;

/** Tells whether a slider can hardly be trusted: it takes many of the marked pictures for the other kind. */
export function isUnsure({ accuracy }: Pick<TaughtQuality, "accuracy">): boolean {
  return accuracy !== undefined && accuracy < sureAccuracy;
}

/** Tells whether a slider changes no picture visibly. */
export function movesNothing({ change }: Pick<TaughtQuality, "change">): boolean {
  return change < visibleChange;
}

/** Returns the mean difference of two pictures, RGBA, in levels of 255; transparency does not count. */
export function meanDifference(data: Uint8ClampedArray, other: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < data.length; at++) if (at % 4 < 3) sum += Math.abs(data[at] - other[at]);
  return sum / ((data.length / 4) * 3);
}
