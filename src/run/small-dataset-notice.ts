import { runText } from "../text/index.ts";
import type { Text } from "../text/index.ts";

/** Number of pictures below which a model can only copy them. */
const fewestPictures = 20;
/** Number of pictures from which a GAN neither collapses nor copies them: `small-set.nightly.ts` measures it. */
const enoughPictures = 200;

/** Tells what a small data set leads to, and what helps; undefined for one that is large enough. */
export function smallDatasetNotice(count: number): Text | undefined {
  if (count >= enoughPictures) return undefined;
  const { copies, resembles } = runText.smallDatasetNotice;
  return (count < fewestPictures ? copies : resembles)({ count, enough: enoughPictures });
}

/** Tells whether a model of so few pictures can only copy them. */
export function canOnlyCopy(count: number): boolean {
  return count < fewestPictures;
}
