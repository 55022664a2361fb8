import { readSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import type { Host } from "../host.ts";
import { crc32 } from "../image/index.ts";

/** Raised whenever the committed weights change: numbers of different versions cannot be compared. */
const featureWeightsVersion = 1;

/** What the feature network learned from: 64 px, in colour, 16 features at half of that. */
export const featureNetworkShape = { size: 64, channels: 3, features: 16 } as const;

/** The weights of the network in whose eyes pictures are compared: those of a `classifierPreset` of {@link featureNetworkShape}. */
export interface FeatureWeights {
  /** Said with every number, such as `omakase features 1 (9a3f20c1)`: its version, and a check over its weights. */
  readonly name: string;
  readonly weights: Weights;
}

/** Reads the feature network that comes along with omakase. */
export async function loadFeatureWeights({ asset }: Pick<Host, "asset">): Promise<FeatureWeights> {
  const bytes = await asset("features.safetensors");
  const { weights } = readSafetensors(bytes, "features.safetensors");
  return { name: `omakase features ${featureWeightsVersion} (${crc32(bytes).toString(16).padStart(8, "0")})`, weights };
}
