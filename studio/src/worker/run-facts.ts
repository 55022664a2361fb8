import { manifestSchema, rangeOf, type Attributes, type Manifest, type RunInfo, type Text } from "omakase";
import type { RunCache } from "./run-cache.ts";

/** How often things are in the pictures that were learned from. */
export interface Frequency {
  /** Of an attribute with choices: the share of each, 0 … 1. */
  readonly shares?: readonly number[];
  /** Of a number: the smallest and the largest. */
  readonly range?: readonly [low: number, high: number];
}

/** What the page has to know of a model. */
export interface RunFacts {
  readonly id: string;
  readonly hash: string;
  readonly attributes: Attributes | undefined;
  /** For each attribute. */
  readonly frequencies: readonly Frequency[];
  /** How many random numbers a picture is drawn from; 0: it translates pictures. */
  readonly latent: number;
  /** Whether pictures can be put into its latent space without searching. */
  readonly canEncode: boolean;
  /** What computes. */
  readonly device: Text;
}

/** Says what models are like. */
export function createRunFactsService(runs: RunCache) {
  return {
    /** @param hash - of the model that is meant: a run that went on learning is another one under the same name. */
    async facts(id: string, hash: string): Promise<RunFacts> {
      const { description } = await runs.device();
      let ready = await runs.load(id);
      if (ready.run.hash !== hash) {
        runs.forget(id);
        ready = await runs.load(id);
      }
      const { attributes, model } = ready.run.config;
      const { examples } = ready.run;
      const draws = model !== "pix2pix";
      return {
        id,
        hash: ready.run.hash!,
        attributes,
        frequencies: attributes && examples ? frequenciesOf(attributes, examples) : [],
        latent: draws ? ready.sampler.noiseSize : 0,
        canEncode: draws && ready.sampler.canEncode,
        device: description,
      };
    },
    /** What `studio.json` says. It is checked here, because the worker can check things and the page need not learn it. */
    manifest: (text: string): Manifest => manifestSchema.parse(JSON.parse(text)),
    /** The models that were trained in this browser. */
    async browserRuns(): Promise<RunInfo[]> {
      const { listBrowserRuns } = await import("./browser-runs.ts");
      return await listBrowserRuns();
    },
  };
}

function frequenciesOf({ tags }: Attributes, examples: readonly Float32Array[]): Frequency[] {
  return tags.map((tag, at) => {
    if (tag.kind === "number") return { range: rangeOf(examples[at]) };
    const known = examples[at].filter((value) => !Number.isNaN(value));
    return { shares: tag.choices.map((_, place) => known.filter((value) => value === place).length / known.length) };
  });
}
