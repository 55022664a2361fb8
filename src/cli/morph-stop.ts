import { modelHash, type Recipe } from "../checkpoint/index.ts";
import { recipeDetail, recipeLatents, type Painter } from "../generate/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { latentOfPicture } from "./picture-latents.ts";
import { readPicture } from "./read-picture.ts";
import { neitherSeedNorPicture, readSeed, recipeInside } from "./seed-or-picture.ts";
import type { Session } from "./session.ts";

/** A point of a morph's way. */
export interface MorphStop {
  /** As the person wrote it. */
  readonly text: string;
  /** A short form of it, fit for the name of a file. */
  readonly name: string;
  /** One, or one for each layer. */
  readonly latent: Float32Array;
  /** What the picture adds to it: see `detailed`. Default: nothing. */
  readonly detail?: Float32Array;
  readonly origin: "seed" | "picture";
}

/**
 * Reads a seed (`7`: its first picture; `7:12`: its picture number 12) or the path of a picture. A picture that the
 * model drew itself is found by its recipe, whatever the model; others go in through the encoder, or are searched for.
 *
 * @throws OmakaseError `picture` or `source` when it is none.
 */
export async function readStop(session: Session, artist: Painter, text: string, run: OpenedRun): Promise<MorphStop> {
  const place = readSeed(text);
  if (place) {
    const latent = artist.latents(place.seed, 1, { first: place.index });
    return { text, name: text.replace(":", "."), latent, origin: "seed" };
  }
  const name = text
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.\w+$/, "");
  const { files } = session.host;
  if ((await files.entry(text)) === undefined) throw neitherSeedNorPicture(text);
  const recipe = await ownRecipe(artist, await files.read(text), text);
  if (recipe) {
    const [latent, detail] = [await recipeLatents(artist, recipe, text), recipeDetail(artist, recipe, text)];
    return { text: name, name, latent, detail, origin: "picture" };
  }
  const picture = await readPicture(session, text);
  return {
    text: name,
    name,
    latent: await latentOfPicture(session, run, artist, { name: text, picture }),
    origin: "picture",
  };
}

/** The recipe of a single picture that this very model drew. */
async function ownRecipe(artist: Painter, bytes: Uint8Array, where: string): Promise<Recipe | undefined> {
  const recipe = recipeInside(bytes, where);
  const own = recipe?.modelHash === (await modelHash(artist.trained.weights)) && recipe?.sheet === undefined;
  return own ? recipe : undefined;
}
