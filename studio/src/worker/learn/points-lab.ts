import { createBatchSource, createSampler, createTrainer, type Sampler, type Trainer } from "omakase";
import { ringDataset, ringPlaces, type Point } from "omakase/lesson";
import { openDiscriminator, type Device } from "omakase/studio";
import pointsModel, { visited } from "../../../../lesson/06-points/lesson.ts";
import { fieldReach, fieldSquares } from "../../feature/learn/inside/field.ts";

/** Settings of the laboratory, which may change while it trains. */
export interface PointsSettings {
  /** Turns of the discriminator and of the generator, such as `1:10`. */
  readonly turns: string;
  readonly discriminatorRate: number;
  readonly generatorRate: number;
}

/** One moment of the laboratory. */
export interface PointsFrame {
  /** Steps done. */
  readonly step: number;
  /** Places of made points, x and y by turns; the same latents in every frame. */
  readonly fakes: Float32Array<ArrayBuffer>;
  /** Places of real points. */
  readonly reals: Float32Array<ArrayBuffer>;
  /** Scores of the discriminator, `fieldSquares`² from the lower left, row by row. */
  readonly field: Float32Array<ArrayBuffer>;
  /** Number of real places that have made points, as the check of the chapter counts them. */
  readonly visited: number;
  /** Share of real and made points that the discriminator tells right, 0 … 1. */
  readonly accuracy: number;
  /** Networks that learned since the last frame. */
  readonly learned: { readonly discriminator: boolean; readonly generator: boolean };
}

/** Number of points of each kind that are shown; made ones are counted, as in the chapter's check. */
const fakeCount = 400;
/** Seed of their latents, as in the chapter's check. */
const fakeSeed = 3;
const ring = ringDataset(4000);

/** Creates the laboratory of chapter 6: it trains the chapter's own model, step by step. */
export async function createPointsLab(device: Device) {
  const source = createBatchSource(ring, 1, { flip: false });
  const centres = fieldCentres();
  const reals = Float32Array.from(await ring.batch([...Array(fakeCount).keys()]));
  let trainer: Trainer | undefined;
  let training: PointsSettings | undefined;
  let seed = 0;
  let viewer: ReturnType<typeof openViewer> | undefined;

  /** Opens a trainer; one with other settings goes on from the state of the last. */
  async function openTrainer(settings: PointsSettings): Promise<Trainer> {
    if (trainer && training && isSame(training, settings)) return trainer;
    const from = await trainer?.snapshot();
    trainer?.dispose();
    training = settings;
    const { turns, discriminatorRate, generatorRate } = settings;
    const rates = { learningRate: generatorRate, discriminatorLearningRate: discriminatorRate };
    trainer = await createTrainer(pointsModel, source, { device, seed, from, settings: { balance: turns, ...rates } });
    return trainer;
  }

  async function frameOf(opened: Trainer, learned: PointsFrame["learned"]): Promise<PointsFrame> {
    const { step, weights } = await opened.snapshot();
    viewer ??= openViewer({ model: pointsModel, picture: { size: 1, channels: ring.channels }, weights, device });
    viewer.sampler.updateWeights(weights);
    viewer.discriminator.updateWeights(weights);
    const { sampler, discriminator } = viewer;
    const fakes = await sampler.decode(sampler.latents(fakeSeed, fakeCount), fakeCount, fakeCount);
    const scored = 2 * fakeCount + fieldSquares ** 2;
    const scores = await discriminator.score(join(fakes, reals, centres), scored, scored);
    const right = scores.subarray(0, 2 * fakeCount).filter((score, at) => score > 0 === at >= fakeCount).length;
    const points = Array.from({ length: fakeCount }, (_, at): Point => [fakes[2 * at], fakes[2 * at + 1]]);
    return {
      ...{ step, learned, accuracy: right / (2 * fakeCount), visited: visited(points, ringPlaces) },
      ...{ fakes: Float32Array.from(fakes), reals, field: scores.slice(2 * fakeCount) as Float32Array<ArrayBuffer> },
    };
  }

  return {
    /** Starts a new training, with other random weights each time. */
    async restart(settings: PointsSettings): Promise<PointsFrame> {
      trainer?.dispose();
      trainer = undefined;
      seed++;
      return frameOf(await openTrainer(settings), { discriminator: false, generator: false });
    },
    /** Trains some steps more. */
    async advance(settings: PointsSettings, steps: number): Promise<PointsFrame> {
      const opened = await openTrainer(settings);
      const names = Object.keys(await opened.advance(steps));
      const has = (name: string) => names.some((one) => one.startsWith(name));
      return frameOf(opened, { discriminator: has("discriminator"), generator: has("generator") });
    },
  };
}

function openViewer(trained: Sampler["trained"]) {
  return { sampler: createSampler(trained), discriminator: openDiscriminator(trained)! };
}

function isSame(one: PointsSettings, other: PointsSettings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns the centres of the field's squares, x and y by turns. */
function fieldCentres(): Float32Array {
  const at = (index: number): number => fieldReach * ((2 * index + 1) / fieldSquares - 1);
  const squares = Array.from({ length: fieldSquares ** 2 }, (_, index) => index);
  return Float32Array.from(
    squares.flatMap((index) => [at(index % fieldSquares), at(Math.floor(index / fieldSquares))]),
  );
}

function join(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
