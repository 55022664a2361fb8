import { readSafetensors, sha256 } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { Host } from "../host.ts";
import { crc32 } from "../image/index.ts";
import { featureText } from "../text/index.ts";

/** Version of the committed weights, raised with every change: metrics of different versions are not comparable. */
const featureWeightsVersion = 1;
/** SHA-256 of the committed file, which `sha256sum asset/features.safetensors` prints. */
const featureWeightsHash = "1487670f2d7fe24ed4af675fee650b4774beca97e59c1bfa20f1334b339cdbfc";

/** Shape of the feature network: 64 px, RGB, 16 features at half resolution. */
export const featureNetworkShape = { size: 64, channels: 3, features: 16 } as const;

/** Weights of the feature network: those of a `classifierPreset` of {@link featureNetworkShape}. */
export interface FeatureWeights {
  /** Name reported with every metric, such as `omakase features 1 (9a3f20c1)`: version, and checksum of the weights. */
  readonly name: string;
  readonly weights: Weights;
}

/**
 * Reads the weights that ship with omakase.
 *
 * @throws OmakaseError `checkpoint` for a damaged or replaced file: metrics would not be comparable.
 */
export async function loadFeatureWeights({ asset }: Pick<Host, "asset">): Promise<FeatureWeights> {
  const bytes = await asset("features.safetensors");
  const hash = await sha256(bytes);
  if (hash !== featureWeightsHash) throw damagedWeightsError(hash);
  const { weights } = readSafetensors(bytes, "features.safetensors");
  return { name: `omakase features ${featureWeightsVersion} (${crc32(bytes).toString(16).padStart(8, "0")})`, weights };
}

function damagedWeightsError(hash: string): OmakaseError {
  return new OmakaseError("checkpoint", {
    where: "features.safetensors",
    ...featureText.featureWeights.damagedWeights({
      featureWeightsHash: featureWeightsHash.slice(0, 8),
      hash: hash.slice(0, 8),
    }),
  });
}
