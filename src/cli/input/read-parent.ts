import { basename } from "node:path";
import { requireModel } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { generate, pictureRecipe, provenance, trainedModelHash, type Sampler } from "../../sample/index.ts";
import type { Parent } from "../../latent/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { encodePicture } from "./encode-picture.ts";
import { readPictureFile } from "./read-picture-file.ts";
import { seedOrPictureError, parseSeed, readRecipeIfPresent } from "../option/seed-or-picture.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Parent with its name, and a short form of that for file names. */
interface NamedParentRecipe extends Parent {
  readonly name: string;
  readonly fileName: string;
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
  sampler: Sampler,
  text: string,
  run: OpenedRun,
): Promise<NamedParentRecipe> {
  const seedPosition = parseSeed(text);
  if (seedPosition) {
    const [{ recipe }] = await generate(sampler, { seed: seedPosition.seed, first: seedPosition.index });
    return { recipe, name: text, fileName: text.replace(":", ".") };
  }
  const { files } = session.host;
  if ((await files.stat(text))?.kind !== "file") throw seedOrPictureError(text);
  const name = basename(text).replace(/\.\w+$/, "");
  const parentName = { name, fileName: name.replace(/[^\p{L}\p{N}._-]/gu, "_").slice(0, 30) };
  const recipe = readRecipeIfPresent(await files.read(text), text);
  const hash = await trainedModelHash(sampler.trained);
  if (recipe?.modelHash === hash) {
    if (recipe.sheet) throw sheetError(text, recipe.sheet.count);
    return { ...parentName, recipe };
  }
  if (recipe && !sampler.canEncode) requireModel(recipe, hash, text);
  const point = await encodePicture(session, run, sampler, {
    name: text,
    picture: await readPictureFile(session, text),
  });
  return { ...parentName, recipe: pictureRecipe(sampler, await provenance(sampler.trained), { point }) };
}

function sheetError(where: string, count: number): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.readParent.sheet({ count }) });
}
