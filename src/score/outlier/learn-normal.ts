import type { Dataset } from "../../dataset/index.ts";
import type { Device, Weights } from "../../device/index.ts";
import { type Classifier, type Model } from "../../model/index.ts";
import { type BatchSource, createTrainer, picturesOf, type Snapshot } from "../../train/index.ts";
import { type Ramp } from "../../optim/index.ts";
import { flawLessons } from "./flaw-lessons.ts";
import { flawCell, networksOf } from "./outlier-networks.ts";
import type { OutlierPart } from "./outlier-model.ts";

/** The parts that learn. */
type LearningPart = "residual" | "flaws";

/** BatchSource a step: few, as a network that has to know many kinds of flaws needs many steps. */
const batches: Record<LearningPart, number> = { residual: 32, flaws: 8 };
/** The autoencoder needs fewer pictures than the finder of flaws. */
const residualShare = 0.4;
/** When each is to be half done, as a share of the time. */
const halves: Record<LearningPart, number> = { residual: 0.05, flaws: 0.55 };
/** How far weights move in the first half, and at the end of the second. */
const rates = { residual: { from: 1e-3, to: 5e-5 }, flaws: { from: 3e-3, to: 5e-5 } } as const;

/** See {@link learnNormal}. */
export interface LearnNormalOptions {
  readonly device: Device;
  readonly features: number;
  /** BatchSource that the finder of flaws sees, with repetition; the autoencoder sees 0.4 of that. */
  readonly pictures: number;
  readonly seed: number;
  readonly parts: readonly OutlierPart[];
  /**
   * Whether this share of the time, 0 … 1, is over, where time is short; when all of it is, no other step is made. Default:
   * never.
   */
  readonly isOver?: (share: number) => boolean;
  readonly onProgress?: (part: OutlierPart, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Trains the networks that the wanted parts need on normal pictures; their weights, named after the part. */
export async function learnNormal(dataset: Dataset, options: LearnNormalOptions): Promise<Weights> {
  const { features, pictures, seed, parts } = options;
  const networks = networksOf(dataset, features);
  const learned = new Map<string, ReturnType<Weights["get"]> & {}>();
  const learn = async (part: LearningPart, lessons: BatchSource, seen: number) => {
    for (const [name, value] of await trained(networks[part], lessons, seen, part, options))
      learned.set(`${part}.${name}`, value);
  };
  if (parts.includes("residual"))
    await learn("residual", picturesOf(dataset, seed, { flip: true }), Math.ceil(pictures * residualShare));
  if (parts.includes("flaws") || parts.includes("patches"))
    await learn("flaws", flawLessons(dataset, seed, flawCell), pictures);
  return learned;
}

/** In the second half, as many pictures as in the first, weights move less and less: without that they shake. */
async function trained(
  model: Model | Classifier,
  lessons: BatchSource,
  pictures: number,
  part: LearningPart,
  options: LearnNormalOptions,
): Promise<Weights> {
  const { isOver = () => false, onProgress, signal, device, seed } = options;
  const batch = batches[part];
  const advance = async (rate: Ramp | number, until: number, from?: Snapshot): Promise<Snapshot> => {
    const settings = { batch, rate };
    const trainer = await createTrainer(model, lessons, { device, seed, settings, ...(from && { from }) });
    const share = from ? 1 : halves[part];
    try {
      while (trainer.picturesSeen < until && (trainer.step === 0 || !isOver(share))) {
        signal?.throwIfAborted();
        await trainer.advance();
        onProgress?.(part, trainer.picturesSeen, from ? until : 2 * until);
      }
      return await trainer.snapshot();
    } finally {
      trainer.dispose();
    }
  };
  const half = await advance(rates[part].from, pictures / 2);
  const seen = half.step * batch;
  return (await advance({ ...rates[part], after: seen, pictures: seen }, 2 * seen, half)).weights;
}
