import type { RenderedPicture } from "./rendered-picture.ts";

/** Returns the noise of a picture before truncation. */
export function untruncatedNoise({
  candidate,
  recipe: { truncation = 1 },
}: Pick<RenderedPicture, "candidate" | "recipe">): number[] {
  return Array.from(candidate.latent, (value) => (truncation === 0 ? 0 : value / truncation));
}
