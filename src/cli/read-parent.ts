import { basename } from "node:path";
import { modelHash, requireModel } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { generate, signature, type Painter } from "../generate/index.ts";
import type { Parent } from "../morph/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { latentOfPicture } from "./picture-latents.ts";
import { readPicture } from "./read-picture.ts";
import { neitherSeedNorPicture, readSeed, recipeInside } from "./seed-or-picture.ts";
import type { Session } from "./session.ts";

/** A parent, and a short form of its name, fit for that of a file. */
interface NamedParent extends Parent {
  readonly name: string;
  readonly short: string;
}

/**
 * Reads a seed (`7`: its first picture; `7:12`: its picture number 12) or the path of a picture: one that the model drew
 * is known by its recipe, others go in through the encoder, or are searched for where there is none.
 *
 * @throws OmakaseError `option` when it is neither, or a sheet; `recipe` when another model drew it and this one has no
 *   encoder; `picture` or `source` when it is none.
 */
export async function readParent(
  session: Session,
  artist: Painter,
  text: string,
  run: OpenedRun,
): Promise<NamedParent> {
  const place = readSeed(text);
  if (place) {
    const [{ recipe }] = await generate(artist, { seed: place.seed, first: place.index });
    return { recipe, name: text, short: text.replace(":", ".") };
  }
  const { files } = session.host;
  if ((await files.entry(text))?.kind !== "file") throw neitherSeedNorPicture(text);
  const name = basename(text).replace(/\.\w+$/, "");
  const named = { name, short: name.replace(/[^\p{L}\p{N}._-]/gu, "_").slice(0, 30) };
  const recipe = recipeInside(await files.read(text), text);
  const hash = await modelHash(artist.trained.weights);
  if (recipe?.modelHash === hash) {
    if (recipe.sheet) throw isSheet(text, recipe.sheet.count);
    return { ...named, recipe };
  }
  if (recipe && !artist.canEncode) requireModel(recipe, hash, text);
  const latent = await latentOfPicture(session, run, artist, { name: text, picture: await readPicture(session, text) });
  return { ...named, recipe: { ...(await signature(artist.trained)), latent: [...latent] } };
}

function isSheet(where: string, count: number): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "1 枚の絵", en: "one picture" },
    got: { ja: `${count} 枚をならべた絵`, en: `a sheet of ${count}` },
    remedy: { ja: "その中の 1 枚の PNG を指定してください", en: "Give the PNG of one of them" },
  });
}
