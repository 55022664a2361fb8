import { manifestSchema, rangeOf, type Attributes, type Manifest, type RunInfo, type Text } from "omakase/studio";
import type { RunCache } from "./run-cache.ts";

/** Frequencies of an attribute in the data set. */
export interface Frequency {
  /** Share of each choice, 0 … 1; of an attribute with choices. */
  readonly shares?: readonly number[];
  /** Minimum and maximum; of a numeric attribute. */
  readonly range?: readonly [low: number, high: number];
}

/** Facts about a model that the page needs. */
export interface RunFacts {
  readonly id: string;
  readonly hash: string;
  readonly attributes: Attributes | undefined;
  /** For each attribute. */
  readonly frequencies: readonly Frequency[];
  /** Size of the latent noise; 0 for a pix2pix. */
  readonly latent: number;
  /** Whether an encoder can invert pictures without a search. */
  readonly canEncode: boolean;
  /** Device. */
  readonly device: Text;
}

/** Creates the service that describes models. */
export function createRunFactsService(runs: RunCache) {
  return {
    /**
     * Returns the facts about a model.
     *
     * @param hash - model hash: an extended run is another model under the same id.
     */
    async facts(id: string, hash: string): Promise<RunFacts> {
      const { description } = await runs.device();
      let ready = await runs.loadEarly(id);
      if (ready.run.hash !== hash) {
        runs.forget(id);
        ready = await runs.loadEarly(id);
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
    /** Parses `studio.json`; in the worker, because the page does not load the schema library. */
    manifest: (text: string): Manifest => manifestSchema.parse(JSON.parse(text)),
    /** Lists the models trained in this browser. */
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
