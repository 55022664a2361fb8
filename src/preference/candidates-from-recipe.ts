import type { Recipe } from "../checkpoint/index.ts";
import { recipeLatents, valuesFromNames, type Sampler } from "../sample/index.ts";
import { latentAttributes } from "../latent/index.ts";
import { identifyDesign } from "./sample-design.ts";
import type { Candidate } from "./candidate.ts";

/**
 * The card of a recipe's picture, or those of all pictures of a sheet. Undefined for a picture that is more than a card
 * can say: one with a latent for each layer, or with details beside its latent.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function candidatesFromRecipe(
  sampler: Sampler,
  recipe: Recipe,
  where: string,
): Promise<Candidate[] | undefined> {
  const latents = await recipeLatents(sampler, recipe, where);
  const count = recipe.sheet?.count ?? 1;
  if (recipe.featureOffsets || latents.length !== count * sampler.latent) return undefined;
  const { attributes } = sampler;
  // words keep numbers such as a pose to the last digit, which standardised ones do not; a walk may have changed them since
  const isTold = attributes && recipe.attributes && !recipe.edit?.conditionOffset;
  const conditionColumns = isTold && valuesFromNames(attributes, recipe.attributes, where);
  return Array.from({ length: count }, (_, at) => {
    const latent = latents.subarray(at * sampler.latent, (at + 1) * sampler.latent);
    const values = conditionColumns ? conditionColumns.map((column) => column[at]) : latentAttributes(sampler, latent);
    return identifyDesign({ values, latent: sampler.noiseOf(latent) });
  });
}
