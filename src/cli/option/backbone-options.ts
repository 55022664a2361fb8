import type { Command } from "commander";
import { backboneRanges, type AnomalyModel, type Backbone, type BackboneRange } from "../../anomaly/index.ts";
import { OmakaseError } from "../../error.ts";
import { openBackbone } from "../../node/index.ts";
import { readOutlierNetwork } from "../../run/index.ts";
import { cliText } from "../../text/index.ts";
import { oneOf, wholeNumber } from "../command/define-command.ts";
import type { Translate } from "../language.ts";
import type { Session } from "../session.ts";

/** Options of the networks of outliers. */
export interface BackboneCommandOptions {
  /** Channels of the own networks, or the path of a network for textures. */
  readonly features: number | string;
  readonly layers?: readonly string[];
  readonly inputRange?: BackboneRange;
  readonly inputSize?: number;
  readonly threads?: number;
}

/** Channels of the own networks. */
export const defaultFeatures = 16;

const words = cliText.backboneOptions;

/** Adds the options of {@link BackboneCommandOptions} to a command. */
export function addBackboneOptions(command: Command, t: Translate): Command {
  const parseFeatures = (value: string) => (Number.isNaN(Number(value)) ? value : wholeNumber(1, 256)(value));
  const names = (value: string) => value.split(",").map((name) => name.trim());
  return command
    .option("--features <n|network>", t(words.features), parseFeatures, defaultFeatures)
    .option("--layers <names>", t(words.layers), names)
    .option("--input-range <range>", t(words.inputRange), oneOf(...backboneRanges))
    .option("--input-size <px>", t(words.inputSize), wholeNumber(16, 1024));
}

/** Opens the network of the options; undefined where they name none. */
export async function backboneOfOptions(
  { host }: Session,
  { features, layers, inputRange: range, inputSize: size, threads }: BackboneCommandOptions,
): Promise<Backbone | undefined> {
  if (typeof features === "string")
    return openBackbone(await host.files.read(features), { name: features, layers, range, size, threads });
  const others = { "--layers": layers, "--input-range": range, "--input-size": size };
  for (const [where, value] of Object.entries(others))
    if (value !== undefined) throw new OmakaseError("option", { where, ...words.alone });
  return undefined;
}

/** Opens the network that a saved model was fitted with; undefined where it has none. */
export async function backboneOfModel(
  { host }: Session,
  path: string,
  model: AnomalyModel,
  threads?: number,
): Promise<Backbone | undefined> {
  const bytes = await readOutlierNetwork(host.files, path, model);
  if (!bytes) return undefined;
  const { layers, range, size } = model.backbone!;
  return openBackbone(bytes, { name: path, layers, range, size, threads });
}
