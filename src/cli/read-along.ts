import { InvalidArgumentError } from "commander";
import { alongDirections, type DirectionSteps } from "../direction/index.ts";
import { featureWeights, type Along } from "../generate/index.ts";
import { openDirection } from "../run/index.ts";
import type { Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** How many steps along the direction of each name. */
export type AlongWords = Readonly<Record<string, number>>;

/** An option such as `glasses=+2,smile=-1`, added to what was said before; a bare name means one step. */
export function addAlong(text: string, before: AlongWords = {}): AlongWords {
  const said = text.split(",").map((part): [string, number] => {
    const [name, ...value] = part.split("=").map((word) => word.trim());
    const steps = value[0] === undefined ? 1 : Number(value[0].replace("−", "-"));
    if (name === "" || value.length > 1 || value[0] === "" || !Number.isFinite(steps))
      throw new InvalidArgumentError("name=+2,name=-1");
    return [name, steps];
  });
  return { ...before, ...Object.fromEntries(said) };
}

/** Opens the directions of a run that `--along` names. */
export async function readAlong({ host, signal }: Session, { run, artist }: Artist, words: AlongWords): Promise<Along> {
  const way: DirectionSteps[] = [];
  for (const [name, steps] of Object.entries(words)) {
    way.push({ direction: await openDirection(host.files, run, name), steps });
  }
  return alongDirections(artist, (await featureWeights(host)).weights, way, signal);
}
