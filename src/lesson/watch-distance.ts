import { toPictures, type Picture } from "../image/index.ts";
import { createSampler, type TrainedModel } from "../sample/index.ts";
import type { Training } from "../train/index.ts";
import type { LessonContext } from "./chapter.ts";
import type { PictureComparer } from "./picture-distance.ts";

/** Distance of what a model draws, at one time of its training. */
export interface DistanceRecord {
  /** Images seen so far. */
  readonly images: number;
  /** Fréchet distance to real pictures: see `comparePictures`. */
  readonly distance: number;
}

/** Pictures in a row of the figure, and rows. */
const [columns, looks] = [10, 8];

/** Draws pictures and compares them; `pictures` are the first of them. */
export async function drawAndCompare(
  trained: TrainedModel,
  comparer: PictureComparer,
): Promise<{ readonly distance: number; readonly pictures: readonly Picture[] }> {
  const { size, channels } = trained.picture;
  const sampler = createSampler(trained);
  const values = await sampler.decode(sampler.latents(5, comparer.count), comparer.count);
  sampler.dispose();
  const { distance } = await comparer.compare(values);
  return { distance, pictures: toPictures(values, { channels, height: size, width: size }).slice(0, columns) };
}

/** Runs a training and compares its drawings with real pictures eight times; each time is a row of the figure `name`. */
export async function watchDistance(
  { steps, log, show }: LessonContext,
  name: string,
  training: Training,
  comparer: PictureComparer,
): Promise<DistanceRecord[]> {
  const [history, rows]: [DistanceRecord[], Picture[]] = [[], []];
  for await (const { step, imagesSeen } of training) {
    if (step % Math.ceil(steps / looks) > 0) continue;
    const { distance, pictures } = await drawAndCompare(await training.snapshot(), comparer);
    history.push({ images: imagesSeen, distance });
    rows.push(...pictures);
    log(step, { [name]: distance });
    await show(name, rows, columns);
  }
  return history;
}
