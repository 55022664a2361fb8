import type { Card, NewRating } from "omakase";

/** A card as it is kept, as the worker wants it. */
export function cardOf({ id, values, latent }: NewRating["cards"][number]): Card {
  return { id, values: values.map((value) => value ?? NaN), latent };
}
