import type { Dataset } from "../dataset/index.ts";
import type { RunConfig, RunOverrides } from "./config.ts";
import { resolveConfig } from "./resolve-config.ts";

/** What the command line can say about a run, besides its seed and length. */
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

/** Flags with other names than their fields. */
const flags: Readonly<Record<string, string>> = {
  adversarial: "loss",
  batchSize: "batch-size",
  learningRate: "learning-rate",
  weights: "penalty",
};

/** Only the gradient penalty has a flag. */
function penaltyOf({ weights }: Partial<RunConfig>) {
  return weights?.gradientPenalty;
}

/**
 * The command that trains a run again from its beginning: its seed, its length, and what differs from what
 * `omakase train` would choose by itself.
 *
 * @param steps - how many the run has done.
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
    if (model === "custom" && (name === "features" || name === "latent")) continue; // its file says so
    // what is chosen for one option can depend on those before it
    // the settings in a file of one's own are not known here: all are named
    const resolved: Partial<RunConfig> =
      model === "custom"
        ? { channels: dataset.channels }
        : resolveConfig(model, source, overrides, { pictures: dataset.count, seed });
    const [usual, value] = name === "weights" ? [resolved, config].map(penaltyOf) : [resolved[name], config[name]];
    // no option says how a rate changes: that of an older version cannot be asked for
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

/** Writes a text as one word of a shell; with double quotes where these do, as all shells know them. */
export function shellWord(word: string): string {
  if (/^[\p{L}\p{M}\p{N}_./:@%+=,-]+$/u.test(word)) return word;
  return /["$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
