import { expect, test } from "vitest";
import { nodeHost } from "../node/index.ts";
import { loadFeatureWeights } from "./feature-weights.ts";

test("the feature network is the one of its SHA-256, and a damaged or replaced one is refused in one sentence", async () => {
  const host = nodeHost({ cache: false });
  expect((await loadFeatureWeights(host)).weights.size).toBeGreaterThan(0);
  const bytes = (await host.asset("features.safetensors")).slice();
  bytes[bytes.length - 1] ^= 1; // the last weight, by one bit
  await expect(loadFeatureWeights({ asset: async () => bytes })).rejects.toThrow(
    /^features\.safetensors: expected the file that comes along with omakase, of SHA-256 [0-9a-f]{8}…, got one of [0-9a-f]{8}…\. Install omakase again\.$/,
  );
});
