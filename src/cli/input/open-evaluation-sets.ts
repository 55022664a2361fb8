import { resolve } from "node:path";
import { builtinDatasets, type Dataset } from "../../dataset/index.ts";
import { createSampler, createTranslator, type Sampler, type TrainedModel } from "../../sample/index.ts";
import { splitHeldOut, evaluateTranslations, type OpenedRun } from "../../run/index.ts";
import { withRandomFlips, type PictureSet } from "../../feature/index.ts";
import { generatedPictures, translatedPictures } from "../../sample/index.ts";
import { type MeanSimilarity } from "../../evaluate/index.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "../session.ts";

/** What `omakase evaluate` looks at. */
export interface EvaluationSets {
  /** What the model learned from, or what somebody else wants it to be like. */
  readonly trainingSet: Dataset;
  /** The same as the model saw it. */
  readonly real: PictureSet;
  readonly generated: PictureSet;
  /** Who drew; undefined for a translator. */
  readonly sampler?: Sampler;
  /** How near a translator's pictures come to those that they should have become. */
  readonly similarity?: MeanSimilarity;
  dispose(): void;
}

/** What somebody wants to have judged. */
export interface EvaluationSetOptions {
  /** Default: what the run learned from. */
  readonly source?: string;
  /** How many pictures are drawn, at most. */
  readonly count: number;
  readonly seed: number;
}

/** The pictures of a model that draws, or that translates, and what to compare them with. */
export function openEvaluationSets(
  session: Session,
  run: OpenedRun,
  trained: TrainedModel,
  conditions: EvaluationSetOptions,
): Promise<EvaluationSets> {
  return run.config.model === "pix2pix"
    ? openTranslatedSets(session, run, trained, conditions)
    : openGeneratedSets(session, run, trained, conditions);
}

async function openGeneratedSets(
  session: Session,
  { config }: OpenedRun,
  trained: TrainedModel,
  { source = config.source, count, seed }: EvaluationSetOptions,
): Promise<EvaluationSets> {
  const sampler = createSampler(trained);
  const { size, channels } = config;
  // as many as were learned from, or of another built-in set, which has no end, what is needed
  const builtin = (builtinDatasets as readonly string[]).includes(source);
  const needed = source === config.source ? config.count : builtin ? 2 * count : undefined;
  const trainingSet = await loadPictures(session, source, { size, channels, count: needed });
  return {
    trainingSet,
    real: config.flip ? withRandomFlips(trainingSet, seed) : trainingSet,
    generated: generatedPictures(sampler, count, seed),
    sampler,
    dispose: () => sampler.dispose(),
  };
}

/** Pairs that the model never saw, translated, beside the targets that it learned from. */
async function openTranslatedSets(
  session: Session,
  { config }: OpenedRun,
  trained: TrainedModel,
  { source, count, seed }: EvaluationSetOptions,
): Promise<EvaluationSets> {
  const { size, channels, reverse } = config;
  const pairsOf = (from: string, needed?: number) =>
    loadPictures(session, from, { size, channels, count: needed, reverse, pairs: true });
  const { training, heldOut } = splitHeldOut(await pairsOf(config.source, config.count), config);
  const isTrainingSource =
    source === undefined || source === config.source || resolve(source) === resolve(config.source);
  const evaluated = isTrainingSource ? heldOut : await pairsOf(source, count);
  const sampler = createTranslator(trained);
  return {
    trainingSet: training,
    real: config.flip ? withRandomFlips(training, seed) : training,
    generated: translatedPictures(sampler, evaluated.inputs!, Math.min(count, evaluated.count)),
    similarity: (await evaluateTranslations(trained, evaluated)).similarity,
    dispose: () => sampler.dispose(),
  };
}
