import { resolve } from "node:path";
import { isBuiltinDataset, type Dataset } from "../../dataset/index.ts";
import { createSampler, createTranslator, type Sampler, type TrainedModel } from "../../sample/index.ts";
import { splitHeldOut, evaluateTranslations, type OpenedRun } from "../../run/index.ts";
import { withRandomFlips, type PictureSet } from "../../feature/index.ts";
import { generatedPictures, translatedPictures } from "../../sample/index.ts";
import { type MeanSimilarity } from "../../evaluate/index.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "../session.ts";

/** Data that `omakase evaluate` compares. */
export interface EvaluationSets {
  /** Training images, or the reference images that the command line names. */
  readonly trainingSet: Dataset;
  /** Reference images in the shape of the model. */
  readonly real: PictureSet;
  readonly generated: PictureSet;
  /** Sampler of the model; undefined for a translator. */
  readonly sampler?: Sampler;
  /** Mean similarity of a translator's outputs to their targets. */
  readonly similarity?: MeanSimilarity;
  dispose(): void;
}

/** Options of {@link openEvaluationSets}. */
export interface EvaluationSetOptions {
  /** Default: the source of the training images. */
  readonly source?: string;
  /** Maximum number of generated images. */
  readonly count: number;
  readonly seed: number;
}

/** Opens the images of a sampler or translator, and the reference images. */
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
  // as many as in training; of another built-in set, which is unlimited, as many as needed
  const builtin = isBuiltinDataset(source);
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

/** Translates held-out pairs, for comparison with the training targets. */
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
