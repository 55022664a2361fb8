import type { Dataset } from "../dataset/index.ts";
import type { RunConfig, RunOverrides } from "./config.ts";
import { resolveConfig } from "./resolve-config.ts";
import { listTrainingOptions, offFlag, trainingFlag } from "./training-options.ts";

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
  const learnsAllUsually = model !== "latent-flow";
  if (attributes && !(learnsAllUsually && chosen === all)) words.push(`--tags ${shellWord(chosen)}`);
  const options = listTrainingOptions().filter(({ name }) => name !== "seed" && name !== "frozen");
  for (const option of [...options, { name: "weights", flag: "penalty" }]) {
    const name = option.name as keyof RunOverrides;
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
    const flag = trainingFlag(option);
    if (typeof value === "boolean") words.push(value ? flag : offFlag(flag));
    else words.push(`${flag} ${shellWord(String(value))}`);
  }
  const images = steps * config.batchSize;
  if (config.totalImages !== undefined && config.totalImages !== images)
    words.push(`--total-images ${formatTotalImages(config.totalImages, images)}`);
  if (config.from) words.push(`--from ${shellWord(config.from.run)}`);
  if (config.frozen) words.push(`--freeze ${shellWord(config.frozen.join(","))}`);
  return [...words, `--seed ${seed}`, `--steps ${steps}`].join(" ");
}

/** Formats total images as the option takes them: `40000`, or `384:40000,20000:60000`; unknown ones as known at the end. */
function formatTotalImages(totalImages: NonNullable<RunConfig["totalImages"]>, images: number): string {
  if (typeof totalImages === "number") return String(totalImages);
  const known = totalImages.length > 0 ? totalImages : [{ from: images, total: images }];
  return known.map(({ from, total }) => `${from}:${total}`).join(",");
}

/** Quotes a text as one shell word, with double quotes if they suffice, which all shells understand. */
export function shellWord(word: string): string {
  if (/^[\p{L}\p{M}\p{N}_./:@%+=,-]+$/u.test(word)) return word;
  return /["$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
