import {
  addMoved,
  alongDirections,
  featureWeights,
  ganspaceDirections,
  learnDirection,
  recipeMoves,
  sefaDirections,
  wholeLatents,
  type Direction,
  type FoundDirection,
  type Host,
} from "omakase";
import type { Jobs, ProgressListener } from "./look-jobs.ts";
import { latentOf, shownMoved, type Origin } from "./drawn.ts";
import type { Runs } from "./runs.ts";
import { pictureOf, type Shown } from "./shown.ts";

/** A direction, and how far along it. */
export interface Slid {
  readonly direction: Direction;
  /** −3 … 3; two lead from without to with. */
  readonly steps: number;
}

/** A picture that teaches: what it was asked for says as much as its pixels. */
export type Taught = Pick<Shown, "card" | "pixels">;

/** How directions are found that nobody has labelled. */
export type FindMethod = "sefa" | "ganspace";

const looking = { ja: "たくさん描いて、見ています", en: "drawing many, and looking at them" };

/** Learns directions of a model, and walks along them. */
export function directing(runs: Runs, host: Host, jobs: Jobs) {
  return {
    /** From pictures that show something and pictures that do not, at least two of each. */
    async learn(
      id: string,
      {
        having,
        lacking,
        others,
      }: { having: readonly Taught[]; lacking: readonly Taught[]; others: readonly Direction[] },
      onProgress: ProgressListener,
    ): Promise<FoundDirection> {
      const signal = jobs.begin("direction");
      const { artist } = await runs.ready(id);
      const { weights } = await featureWeights(host);
      const pictures = (all: readonly Taught[]) => all.map(({ pixels }) => pictureOf(pixels));
      return learnDirection(artist, weights, pictures(having), pictures(lacking), {
        others,
        wishes: [...having, ...lacking].map(({ card }) => card.values),
        signal,
        drawn: 1000, // half of what the command line takes: somebody waits
        onProgress: ({ done, total }) => onProgress({ done: (0.7 * done) / total, doing: looking }),
      });
    },
    /** The strongest without labels. */
    async find(id: string, count: number, method: FindMethod, onProgress: ProgressListener): Promise<FoundDirection[]> {
      const signal = jobs.begin("direction");
      const { artist } = await runs.ready(id);
      const most = Math.min(count, artist.random);
      if (method === "sefa") return sefaDirections(artist, most);
      const { weights } = await featureWeights(host);
      return ganspaceDirections(artist, weights, most, {
        signal,
        onProgress: ({ done, total }) => onProgress({ done: (0.8 * done) / total, doing: looking }),
      });
    },
    /** A picture, moved along directions. */
    async slide(id: string, from: Origin, way: readonly Slid[]): Promise<Shown> {
      const { artist } = await runs.ready(id);
      const before = recipeMoves(from.recipe);
      const latent =
        before.length > 0 ? wholeLatents(artist, from.recipe, from.recipe.run) : await latentOf(artist, from);
      const { weights } = await featureWeights(host);
      const { steps, walk } = alongDirections(artist, weights, way);
      const moved = await walk(latent, before);
      addMoved(artist, latent, moved);
      return shownMoved(artist, latent, steps, [...before, ...moved.partly]);
    },
  };
}
