import {
  attributesWidth,
  attributeWidth,
  encodeAttributes,
  latentSum,
  nameCard,
  type Attributes,
  type Painter,
} from "omakase";
import { latentOf, lots, shownCards, shownLatents, type Origin } from "./drawn.ts";
import type { ReadyRun, Runs } from "./runs.ts";
import type { Shown } from "./shown.ts";

interface Weighed {
  readonly sign: 1 | -1;
  /** How much of it, 0 … 2. */
  readonly weight: number;
}

/** A part of a sum. */
export type SumTerm =
  | (Weighed & { readonly kind: "picture"; readonly picture: Origin })
  /** A choice of an attribute, by their places. */
  | (Weighed & { readonly kind: "word"; readonly tag: number; readonly choice: number })
  /** A direction that was learned: its `vector`. */
  | (Weighed & { readonly kind: "direction"; readonly vector: readonly number[] });

/** Two steps along a direction lead from without to with. */
const stepsOfDirection = 2;

/** Adds and takes away pictures in latent space. */
export function reckoning(runs: Runs) {
  return {
    /** @param terms - at least one of them a picture. */
    async sum(id: string, terms: readonly SumTerm[]): Promise<Shown> {
      const run = await runs.ready(id);
      const { artist } = run;
      const parts: (Weighed & { readonly latent: Float32Array })[] = [];
      for (const term of terms)
        if (term.kind === "picture") parts.push({ ...term, latent: await latentOf(artist, term.picture) });
      const latent = latentSum(parts, { typical: !artist.canEncode, random: artist.random });
      toOneWish(latent, artist, parts);
      for (const term of terms) {
        if (term.kind === "direction")
          term.vector.forEach((value, at) => (latent[at] += stepsOfDirection * term.sign * term.weight * value));
        else if (term.kind === "word") turnTo(latent, run, term);
      }
      const [shown] = await shownLatents(artist, latent);
      return shown;
    },
    /**
     * Three pictures of which the sum first − second + third is easy to foretell: where there are attributes, the
     * first two differ in one of them alone, which the third lacks.
     */
    async example(id: string, seed: number): Promise<Shown[]> {
      const run = await runs.ready(id);
      const { attributes } = run.artist;
      const [first, , third] = await lots(run, seed, 3);
      const tag = attributes && tellingTag(attributes);
      if (attributes === undefined || tag === undefined) return lots(run, seed, 3);
      const with_ = (values: readonly number[], choice: number) =>
        values.map((value, at) => (at === tag ? choice : value));
      const draft = ({ card }: Shown, choice: number) =>
        nameCard({ latent: card.latent, values: with_(card.values, choice) });
      return shownCards(run.artist, [draft(first, 1), draft(first, 0), draft(third, 0)]);
    },
  };
}

/** A thing that is there or not is seen at once: an attribute whose first choice is to lack it. */
function tellingTag({ tags }: Attributes): number | undefined {
  const lacking = tags.findIndex(({ kind, choices }) => kind === "binary" || choices[0]?.name === "none");
  const any = lacking >= 0 ? lacking : tags.findIndex(({ choices }) => choices.length > 1);
  return any >= 0 ? any : undefined;
}

/** What is asked for adds up to one picture's worth, else the model is asked for two hats at once. */
function toOneWish(latent: Float32Array, { random }: Painter, parts: readonly Weighed[]): void {
  const total = parts.reduce((sum, { sign, weight }) => sum + sign * weight, 0);
  if (total < 0.1) return;
  for (let at = random; at < latent.length; at++) latent[at] /= total;
}

/** With a word added, the picture shows that; with one taken away, what is most usual in its place. */
function turnTo(
  latent: Float32Array,
  { artist, run }: ReadyRun,
  { sign, weight, tag, choice }: SumTerm & { kind: "word" },
): void {
  const { attributes } = artist;
  if (!attributes) return;
  const wanted = sign === 1 ? choice : mostUsual(run.examples?.[tag] ?? [], choice);
  const codes = encodeAttributes(
    attributes,
    attributes.tags.map((_, at) => [at === tag ? wanted : Number.NaN]),
  );
  const start = attributes.tags.slice(0, tag).reduce((sum, one) => sum + attributeWidth(one), 0);
  const part = Math.min(1, weight);
  const offset = latent.length - attributesWidth(attributes);
  for (let at = start; at < start + attributeWidth(attributes.tags[tag]); at++)
    latent[offset + at] += part * (codes[at] - latent[offset + at]);
}

function mostUsual(values: ArrayLike<number>, but: number): number {
  const counts = new Map<number, number>();
  for (const value of Array.from(values))
    if (value !== but && !Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [but === 0 ? 1 : 0, 0])[0];
}
