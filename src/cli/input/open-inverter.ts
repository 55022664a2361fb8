import { isBuiltinDataset, splitByName, type Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import { loadFeatureWeights, type FeatureWeights } from "../../feature/index.ts";
import { createInverter, trainEncoder, trainedModelHash, type Inverter, type Sampler } from "../../sample/index.ts";
import { saveInverter, readInverter, type InverterKey, type SavedInverter, type OpenedRun } from "../../run/index.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Inverter of a run, with the residuals of images that the model knows. */
export interface OpenedInverter {
  readonly inverter: Inverter;
  /** See `SavedInverter`. */
  readonly knownResiduals: Float32Array;
}

/** See {@link openInverter}. */
interface OpenInverterOptions {
  /** Trains the encoder again, even when one is saved. */
  readonly retrain?: boolean;
  /** Number of generated images that the encoder is trained on, with repetition. */
  readonly pictures?: number;
}

/** Number of images with known residuals: enough for a 99 % bound. */
const maxKnownPictures = 100;
/** Seed of images of built-in sets that are not training images. */
const heldOutSeed = 1;

/**
 * Opens the inverter of a run without an encoder. The first call trains an encoder beside the generator and measures
 * the residuals of images like the training images; both are saved in the run's folder.
 */
export async function openInverter(
  session: Session,
  run: OpenedRun,
  sampler: Sampler,
  { retrain = false, pictures }: OpenInverterOptions = {},
): Promise<OpenedInverter> {
  const { host } = session;
  const backbone = await loadFeatureWeights(host);
  const inverterKey = { modelHash: await trainedModelHash(sampler.trained), space: backbone.name };
  const saved = retrain ? undefined : await readSavedInverter(session, run, inverterKey);
  if (saved) return { inverter: await createInverter(sampler, backbone, saved.encoder), knownResiduals: saved.known };
  const newInverter = await trainInverter(session, run, sampler, backbone, pictures);
  await saveInverter(host.files, run.path, newInverter.kept, inverterKey);
  return { inverter: newInverter.inverter, knownResiduals: newInverter.kept.known };
}

/** Reads the saved inverter; undefined, with a notice, when it belongs to earlier weights. */
async function readSavedInverter(
  session: Session,
  { path }: OpenedRun,
  inverterKey: InverterKey,
): Promise<SavedInverter | undefined> {
  try {
    return await readInverter(session.host.files, path, inverterKey);
  } catch (error) {
    if (!(error instanceof OmakaseError && error.code === "checkpoint")) throw error;
    session.print(cliText.openInverter.otherEncoder);
    return undefined;
  }
}

async function trainInverter(
  session: Session,
  run: OpenedRun,
  sampler: Sampler,
  backbone: FeatureWeights,
  images: number | undefined,
): Promise<{ readonly inverter: Inverter; readonly kept: SavedInverter }> {
  const { signal, status, t } = session;
  // a model with an encoder is refused below
  if (!sampler.canEncode) session.print(cliText.openInverter.training);
  const real = await trainingAndHeldOut(session, run);
  const encoder = await trainEncoder(sampler, backbone, {
    ...(real && { real: real.training }),
    ...(images !== undefined && { images }),
    signal,
    onProgress: ({ done, total }) => status(t(cliText.openInverter.trainingProgress({ done, total }))),
  });
  const search = await createInverter(sampler, backbone, encoder);
  const knownResiduals = real ? await heldOutResiduals(session, search, real.heldOut) : new Float32Array();
  return { inverter: search, kept: { encoder, known: knownResiduals } };
}

/** Measures the residuals of images that neither the encoder nor, where possible, the model was trained on. */
async function heldOutResiduals(
  { signal, status, t }: Session,
  search: Inverter,
  real: Dataset,
): Promise<Float32Array> {
  const count = Math.min(maxKnownPictures, real.count);
  const pictures = await Promise.all(Array.from({ length: count }, (_, at) => real.picture(at)));
  const found = await search.invert(pictures, {
    signal,
    onProgress: ({ done, total }) => status(t(cliText.openInverter.searching({ done: Math.floor(done), total }))),
  });
  return Float32Array.from(found, ({ residual }) => residual);
}

/** Loads training images for the encoder, and held-out images for the residuals; undefined when they are gone. */
async function trainingAndHeldOut(
  session: Session,
  { config: { source, count, size, channels } }: OpenedRun,
): Promise<{ readonly training: Dataset; readonly heldOut: Dataset } | undefined> {
  try {
    const training = await loadPictures(session, source, { size, channels, count });
    if (isBuiltinDataset(source))
      return {
        training,
        heldOut: await loadPictures(session, source, { size, channels, count: maxKnownPictures, seed: heldOutSeed }),
      };
    return training.count < 2
      ? { training, heldOut: training }
      : splitByName(training, Math.min(0.2, maxKnownPictures / training.count));
  } catch (error) {
    if (!(error instanceof OmakaseError && error.code === "source")) throw error;
    session.print(cliText.openInverter.noPictures({ source }));
    return undefined;
  }
}
