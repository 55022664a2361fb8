/** Condition of an attribute: sampled from the data set's distribution, unset, or this value. */
export type AttributeSetting = "random" | "off" | number;

/** Noise that stays from draw to draw. */
export interface NoiseSetting {
  /** Latent noise ~ N(0, 1) before truncation, `[noiseSize]`. */
  readonly latent: readonly number[];
  /** Fraction of new noise, 0 … 1. */
  readonly noiseAmount: number;
}

/** Filter by anomaly score. `normal` leaves broken pictures out as soon as the scorer of the model is fitted. */
export type AnomalyFilter = "all" | "normal" | "anomalous";

/** Request of a draw. Equal requests give equal pictures, those with the filter `normal` once the scorer is fitted. */
export interface DrawRequest {
  readonly seed: number;
  /** Number of pictures, 1 … 20. */
  readonly count: number;
  /** For each attribute of the model. */
  readonly attributeSettings: readonly AttributeSetting[];
  /** Fixed noise; undefined: new noise for each picture. */
  readonly noise?: NoiseSetting;
  /** Truncation, 0 … 1: 0 gives the mean picture, 1 does not truncate. */
  readonly truncation: number;
  readonly anomalyFilter: AnomalyFilter;
  /**
   * Whether `normal` waits for its scorer, seconds where it is not fitted yet, so that equal requests always give equal
   * pictures. Default false.
   */
  readonly waitsForScorer?: boolean;
}
