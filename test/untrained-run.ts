import type { Attributes } from "../src/dataset/index.ts";
import type { Weights } from "../src/device/index.ts";
import { runSchema, type RunOverrides } from "../src/run/config.ts";
import { type ModelName } from "../src/model/index.ts";
import type { OpenedRun } from "../src/run/open-run.ts";
import { createModel, resolveConfig, settingsOf } from "../src/run/resolve-config.ts";
import { random } from "../src/tensor/index.ts";
import { buildStep, initialWeights } from "../src/train/index.ts";

const labelledNames = (...names: string[]) => names.map((name) => ({ name, label: { ja: name, en: name } }));
const attributes: Attributes = {
  tags: [
    { name: "hat", label: { ja: "帽子", en: "hat" }, kind: "binary", choices: labelledNames("no", "yes") },
    {
      name: "hair",
      label: { ja: "髪", en: "hair" },
      kind: "category",
      choices: labelledNames("short", "long", "none"),
    },
    { name: "yaw", label: { ja: "向き", en: "yaw" }, kind: "number", choices: [], mean: 3, std: 20 },
  ],
};

/**
 * A run that was never trained but has no two weights alike, at the spread of trained ones; a cgan with attributes of
 * all three kinds, some unknown.
 *
 * @param pictures - how many it says that it learned from.
 */
export function untrainedRun(model: ModelName, conditions: RunOverrides = {}, pictures = 5000): OpenedRun {
  const shape = { size: 16 as const, features: 8, ...(model !== "pix2pix" && { latent: 12 }) };
  const own = { ...shape, ...(model === "cgan" && { attributes }), ...conditions };
  const config = runSchema.parse({
    ...resolveConfig(model, "/home/somebody/secret/pictures", own, { pictures: 5000, seed: 1 }),
    from: { run: "/home/somebody/secret/older", step: 3, hash: "0" },
  });
  const first = initialWeights(buildStep(createModel(config), config, settingsOf(config)), 1);
  const weights: Weights = new Map(
    [...first].map(([name, { shape, values }]) => {
      const noise = random(1, name).uniforms(values.length, -0.1, 0.1);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }];
    }),
  );
  const rng = random(1, "examples");
  const unknown = (value: number) => (rng.uniform() < 0.1 ? Number.NaN : value);
  const examples = [
    new Float32Array(pictures).map(() => unknown(rng.integer(2))),
    new Float32Array(pictures).map(() => unknown(rng.integer(3))),
    new Float32Array(pictures).map(() => unknown(rng.normal() * 20)),
  ];
  const device = { name: "onnx", version: "none" };
  const checkpoint = { step: 7, imagesSeen: 112, seed: 1, device, config, weights };
  const loaded = { checkpoint, path: "p", skipped: [] };
  return { path: "p", name: "試し", config, loaded, log: [], ...(model === "cgan" && { examples }) };
}
