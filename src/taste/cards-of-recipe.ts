import type { Recipe } from "../checkpoint/index.ts";
import { recipeLatents, valuesOfNames, type Painter } from "../generate/index.ts";
import { wishesOf } from "../morph/index.ts";
import { nameCard } from "./draw-card.ts";
import type { Card } from "./card.ts";

/**
 * The card of a recipe's picture, or those of all pictures of a sheet. Undefined for a picture that is more than a card
 * can say: one with a latent for each layer, or with details beside its latent.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function cardsOfRecipe(artist: Painter, recipe: Recipe, where: string): Promise<Card[] | undefined> {
  const latents = await recipeLatents(artist, recipe, where);
  const count = recipe.sheet?.count ?? 1;
  if (recipe.detail || latents.length !== count * artist.latent) return undefined;
  const { attributes } = artist;
  // words keep numbers such as a pose to the last digit, which standardised ones do not; a walk may have changed them since
  const isTold = attributes && recipe.attributes && !recipe.along?.wished;
  const told = isTold && valuesOfNames(attributes, recipe.attributes, where);
  return Array.from({ length: count }, (_, at) => {
    const latent = latents.subarray(at * artist.latent, (at + 1) * artist.latent);
    const values = told ? told.map((column) => column[at]) : wishesOf(artist, latent);
    return nameCard({ values, latent: artist.chanceOf(latent) });
  });
}
