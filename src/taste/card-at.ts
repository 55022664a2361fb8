import type { Painter } from "../generate/index.ts";
import { wishesOf } from "../morph/index.ts";
import type { Card } from "./card.ts";
import { nameCard } from "./draw-card.ts";

/**
 * The card of a picture that was not drawn from a card: a child, or a stop on the way between two pictures. Of one with
 * a latent for each layer a taste sees their middle; the card's name tells it from others with the same middle.
 *
 * @param latent - one, or one for each layer.
 */
export function cardAt(artist: Painter, latent: Float32Array): Card {
  const { latent: width } = artist;
  const values = wishesOf(artist, latent);
  const layers = latent.length / width;
  if (layers === 1) return nameCard({ values, latent: artist.chanceOf(latent) });
  const middle = new Float32Array(width);
  for (let at = 0; at < latent.length; at++) middle[at % width] += latent[at] / layers;
  return { ...nameCard({ values, latent }), latent: artist.chanceOf(middle) };
}
