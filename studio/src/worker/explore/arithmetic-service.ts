import {
  encodedWidth,
  encodedTagWidth,
  encodeAttributes,
  latentSum,
  identifyDesign,
  type Attributes,
  type Sampler,
} from "omakase";
import {
  latentFromRecipe,
  renderRandomPictures,
  renderCandidatePictures,
  renderLatentPictures,
  type PictureRecipe,
} from "../render.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import type { RenderedPicture } from "../rendered-picture.ts";

interface SignedWeight {
  readonly sign: 1 | -1;
  /** How much of it, 0 … 2. */
  readonly weight: number;
}

/** A part of a sum. */
export type SumTerm =
  | (SignedWeight & { readonly kind: "picture"; readonly picture: PictureRecipe })
  /** A choice of an attribute, by their places. */
  | (SignedWeight & { readonly kind: "word"; readonly tag: number; readonly choice: number })
  /** A direction that was learned: its `vector`. */
  | (SignedWeight & { readonly kind: "direction"; readonly vector: readonly number[] });

/** Two steps along a direction lead from without to with. */
const stepsPerDirection = 2;

/** Adds and takes away pictures in latent space. */
export function createArithmeticService(runs: RunCache) {
  return {
    /** @param terms - at least one of them a picture. */
    async sum(id: string, terms: readonly SumTerm[]): Promise<RenderedPicture> {
      const run = await runs.load(id);
      const { sampler } = run;
      const parts: (SignedWeight & { readonly latent: Float32Array })[] = [];
      for (const term of terms)
        if (term.kind === "picture") parts.push({ ...term, latent: await latentFromRecipe(sampler, term.picture) });
      const latent = latentSum(parts, { keepNorm: !sampler.canEncode, noiseSize: sampler.noiseSize });
      toOneCondition(latent, sampler, parts);
      for (const term of terms) {
        if (term.kind === "direction")
          term.vector.forEach((value, at) => (latent[at] += stepsPerDirection * term.sign * term.weight * value));
        else if (term.kind === "word") setAttribute(latent, run, term);
      }
      const [shown] = await renderLatentPictures(sampler, latent);
      return shown;
    },
    /**
     * Three pictures of which the sum first − second + third is easy to foretell: where there are attributes, the
     * first two differ in one of them alone, which the third lacks.
     */
    async example(id: string, seed: number): Promise<RenderedPicture[]> {
      const run = await runs.load(id);
      const { attributes } = run.sampler;
      const [first, , third] = await renderRandomPictures(run, seed, 3);
      const tag = attributes && binaryTag(attributes);
      if (attributes === undefined || tag === undefined) return renderRandomPictures(run, seed, 3);
      const with_ = (values: readonly number[], choice: number) =>
        values.map((value, at) => (at === tag ? choice : value));
      const draft = ({ candidate }: RenderedPicture, choice: number) =>
        identifyDesign({ latent: candidate.latent, values: with_(candidate.values, choice) });
      return renderCandidatePictures(run.sampler, [draft(first, 1), draft(first, 0), draft(third, 0)]);
    },
  };
}

/** A thing that is there or not is seen at once: an attribute whose first choice is to lack it. */
function binaryTag({ tags }: Attributes): number | undefined {
  const absent = tags.findIndex(({ kind, choices }) => kind === "binary" || choices[0]?.name === "none");
  const any = absent >= 0 ? absent : tags.findIndex(({ choices }) => choices.length > 1);
  return any >= 0 ? any : undefined;
}

/** What is asked for adds up to one picture's worth, else the model is asked for two hats at once. */
function toOneCondition(latent: Float32Array, { noiseSize }: Sampler, parts: readonly SignedWeight[]): void {
  const total = parts.reduce((sum, { sign, weight }) => sum + sign * weight, 0);
  if (total < 0.1) return;
  for (let at = noiseSize; at < latent.length; at++) latent[at] /= total;
}

/** With a word added, the picture shows that; with one taken away, what is most usual in its place. */
function setAttribute(
  latent: Float32Array,
  { sampler, run }: LoadedRun,
  { sign, weight, tag, choice }: SumTerm & { kind: "word" },
): void {
  const { attributes } = sampler;
  if (!attributes) return;
  const wanted = sign === 1 ? choice : modeExcept(run.examples?.[tag] ?? [], choice);
  const codes = encodeAttributes(
    attributes,
    attributes.tags.map((_, at) => [at === tag ? wanted : Number.NaN]),
  );
  const start = attributes.tags.slice(0, tag).reduce((sum, one) => sum + encodedTagWidth(one), 0);
  const part = Math.min(1, weight);
  const offset = latent.length - encodedWidth(attributes);
  for (let at = start; at < start + encodedTagWidth(attributes.tags[tag]); at++)
    latent[offset + at] += part * (codes[at] - latent[offset + at]);
}

function modeExcept(values: ArrayLike<number>, but: number): number {
  const counts = new Map<number, number>();
  for (const value of Array.from(values))
    if (value !== but && !Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [but === 0 ? 1 : 0, 0])[0];
}
