import type { Recipe } from "../checkpoint/index.ts";
import { recipePoints, valuesFromNames, type Sampler } from "../sample/index.ts";
import { identifyDesign } from "./sample-design.ts";
import type { Candidate } from "./candidate.ts";
import { candidateAt } from "./candidate-at.ts";

/**
 * Describes the image of a recipe as a candidate, or all images of a sheet.
 *
 * @param sampler - model that drew the image.
 * @param recipe - recipe from the image's metadata.
 * @param where - name of the image in errors.
 * @returns undefined for images that a candidate cannot describe: with one latent per layer, or with feature offsets.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function candidatesFromRecipe(
  sampler: Sampler,
  recipe: Recipe,
  where: string,
): Promise<Candidate[] | undefined> {
  const points = await recipePoints(sampler, recipe, where);
  if (recipe.featureOffsets || points[0].latent.length !== sampler.latent) return undefined;
  const { attributes } = sampler;
  // names keep numbers such as a pose exactly, standardised values do not; a latent edit may have changed them since
  const isTold = attributes && recipe.attributes && !recipe.edit?.conditionOffset;
  const conditionColumns = isTold && valuesFromNames(attributes, recipe.attributes, where);
  return points.map((point, at) => {
    const found = candidateAt(sampler, point);
    if (!conditionColumns) return found;
    return identifyDesign({ values: conditionColumns.map((column) => column[at]), latent: found.latent });
  });
}
