import type { Dataset } from "../dataset/index.ts";
import type { RunConfig, RunOverrides } from "./config.ts";
import { resolveConfig } from "./resolve-config.ts";

/** Fields of a configuration that have a command line option, besides seed and length. */
const reproducibleOptions = [
  "size",
  "count",
  "features",
  "latent",
  "batchSize",
  "learningRate",
  "decay",
  "weights",
  "flip",
  "adversarial",
  "spectral",
  "augment",
  "balance",
  "jitter",
  "reverse",
  "method",
  "balanced",
] as const;

/** Options whose names differ from their fields. */
const flags: Readonly<Record<string, string>> = {
  adversarial: "loss",
  batchSize: "batch-size",
  learningRate: "learning-rate",
  weights: "penalty",
};

/** Returns the gradient penalty, the only loss weight with an option. */
function penaltyOf({ weights }: Partial<RunConfig>) {
  return weights?.gradientPenalty;
}

/**
 * Returns the command that reproduces a run: seed, length, and all options that differ from the defaults of `omakase
 * train`.
 *
 * @param steps - steps trained so far.
 */
export function reproduceCommand(
  config: RunConfig,
  dataset: Pick<Dataset, "count" | "channels" | "tags">,
  steps: number,
): string {
  const { model, source, seed, attributes, definition } = config;
  const words = ["npx omakase train", definition ? shellWord(definition.file) : model, shellWord(source)];
  let overrides: RunOverrides = { channels: dataset.channels, attributes };
  const [chosen, all] = [attributes?.tags ?? [], dataset.tags].map((tags) =>
    tags.map((one) => ("tag" in one ? one.tag.name : one.name)).join(","),
  );
  if (attributes && chosen !== all) words.push(`--tags ${shellWord(chosen)}`);
  for (const name of reproducibleOptions) {
    if (model === "custom" && (name === "features" || name === "latent")) continue; // the model file defines them
    // the default of an option can depend on the options before it
    // settings of a model file are unknown here: all are listed
    const resolved: Partial<RunConfig> =
      model === "custom"
        ? { channels: dataset.channels }
        : resolveConfig(model, source, overrides, { pictures: dataset.count, seed });
    const [usual, value] = name === "weights" ? [resolved, config].map(penaltyOf) : [resolved[name], config[name]];
    // a schedule has no option: one from an older version cannot be reproduced
    if (value === undefined || typeof value === "object" || value === usual) continue;
    overrides = { ...overrides, [name]: name === "weights" ? { gradientPenalty: value } : value };
    const flag = flags[name] ?? name;
    if (typeof value === "boolean") words.push(value ? `--${flag}` : `--no-${flag}`);
    else words.push(`--${flag} ${shellWord(String(value))}`);
  }
  if (config.from) words.push(`--from ${shellWord(config.from.run)}`);
  if (config.frozen) words.push(`--freeze ${shellWord(config.frozen.join(","))}`);
  return [...words, `--seed ${seed}`, `--steps ${steps}`].join(" ");
}

/** Quotes a text as one shell word, with double quotes if they suffice, which all shells understand. */
export function shellWord(word: string): string {
  if (/^[\p{L}\p{M}\p{N}_./:@%+=,-]+$/u.test(word)) return word;
  return /["$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
