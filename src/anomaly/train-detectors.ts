import type { Dataset } from "../dataset/index.ts";
import type { Device, Weights } from "../device/index.ts";
import { type Classifier, type Model } from "../model/index.ts";
import { type BatchSource, createTrainer, createBatchSource, type Snapshot } from "../train/index.ts";
import { type Schedule } from "../optim/index.ts";
import { syntheticDefectBatches } from "./synthetic-defect-batches.ts";
import { defectCellSize, anomalyNetworks } from "./anomaly-networks.ts";
import type { AnomalyDetector } from "./anomaly-model.ts";

/** Detectors that need training. */
type TrainedDetector = "residual" | "defects";

/** Images per step: few for the defect network, because many kinds of defects need many steps. */
const batches: Record<TrainedDetector, number> = { residual: 32, defects: 8 };
/** Training images of the autoencoder, as a share of those of the defect network. */
const residualShare = 0.4;
/** Share of the time budget at which each reaches half of its training. */
const halfTimes: Record<TrainedDetector, number> = { residual: 0.05, defects: 0.55 };
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
  /** Returns whether this share of the time budget, 0–1, is used up; at 1, training stops. Default: never. */
  readonly isTimeUp?: (share: number) => boolean;
  readonly onProgress?: (part: AnomalyDetector, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains the networks of the given detectors on normal images.
 *
 * @returns weights, prefixed with the name of the detector.
 */
export async function trainDetectors(dataset: Dataset, options: TrainDetectorsOptions): Promise<Weights> {
  const { features, pictures, seed, detectors } = options;
  const networks = anomalyNetworks(dataset, features);
  const learned = new Map<string, ReturnType<Weights["get"]> & {}>();
  const learn = async (part: TrainedDetector, source: BatchSource, imageCount: number) => {
    for (const [name, value] of await trainNetwork(networks[part], source, imageCount, part, options))
      learned.set(`${part}.${name}`, value);
  };
  if (detectors.includes("residual"))
    await learn("residual", createBatchSource(dataset, seed, { flip: true }), Math.ceil(pictures * residualShare));
  if (detectors.includes("defects") || detectors.includes("patches"))
    await learn("defects", syntheticDefectBatches(dataset, seed, defectCellSize), pictures);
  return learned;
}

/**
 * Trains in two halves of equally many images; the second decays the learning rate to remove noise from the weights.
 */
async function trainNetwork(
  model: Model | Classifier,
  source: BatchSource,
  pictures: number,
  part: TrainedDetector,
  options: TrainDetectorsOptions,
): Promise<Weights> {
  const { isTimeUp = () => false, onProgress, signal, device, seed } = options;
  const batchSize = batches[part];
  const advance = async (learningRate: Schedule | number, until: number, from?: Snapshot): Promise<Snapshot> => {
    const settings = { batchSize, learningRate };
    const trainer = await createTrainer(model, source, { device, seed, settings, ...(from && { from }) });
    const share = from ? 1 : halfTimes[part];
    try {
      while (trainer.imagesSeen < until && (trainer.step === 0 || !isTimeUp(share))) {
        signal?.throwIfAborted();
        await trainer.advance();
        onProgress?.(part, trainer.imagesSeen, from ? until : 2 * until);
      }
      return await trainer.snapshot();
    } finally {
      trainer.dispose();
    }
  };
  const half = await advance(learningRates[part].from, pictures / 2);
  const imagesSeen = half.step * batchSize;
  return (await advance({ ...learningRates[part], after: imagesSeen, images: imagesSeen }, 2 * imagesSeen, half))
    .weights;
}
