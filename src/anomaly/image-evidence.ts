import type { Features } from "../feature/index.ts";
import type { AnomalyMap } from "./anomaly-map.ts";
import { memoryDetectors, type AnomalyDetector, type AnomalyModel, type MemoryDetector } from "./anomaly-model.ts";

/** Detectors that are networks: their maps compare with no memory. */
export const networkDetectors = ["residual", "defects"] as const satisfies readonly AnomalyDetector[];
export type NetworkDetector = (typeof networkDetectors)[number];

/** Features and maps of one image, before they are compared with the memory of a model. Plain data. */
export interface ImageEvidence {
  /**
   * Features by memory detector: one row for the whole image, or one per cell, rows of cells from the top. `patches` are
   * also there for the networks, to recognise the places of their maps.
   */
  readonly features: Readonly<Partial<Record<MemoryDetector, Features>>>;
  /** Cells of `tiles` across and down; undefined without that detector. */
  readonly tileGrid?: { readonly width: number; readonly height: number };
  /** Maps of the networks, in their own units. */
  readonly maps: Readonly<Partial<Record<NetworkDetector, AnomalyMap>>>;
}

export function isNetworkDetector(part: AnomalyDetector): part is NetworkDetector {
  return (networkDetectors as readonly AnomalyDetector[]).includes(part);
}

/** Lists the memory detectors whose features are in the evidence of a model; see {@link ImageEvidence.features}. */
export function evidenceDetectors({ detectors }: Pick<AnomalyModel, "detectors">): readonly MemoryDetector[] {
  const hasNetworks = detectors.some(isNetworkDetector);
  return memoryDetectors.filter((part) => detectors.includes(part) || (part === "patches" && hasNetworks));
}
