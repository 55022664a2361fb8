import { directionNamePattern, type Direction, type DirectionEstimate } from "../../../latent/index.ts";
import { OmakaseError } from "../../../error.ts";
import { trainedModelHash } from "../../../sample/index.ts";
import { listDirections, saveDirection } from "../../../run/index.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";

/** Notice for conditional models about directions without attribute changes. */
export const conditionsStay = {
  ja: "  この方向は乱数の部分だけを動かします。注文（--set）はそのままです。",
  en: "  It moves random numbers only: what is asked for with --set stays as it is.",
};

/** Names a direction and saves it with the run. */
export async function saveFoundDirection(
  { host: { files } }: Session,
  { run, sampler }: OpenedSampler,
  found: DirectionEstimate,
  {
    others: orthogonalTo = [],
    ...origin
  }: Pick<Direction, "name" | "method" | "positive" | "negative"> & { readonly others?: readonly Direction[] },
): Promise<Direction> {
  const { step } = sampler.trained;
  const direction: Direction = {
    formatVersion: 1,
    ...origin,
    modelHash: await trainedModelHash(sampler.trained),
    ...(step !== undefined && { step }),
    orthogonalTo: orthogonalTo.map(({ name }) => name),
    ...found,
  };
  await saveDirection(files, run.path, direction);
  return direction;
}

/** Checks that the requested name is valid and free, and returns it. */
export async function requireFreeName(
  { host: { files } }: Session,
  { run }: Pick<OpenedSampler, "run">,
  { name, overwrite }: DirectionOptions,
): Promise<string> {
  if (name === undefined || !directionNamePattern.test(name)) throw directionNameError(name);
  if (!overwrite && (await listDirections(files, run.path)).includes(name)) throw directionNameTakenError(name);
  return name;
}

function directionNameError(name: string | undefined): OmakaseError {
  return new OmakaseError("option", {
    where: "--name",
    expected: {
      ja: "文字と数字の名前（. _ - も使えます。60 文字まで）",
      en: "a name of letters and digits (and . _ -), at most 60",
    },
    got: name === undefined ? { ja: "なし", en: "none" } : { ja: `「${name}」`, en: `"${name}"` },
    remedy: { ja: "たとえば --name glasses", en: "Give one, such as --name glasses" },
  });
}

function directionNameTakenError(name: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--name",
    expected: { ja: "まだ使われていない名前", en: "a name that is still free" },
    got: { ja: `「${name}」`, en: `"${name}"` },
    remedy: {
      ja: "別の名前にするか、置きかえてよければ --overwrite を付けてください",
      en: "Give another, or --overwrite to replace it",
    },
  });
}
