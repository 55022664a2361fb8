import type { Painter } from "../generate/index.ts";
import { wishesOf } from "../morph/index.ts";
import { latentCloud, type LatentCloud } from "../trainer/index.ts";
import type { Card } from "./card.ts";
import { nameCard } from "./draw-card.ts";

/**
 * The card of a picture that was not drawn from a card: a child, or a stop on the way between two pictures. Of one with
 * a latent for each layer a taste sees their middle; the card's name tells it from others with the same middle.
 *
 * @param latent - one, or one for each layer.
 */
export function cardAt(artist: Painter, latent: Float32Array): Card {
  const { random, latent: width, trained } = artist;
  const values = wishesOf(artist, latent);
  const layers = latent.length / width;
  const middle = new Float32Array(random);
  for (let layer = 0; layer < layers; layer++)
    for (let at = 0; at < random; at++) middle[at] += latent[layer * width + at] / layers;
  const cloud = trained.model.kind === "autoencoder" ? latentCloud(trained.weights) : undefined;
  const own = cloud ? outOfCloud(cloud, middle) : middle;
  return layers === 1 ? nameCard({ values, latent: own }) : { ...nameCard({ values, latent }), latent: own };
}

/** The way back to N(0, 1); directions without spread lead to 0. */
function outOfCloud({ mean, root }: LatentCloud, latent: Float32Array): Float32Array {
  const side = latent.length;
  const normal = new Float32Array(side);
  for (let row = 0; row < side; row++) {
    let rest = latent[row] - mean[row];
    for (let column = 0; column < row; column++) rest -= root[row * side + column] * normal[column];
    const pivot = root[row * side + row];
    normal[row] = pivot > 1e-9 ? rest / pivot : 0;
  }
  return normal;
}
