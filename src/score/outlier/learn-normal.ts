import type { Dataset } from "../../dataset/index.ts";
import type { Device, Weights } from "../../device/index.ts";
import type { Classifier, Model } from "../../model/index.ts";
import { createTrainer, picturesOf, type Pictures } from "../../trainer/index.ts";
import { flawLessons } from "./flaw-lessons.ts";
import { flawCell, networksOf } from "./outlier-networks.ts";
import type { OutlierPart } from "./outlier-model.ts";

/** Pictures a step: few, as a network that has to see many kinds of flaws needs many steps. */
const batches = { residual: 32, flaws: 8 } as const;
/** The autoencoder needs fewer pictures than the finder of flaws. */
const residualShare = 0.4;

/** See {@link learnNormal}. */
export interface LearnNormalOptions {
  readonly device: Device;
  readonly features: number;
  /** Pictures that the finder of flaws sees, with repetition; the autoencoder sees 0.4 of that. */
  readonly pictures: number;
  readonly seed: number;
  readonly parts: readonly OutlierPart[];
  readonly onProgress?: (part: OutlierPart, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Trains the networks that the wanted parts need on normal pictures; their weights, named after the part. */
export async function learnNormal(dataset: Dataset, options: LearnNormalOptions): Promise<Weights> {
  const { features, pictures, seed, parts } = options;
  const networks = networksOf(dataset, features);
  const learned = new Map<string, ReturnType<Weights["get"]> & {}>();
  const learn = async (part: "residual" | "flaws", lessons: Pictures, seen: number) => {
    if (!parts.includes(part)) return;
    for (const [name, value] of await trained(networks[part], lessons, seen, part, options))
      learned.set(`${part}.${name}`, value);
  };
  await learn("residual", picturesOf(dataset, seed, { flip: true }), Math.ceil(pictures * residualShare));
  await learn("flaws", flawLessons(dataset, seed, flawCell), pictures);
  return learned;
}

async function trained(
  model: Model | Classifier,
  lessons: Pictures,
  pictures: number,
  part: "residual" | "flaws",
  { device, seed, onProgress, signal }: LearnNormalOptions,
): Promise<Weights> {
  const half = pictures / 2;
  const settings = { batch: batches[part], rate: { from: 1e-3, to: 5e-5, after: half, pictures: half } };
  const trainer = await createTrainer(model, lessons, { device, seed, settings });
  try {
    while (trainer.picturesSeen < pictures) {
      signal?.throwIfAborted();
      await trainer.advance();
      onProgress?.(part, Math.min(trainer.picturesSeen, pictures), pictures);
    }
    return (await trainer.snapshot()).weights;
  } finally {
    trainer.dispose();
  }
}
