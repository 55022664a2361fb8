import type { RenderedPicture } from "./rendered-picture.ts";

/** The random numbers of a picture, before they were made more ordinary. */
export function untruncatedNoise({
  candidate,
  recipe: { truncation = 1 },
}: Pick<RenderedPicture, "candidate" | "recipe">): number[] {
  return Array.from(candidate.latent, (value) => (truncation === 0 ? 0 : value / truncation));
}
