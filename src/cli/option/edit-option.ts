import { InvalidArgumentError } from "commander";
import { directionEdit, type DirectionStep } from "../../latent/index.ts";
import { loadFeatureWeights } from "../../feature/index.ts";
import { type LatentEdit } from "../../sample/index.ts";
import { openDirection } from "../../run/index.ts";
import type { OpenedSampler } from "../input/open-model.ts";
import type { Session } from "../session.ts";

/** Steps along each direction, by its name. */
export type StepsByDirection = Readonly<Record<string, number>>;

/** Parses an option such as `glasses=+2,smile=-1` and adds it to earlier ones; a bare name means one step. */
export function parseDirectionSteps(text: string, previous: StepsByDirection = {}): StepsByDirection {
  const parsed = text.split(",").map((part): [string, number] => {
    const [name, ...value] = part.split("=").map((word) => word.trim());
    const steps = value[0] === undefined ? 1 : Number(value[0].replace("−", "-"));
    if (name === "" || value.length > 1 || value[0] === "" || !Number.isFinite(steps))
      throw new InvalidArgumentError("name=+2,name=-1");
    return [name, steps];
  });
  return { ...previous, ...Object.fromEntries(parsed) };
}

/** Opens the directions of a run that `--edit` names. */
export async function openDirectionEdit(
  { host, signal }: Session,
  { run, sampler }: OpenedSampler,
  stepsByDirection: StepsByDirection,
): Promise<LatentEdit> {
  const directionSteps: DirectionStep[] = [];
  for (const [name, steps] of Object.entries(stepsByDirection)) {
    directionSteps.push({ direction: await openDirection(host.files, run, name), steps });
  }
  return directionEdit(sampler, (await loadFeatureWeights(host)).weights, directionSteps, signal);
}
