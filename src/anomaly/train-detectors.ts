import type { Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { type Classifier, type Model } from "../model/index.ts";
import { type BatchSource, createTrainer, createBatchSource, type Snapshot } from "../train/index.ts";
import { type Schedule } from "../optim/index.ts";
import { syntheticDefectBatches } from "./synthetic-defect-batches.ts";
import { defectCellSize, anomalyNetworks } from "./anomaly-networks.ts";
import type { AnomalyDetector } from "./anomaly-model.ts";

/** Detectors that need training. */
const trainedDetectors = ["residual", "defects"] as const;
export type TrainedDetector = (typeof trainedDetectors)[number];

export function isTrainedDetector(part: AnomalyDetector): part is TrainedDetector {
  return (trainedDetectors as readonly AnomalyDetector[]).includes(part);
}

/** Images per step: few for the defect network, because many kinds of defects need many steps. */
const batches: Record<TrainedDetector, number> = { residual: 32, defects: 8 };
/** Training images of the autoencoder, as a share of those of the defect network. */
const residualShare = 0.4;
/** Share of the time at which each reaches half of its training, and its end where the other one follows. */
const timeShares = { residual: { half: 0.05, end: 0.1 }, defects: { half: 0.55, end: 1 } } as const;
/** Learning rates: constant in the first half, decayed to `to` in the second. */
const learningRates = { residual: { from: 1e-3, to: 5e-5 }, defects: { from: 3e-3, to: 5e-5 } } as const;

/** Options of {@link trainDetectors}. */
export interface TrainDetectorsOptions {
  readonly device: Device;
  readonly features: number;
  /** Training images of the defect network, with repetition; the autoencoder gets 0.4 of that. */
  readonly pictures: number;
  readonly seed: number;
  readonly detectors: readonly AnomalyDetector[];
  /** Returns the seconds left for the training and what follows. Default: no limit. */
  readonly secondsLeft?: () => number;
  /** Returns whether training is to end now. Default: never. */
  readonly isStopped?: () => boolean;
  /** Returns the seconds that the work after the training takes, given the weights so far. */
  readonly secondsAfter: (weights: Weights) => Promise<number>;
  readonly onProgress?: (part: TrainedDetector, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains the networks of the given detectors on normal images.
 *
 * @returns weights, prefixed with the name of the detector.
 */
export async function trainDetectors(dataset: Dataset, options: TrainDetectorsOptions): Promise<Weights> {
  const { features, pictures, seed, detectors, secondsLeft = noLimit } = options;
  const networks = anomalyNetworks(dataset, features);
  const learned = new Map<string, ReturnType<Weights["get"]> & {}>();
  const given = secondsLeft();
  const hasDefects = detectors.includes("defects");
  const learn = async (part: TrainedDetector, source: BatchSource, imageCount: number) => {
    const prefixed = (weights: Weights) =>
      [...learned, ...Array.from(weights, ([name, value]) => [`${part}.${name}`, value] as const)] as const;
    const weights = await trainNetwork(networks[part], source, imageCount, part, {
      ...options,
      secondsAtHalf: given * (1 - timeShares[part].half),
      secondsAtEnd: async (half) =>
        part === "residual" && hasDefects
          ? given * (1 - timeShares.residual.end)
          : await options.secondsAfter(new Map(prefixed(half))),
    });
    for (const [name, value] of prefixed(weights)) learned.set(name, value);
  };
  if (detectors.includes("residual"))
    await learn("residual", createBatchSource(dataset, seed, { flip: true }), Math.ceil(pictures * residualShare));
  if (hasDefects) await learn("defects", syntheticDefectBatches(dataset, seed, defectCellSize), pictures);
  return learned;
}

const noLimit = (): number => Infinity;
const never = (): boolean => false;

/** Times of {@link trainNetwork}, as seconds left. */
interface TrainingTimes {
  readonly secondsAtHalf: number;
  readonly secondsAtEnd: (half: Weights) => Promise<number>;
}

/**
 * Trains in two halves of equally many images; the second decays the learning rate to remove noise from the weights. It
 * is shorter where its time is, and left out where less is left than a network takes to compile.
 */
async function trainNetwork(
  model: Model | Classifier,
  source: BatchSource,
  pictures: number,
  part: TrainedDetector,
  options: TrainDetectorsOptions & TrainingTimes,
): Promise<Weights> {
  const {
    secondsLeft = noLimit,
    isStopped = never,
    secondsAtHalf,
    secondsAtEnd,
    onProgress,
    signal,
    device,
    seed,
  } = options;
  const batchSize = batches[part];
  const isUp = (atEnd: number): boolean => isStopped() || (secondsLeft() < Infinity && secondsLeft() <= atEnd);
  const atStart = secondsLeft();
  let setupSeconds = 0;
  const advance = async (
    learningRate: Schedule | number,
    [until, total, atEnd]: readonly [until: number, total: number, atEnd: number],
    from?: Snapshot,
  ): Promise<Snapshot> => {
    const settings = { batchSize, learningRate };
    const begun = secondsLeft();
    const trainer = await createTrainer(model, source, { device, seed, settings, ...(from && { from }) });
    const first = trainer.step;
    try {
      while (trainer.imagesSeen < until && (trainer.step === first || !isUp(atEnd))) {
        signal?.throwIfAborted();
        await trainer.advance();
        if (trainer.step === first + 1) setupSeconds = begun - secondsLeft(); // the first step compiles
        onProgress?.(part, trainer.imagesSeen, total);
        if (secondsLeft() < Infinity && secondsLeft() < setupSeconds) break; // no time to go on from here
      }
      return await trainer.snapshot();
    } finally {
      trainer.dispose();
    }
  };
  const half = await advance(learningRates[part].from, [pictures / 2, pictures, secondsAtHalf]);
  if (isStopped() || (secondsLeft() < Infinity && secondsLeft() < setupSeconds)) return half.weights;
  const imagesSeen = half.step * batchSize;
  const secondsPerImage = (atStart - setupSeconds - secondsLeft()) / Math.max(batchSize, imagesSeen - batchSize);
  const atEnd = await secondsAtEnd(half.weights);
  const affordable = Math.floor((secondsLeft() - setupSeconds - atEnd) / secondsPerImage); // NaN without a limit
  if (affordable < batchSize) return half.weights;
  const images = Number.isNaN(affordable) ? imagesSeen : Math.min(imagesSeen, affordable);
  const until = imagesSeen + images;
  return (await advance({ ...learningRates[part], after: imagesSeen, images }, [until, until, atEnd], half)).weights;
}
