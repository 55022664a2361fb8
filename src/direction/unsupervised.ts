import { principalDirections } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { internal } from "../error.ts";
import type { Painter } from "../generate/index.ts";
import { averagePrefix } from "../train/index.ts";
import type { FoundDirection } from "./direction.ts";
import { eigenvectors } from "./eigenvectors.ts";
import { lookAt, type LookOptions } from "./look.ts";

/**
 * Directions to which the first layer of the network that draws answers most: the eigenvectors of its weights (SeFa,
 * Shen & Zhou 2021, section 3.2). No picture is drawn. One step is one standard deviation of latents from N(0, 1).
 *
 * @param count - how many; the strongest first. There are at most as many as random numbers in a latent.
 */
export function sefaDirections({ trained, random, latent }: Painter, count: number): FoundDirection[] {
  const { weights } = trained;
  const network = [...weights.keys()].some((name) => name.startsWith("generator.")) ? "generator." : "decoder.";
  const found = [...weights].find(
    ([name, { shape }]) => name.startsWith(network) && shape.length === 2 && shape[1] === latent,
  );
  if (!found) throw internal("a network whose first layer is not dense");
  const { shape, values } = weights.get(averagePrefix + found[0]) ?? found[1];
  const products = new Float64Array(random * random);
  for (let row = 0; row < shape[0]; row++)
    for (let axis = 0; axis < random; axis++)
      for (let other = 0; other < random; other++)
        products[axis * random + other] += values[row * latent + axis] * values[row * latent + other];
  return eigenvectors(products, random)
    .slice(0, count)
    .map((vector) => ({ vector: Array.from(vector, short) }));
}

/** See {@link ganspaceDirections}. */
export interface GanspaceOptions extends LookOptions {
  /** How many pictures are drawn. Default 1000. */
  readonly drawn?: number;
  /** Decides which. Default 1. */
  readonly seed?: number;
}

/**
 * Directions in which drawn pictures vary most: principal components, carried over to latents by regression (GANSpace,
 * Härkönen et al. 2020, section 2.1). There they are the components of an early layer; our first layers are linear, so
 * theirs would be those of {@link sefaDirections}, and here they are the components of what an eye sees in the
 * pictures. One step is one standard deviation along the component.
 *
 * @param count - how many; the strongest first.
 */
export async function ganspaceDirections(
  artist: Painter,
  eyeWeights: Weights,
  count: number,
  { drawn = 1000, seed = 1, ...options }: GanspaceOptions = {},
): Promise<FoundDirection[]> {
  const { latent, random } = artist;
  const { latents, seen } = await lookAt(artist, eyeWeights, artist.latents(seed, drawn), options);
  const each = seen.length / drawn;
  const components = principalDirections(seen, drawn, each, count, { rounds: 40 });
  return components.slice(0, random).map((component) => {
    const places = Float64Array.from({ length: drawn }, (_, row) =>
      component.reduce((sum, part, at) => sum + part * seen[row * each + at], 0),
    );
    const mean = places.reduce((sum, place) => sum + place, 0) / drawn;
    const deviation = Math.sqrt(places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / drawn) || 1;
    return {
      vector: Array.from({ length: random }, (_, axis) => {
        let together = 0;
        for (let row = 0; row < drawn; row++)
          together += ((places[row] - mean) / deviation) * latents[row * latent + axis];
        return short(together / drawn);
      }),
    };
  });
}

/** As much of a number as a file needs. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
