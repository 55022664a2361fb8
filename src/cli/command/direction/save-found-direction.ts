import { directionNamePattern, type Direction, type DirectionEstimate } from "../../../latent/index.ts";
import { OmakaseError } from "../../../error.ts";
import { trainedModelHash } from "../../../sample/index.ts";
import { listDirections, saveDirection } from "../../../run/index.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

/** Notice for conditional models about directions without attribute changes. */
export const conditionsStay = cliText.saveFoundDirection.conditionsStay;

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
    ...cliText.saveFoundDirection.directionName({ hasName: name !== undefined, name: name ?? "" }),
  });
}

function directionNameTakenError(name: string): OmakaseError {
  return new OmakaseError("option", { where: "--name", ...cliText.saveFoundDirection.directionNameTaken({ name }) });
}
