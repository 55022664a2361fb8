import type { Dataset } from "../dataset/index.ts";
import {
  forEachDistances,
  energyDistance,
  pixelStatistics,
  memorisation,
  selectFeatures,
  meanPairwiseDistance,
  type Features,
} from "../feature/index.ts";
import { openDiscriminator, createSampler, createTranslator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import { type HealthCheck } from "../train/index.ts";

/** Looks at what a model draws, beside the pictures that it learns from. */
export interface Monitor {
  /** The real pictures that it compares with, as seen at a glance. */
  readonly real: Features;
  examine(trained: TrainedModel): Promise<Omit<HealthCheck, "imagesSeen">>;
  /** What the model's detective says of some real pictures; undefined where there is none. */
  scores(trained: TrainedModel): Promise<Float32Array | undefined>;
}

/** Real pictures that are looked at, at most; and how many of them are compared with what a model draws. */
const [mostReal, mostCompared] = [1000, 400];
/** How many pictures a model draws for a look. */
const drawn = 200;
/** Pictures that stand for fresh ones, to know how near those come to others. */
const maxReferences = 300;
/** Among fewer pictures than this it cannot be seen how near pictures usually are to each other. */
const fewest = 20;
/** Then this near, on the average of all that is seen at a glance, is a copy. */
const alike = 0.1;
const seed = 2;

/**
 * Looks at the real pictures: a thousand at most, always the same.
 *
 * @param old - what the model learned from before, as seen at a glance.
 */
export async function createMonitor(training: Dataset, old?: Features): Promise<Monitor> {
  const indices = random(seed, "examiner").permutation(training.count).slice(0, mostReal);
  const real = await glanceAt(training, indices);
  const compared = firstOf(real, mostCompared);
  const variety = meanPairwiseDistance(compared);
  const before = old && firstOf(old, mostCompared);
  const unit = variety || 1; // a set of one picture has no variety to measure by

  /** Models that change pictures: each is compared with what it should have become. */
  async function compareTwins(outputs: ArrayLike<number>, count: number) {
    const seen = pixelStatistics(outputs, count, training);
    let sum = 0;
    for (let at = 0; at < count; at++) {
      let squares = 0;
      for (let axis = at * seen.width; axis < (at + 1) * seen.width; axis++)
        squares += (seen.values[axis] - real.values[axis]) ** 2;
      sum += Math.sqrt(squares);
    }
    return {
      distance: sum / count / unit,
      diversity: meanPairwiseDistance(seen) / (meanPairwiseDistance(firstOf(real, count)) || 1),
    };
  }

  async function compareCrowds(pictures: ArrayLike<number>, count: number) {
    const seen = pixelStatistics(pictures, count, training);
    const copies =
      real.count < fewest
        ? nearCopies(real, seen)
        : memorisation(real, seen, { seed, maxReferences }).suspiciousFraction;
    return {
      distance: energyDistance(seen, compared) / unit,
      diversity: variety === 0 ? 1 : meanPairwiseDistance(seen) / variety,
      copies,
      ...(before && { oldDistance: energyDistance(seen, before) / (meanPairwiseDistance(before) || 1) }),
    };
  }

  return {
    real,
    async scores(trained) {
      const judge = openDiscriminator(trained);
      if (!judge) return undefined;
      try {
        const some = indices.slice(0, drawn);
        return await judge.score(await training.batch(some), some.length);
      } finally {
        judge.dispose();
      }
    },
    async examine(trained) {
      const count = Math.min(drawn, real.count);
      if (trained.model.kind === "pix2pix") {
        const sampler = createTranslator(trained);
        try {
          return await compareTwins(
            await sampler.run(await training.inputs!.batch(indices.slice(0, count)), count),
            count,
          );
        } finally {
          sampler.dispose();
        }
      }
      const sampler = createSampler(trained);
      try {
        if (!sampler.canEncode)
          return await compareCrowds(await sampler.decode(sampler.latents(seed, drawn), drawn), drawn);
        const pictures = await training.batch(indices.slice(0, count));
        return await compareTwins(await sampler.decode(await sampler.encode(pictures, count), count), count);
      } finally {
        sampler.dispose();
      }
    },
  };
}

async function glanceAt(dataset: Dataset, indices: Uint32Array): Promise<Features> {
  const parts: Features[] = [];
  for (let first = 0; first < indices.length; first += 100) {
    const some = indices.slice(first, first + 100);
    parts.push(pixelStatistics(await dataset.batch(some), some.length, dataset));
  }
  const [{ width }] = parts;
  const values = new Float32Array(indices.length * width);
  parts.forEach((part, at) => values.set(part.values, at * 100 * width));
  return { values, count: indices.length, width };
}

/** The part of the drawn pictures that look like one of the real ones. */
function nearCopies(real: Features, drawn: Features): number {
  let copies = 0;
  forEachDistances(drawn, real, (_, distances) => {
    if (Math.sqrt(Math.min(...distances) / real.width) < alike) copies++;
  });
  return copies / drawn.count;
}

function firstOf(features: Features, count: number): Features {
  const taken = Math.min(count, features.count);
  return selectFeatures(
    features,
    Array.from({ length: taken }, (_, at) => at),
  );
}
