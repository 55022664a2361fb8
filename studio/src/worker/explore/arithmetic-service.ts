import {
  encodedWidth,
  encodedTagWidth,
  encodeAttributes,
  latentSum,
  identifyDesign,
  type Attributes,
  type LatentTerm,
  type Sampler,
} from "omakase/studio";
import {
  pointFromRecipe,
  renderPoint,
  renderRandomPictures,
  renderCandidatePictures,
  type PictureRecipe,
} from "../render.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import type { RenderedPicture } from "../rendered-picture.ts";

interface SignedWeight {
  readonly sign: 1 | -1;
  /** Weight, 0 … 2. */
  readonly weight: number;
}

/** Term of a sum. */
export type SumTerm =
  | (SignedWeight & { readonly kind: "picture"; readonly picture: PictureRecipe })
  /** Choice of an attribute, by indices. */
  | (SignedWeight & { readonly kind: "word"; readonly tag: number; readonly choice: number })
  /** Learned direction by its `vector`. */
  | (SignedWeight & { readonly kind: "direction"; readonly vector: readonly number[] });

/** Steps along a direction from without to with. */
const stepsPerDirection = 2;

/** Creates the service that adds and subtracts pictures in latent space. */
export function createArithmeticService(runs: RunCache) {
  return {
    /**
     * Returns the picture of a sum.
     *
     * @param terms - terms, at least one of them a picture.
     */
    async sum(id: string, terms: readonly SumTerm[]): Promise<RenderedPicture> {
      const run = await runs.load(id);
      const { sampler } = run;
      const parts: (SignedWeight & LatentTerm)[] = [];
      for (const term of terms)
        if (term.kind === "picture") parts.push({ ...term, point: await pointFromRecipe(sampler, term.picture) });
      const sum = latentSum(sampler, parts, { keepNorm: !sampler.canEncode });
      const latent = Float32Array.from(sum.latent);
      toOneCondition(latent, sampler, parts);
      for (const term of terms) {
        if (term.kind === "direction")
          term.vector.forEach((value, at) => (latent[at] += stepsPerDirection * term.sign * term.weight * value));
        else if (term.kind === "word") setAttribute(latent, run, term);
      }
      return renderPoint(sampler, { ...sum, latent: Array.from(latent) });
    },
    /**
     * Returns three pictures with an obvious sum first − second + third: in a model with attributes, the first two
     * differ in one attribute, which the third lacks.
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

/** Returns the index of an attribute whose first choice is its absence: its effect is obvious. */
function binaryTag({ tags }: Attributes): number | undefined {
  const absent = tags.findIndex(({ kind, choices }) => kind === "binary" || choices[0]?.name === "none");
  const any = absent >= 0 ? absent : tags.findIndex(({ choices }) => choices.length > 1);
  return any >= 0 ? any : undefined;
}

/**
 * Normalises the condition to the weight of one picture; otherwise the model would get, for instance, two hats at once.
 */
function toOneCondition(latent: Float32Array, { noiseSize }: Sampler, parts: readonly SignedWeight[]): void {
  const total = parts.reduce((sum, { sign, weight }) => sum + sign * weight, 0);
  if (total < 0.1) return;
  for (let at = noiseSize; at < latent.length; at++) latent[at] /= total;
}

/** Sets an attribute: an added word sets its value, a subtracted one sets the most frequent value. */
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
