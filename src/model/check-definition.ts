import { describeValue, OmakaseError } from "../error.ts";
import { averagePrefix, trainingPrefixes } from "../nn/index.ts";
import { isTensor, type Tensor } from "../tensor/index.ts";
import { listText, modelText, nearestWord, type ErrorTexts } from "../text/index.ts";
import type { ModelDefinition, Networks } from "./define-model.ts";
import { latentPrefix } from "./latent-gaussian.ts";
import { defaultSettings, r3ganSettings, settingsSchema, type Settings } from "./settings.ts";

/** Names of all fields of a definition; the type checker finds one that is missing. */
const fieldNames: Readonly<Record<keyof ModelDefinition<Networks>, true>> = {
  kind: true,
  networks: true,
  latent: true,
  loss: true,
  losses: true,
  stages: true,
  settings: true,
  average: true,
  prior: true,
  attributes: true,
  inputChannels: true,
  decode: true,
  encode: true,
  embed: true,
  translate: true,
  discriminate: true,
};

/** Values that stand in errors as examples of settings. */
const exampleSettings: Required<Settings> = {
  adversarial: "standard",
  augment: "auto",
  balance: "2:1",
  discriminatorLearningRate: 1e-3,
  emaHalfLife: 0.05,
  frozen: ["generator"],
  lossScale: 1024,
  maxGradientNorm: 20,
  penaltyFraction: 0.25,
  totalImages: 100_000,
  updates: "alternating",
  warmUpImages: 1000,
  ...defaultSettings,
  weights: r3ganSettings.weights,
};

/**
 * Checks a definition of a model beyond what its type can say, and again what it says: a file of a learner runs without
 * a type checker.
 *
 * @param toolNames - names that networks cannot have.
 * @throws OmakaseError `option` that names the field.
 */
export function checkDefinition<N extends Networks>(
  definition: ModelDefinition<N>,
  toolNames: readonly string[],
): void {
  const fields = Object.keys(fieldNames);
  const { kind, networks, latent = 0, decode, translate, inputChannels, settings = {} } = definition;
  const text = modelText.defineModel;
  if (typeof kind !== "string" || kind === "") throw optionError("kind", text.kind({ got: describeValue(kind) }));
  const unknown = Object.keys(definition).find((name) => !Object.hasOwn(fieldNames, name));
  if (unknown !== undefined)
    throw optionError(`${kind}, ${unknown}`, text.field({ fields: listText(fields), ...misspelt(unknown, fields) }));
  checkNetworks(kind, networks, toolNames);
  if (!Number.isInteger(latent) || latent < 0 || (decode && latent < 1))
    throw optionError(`${kind}, latent`, text.latent({ got: describeValue(definition.latent) }));
  if (translate && inputChannels === undefined) throw optionError(`${kind}, inputChannels`, text.inputChannels);
  checkSettings(kind, settings);
}

/**
 * Returns what a function of the definition returned.
 *
 * @throws OmakaseError `shape` when it is no tensor.
 */
export function checkResult(where: string, result: Tensor): Tensor {
  if (isTensor(result)) return result;
  throw new OmakaseError("shape", { where, ...modelText.defineModel.result({ got: describeValue(result) }) });
}

/** Finds the existing name nearest to a misspelt one, as the values of a sentence. */
export function misspelt(name: string, names: readonly string[]) {
  const nearest = nearestWord(name, names);
  return { name, hasNearest: nearest !== undefined, nearest: nearest ?? "" };
}

/** Creates an error about a field of a definition. */
export function optionError(where: string, texts: ErrorTexts): OmakaseError {
  return new OmakaseError("option", { where, ...texts });
}

function checkNetworks(kind: string, networks: Networks | undefined, toolNames: readonly string[]): void {
  const text = modelText.defineModel;
  const entries = Object.entries(networks ?? {});
  if (entries.length === 0) throw optionError(`${kind}, networks`, text.noNetworks);
  const reserved = [
    ...toolNames,
    ...[...trainingPrefixes, averagePrefix, latentPrefix].map((name) => name.slice(0, -1)),
  ];
  for (const [name, network] of entries) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || reserved.includes(name))
      throw optionError(`${kind}, networks`, text.networkName({ name }));
    if (typeof network !== "function")
      throw optionError(`${kind}, networks.${name}`, text.network({ got: describeValue(network) }));
  }
}

function checkSettings(kind: string, settings: Partial<Settings>): void {
  const text = modelText.defineModel;
  const names = Object.keys(exampleSettings);
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.hasOwn(exampleSettings, name))
      throw optionError(
        `${kind}, settings.${name}`,
        text.setting({ names: listText(names), ...misspelt(name, names) }),
      );
    const schema = settingsSchema.shape[name as keyof Settings];
    if (value === undefined || schema.safeParse(value).success) continue;
    const example = JSON.stringify(exampleSettings[name as keyof Settings]);
    const got = JSON.stringify(value);
    throw optionError(`${kind}, settings.${name}`, text.settingValue({ example, got, name }));
  }
}
