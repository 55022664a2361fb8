/** What a person wants of an attribute: by lot as in the pictures learned from, nothing said, or this value. */
export type AttributeSetting = "random" | "off" | number;

/** Random numbers that are kept from draw to draw. */
export interface NoiseSetting {
  /** About N(0, 1), before they are made more ordinary: `[random]`. */
  readonly latent: readonly number[];
  /** How much of them is replaced by lot, 0 … 1. */
  readonly noiseAmount: number;
}

/** Which pictures are let through. */
export type AnomalyFilter = "all" | "normal" | "anomalous";

/** A draw, as it is ordered. The same order gives the same pictures. */
export interface DrawRequest {
  readonly seed: number;
  /** How many pictures, 1 … 20. */
  readonly count: number;
  /** For each attribute of the model. */
  readonly attributeSettings: readonly AttributeSetting[];
  /** Undefined: new random numbers for each picture. */
  readonly noise?: NoiseSetting;
  /** Towards the most ordinary picture, 0 … 1; 1: not at all. */
  readonly truncation: number;
  readonly anomalyFilter: AnomalyFilter;
}
