import { internal } from "../error.ts";
import type { Random } from "../tensor/index.ts";
import type { Card, CardSpace } from "./card.ts";

/** What a card is made of before it has a name. */
export type Draft = Pick<Card, "values" | "latent">;

/** A card as the model's pictures are: what one of them shows, drawn by lot, and a fresh latent. */
export function drawCard({ attributes, examples, latent }: CardSpace, stream: Random): Draft {
  const tags = attributes?.tags ?? [];
  const rows = examples?.[0]?.length ?? 0;
  if (tags.length > 0 && rows === 0) throw internal("taste: no examples to draw attributes from");
  const row = stream.integer(rows);
  return { values: tags.map((_, at) => examples![at][row]), latent: stream.normals(latent) };
}

/**
 * A card between two: each attribute from either, and the latent between theirs, as long as both are.
 *
 * @param share - how much comes from the first, 0 … 1.
 */
export function crossCards(first: Draft, second: Draft, share: number, stream: Random): Draft {
  const values = first.values.map((value, at) => (stream.uniform() < share ? value : second.values[at]));
  const latent = new Float32Array(first.latent.length);
  const [near, far] = [Math.sqrt(share), Math.sqrt(1 - share)];
  for (let at = 0; at < latent.length; at++) latent[at] = near * first.latent[at] + far * second.latent[at];
  // relatives point the same way: left alone, their children would be longer than any latent the model learned
  const wanted = share * squareOf(first.latent) + (1 - share) * squareOf(second.latent);
  const scale = Math.sqrt(wanted / (squareOf(latent) || 1));
  for (let at = 0; at < latent.length; at++) latent[at] *= scale;
  return { values, latent };
}

function squareOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] * numbers[at];
  return sum;
}

/** A card with a name made of what it is made of: the same numbers have the same name (FNV-1a, twice 32 bits). */
export function nameCard({ values, latent }: Draft): Card {
  const bytes = new Uint8Array(Float32Array.from([...values, ...Array.from(latent)]).buffer);
  const words = [0x811c9dc5, 0x01000193].map((start) => {
    let word = start;
    for (const byte of bytes) word = Math.imul(word ^ byte, 0x01000193);
    return (word >>> 0).toString(16).padStart(8, "0");
  });
  return { id: words.join(""), values, latent };
}
