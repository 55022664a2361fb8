import type { Recipe } from "../../checkpoint/index.ts";
import { recipePoints, trainedModelHash, type LatentPoint, type Sampler } from "../../sample/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { encodePicture } from "./encode-picture.ts";
import { readPictureFile } from "./read-picture-file.ts";
import { seedOrPictureError, parseSeed, readRecipeIfPresent } from "../option/seed-or-picture.ts";
import type { Session } from "../session.ts";

/** Waypoint of a morph. */
export interface MorphWaypoint {
  /** Text of the command line. */
  readonly label: string;
  /** Short form of the text for file names. */
  readonly name: string;
  readonly point: LatentPoint;
  readonly origin: "seed" | "picture";
}

/**
 * Reads a seed (`7`: its first picture; `7:12`: its picture number 12) or the path of a picture. A picture that the
 * model drew itself is found by its recipe, whatever the model; others go in through the encoder, or are searched for.
 *
 * @throws OmakaseError `picture` or `source` when it is none.
 */
export async function readMorphWaypoint(
  session: Session,
  sampler: Sampler,
  label: string,
  run: OpenedRun,
): Promise<MorphWaypoint> {
  const place = parseSeed(label);
  if (place) {
    const [point] = sampler.points(place.seed, 1, { first: place.index });
    return { label, name: label.replace(":", "."), point, origin: "seed" };
  }
  const name = label
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.\w+$/, "");
  const { files } = session.host;
  if ((await files.stat(label)) === undefined) throw seedOrPictureError(label);
  const recipe = await recipeOfModel(sampler, await files.read(label), label);
  if (recipe) {
    const [point] = await recipePoints(sampler, recipe, label);
    return { label: name, name, point, origin: "picture" };
  }
  const picture = await readPictureFile(session, label);
  return {
    label: name,
    name,
    point: await encodePicture(session, run, sampler, { name: label, picture }),
    origin: "picture",
  };
}

/** Returns the recipe of a single image that this model generated; undefined for others. */
async function recipeOfModel(sampler: Sampler, bytes: Uint8Array, where: string): Promise<Recipe | undefined> {
  const recipe = readRecipeIfPresent(bytes, where);
  const own = recipe?.modelHash === (await trainedModelHash(sampler.trained)) && recipe?.sheet === undefined;
  return own ? recipe : undefined;
}
