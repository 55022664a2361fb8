import { attributeColumns, type Attribute, type Attributes, type TagChoice, type Dataset } from "../dataset/index.ts";
import { internalError, type Text } from "../error.ts";
import { sampleAttributes, type AttributeConstraint, type Sampler } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import { type TrainedClassifier } from "../train/index.ts";
import { attributePredictor } from "../feature/index.ts";
import {
  predictorReliability,
  maxReliableError,
  nanMedian,
  absoluteErrors,
  type PredictorReliability,
  type AttributePredictions,
} from "./predictor-reliability.ts";
import { predictAttributes, type TagAccuracy } from "./classifier-accuracy.ts";

/** Options of {@link attributeAccuracy}. */
export interface AttributeAccuracyOptions {
  /** Number of generated images for the accuracy of single attributes, ≥ 1. Default 1000. */
  readonly count?: number;
  /** Largest number of rare combinations to test. Default 100. */
  readonly combinations?: number;
  /** Seed of the sampled attributes and latents. Default 1. */
  readonly seed?: number;
  /** Callback while images are generated; `done` and `total` count images. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/**
 * Conditioning accuracy of a model: how often an independent classifier predicts the requested attributes from its
 * images.
 */
export interface AttributeAccuracy {
  /** Number of generated images whose attributes follow the training distribution. */
  readonly count: number;
  readonly attributes: readonly SingleAttributeAccuracy[];
  /**
   * Share of requested choices, over all categorical and binary attributes, that the classifier predicts, 0–1; NaN
   * without such attributes.
   */
  readonly accuracy: number;
  /** `accuracy` of the classifier on held-out real images. */
  readonly realAccuracy: number;
  /**
   * Accuracy on pairs of choices that fewer than 1 % of the training images show. Pairs that exclude each other are
   * left out: they never occur together, although independence predicts at least five occurrences.
   */
  readonly rareCombinations: RareCombinationAccuracy;
}

/** Conditioning accuracy of one attribute. */
export interface SingleAttributeAccuracy {
  readonly name: string;
  readonly label: Text;
  /** Share of requested choices that the classifier predicts, 0–1. Undefined for numbers. */
  readonly accuracy?: number;
  /** Median absolute error in the attribute's own unit. Numbers only. */
  readonly medianError?: number;
  /** Accuracy of the classifier on held-out real images: the upper bound of what the test can measure. */
  readonly realImages: Pick<TagAccuracy, "accuracy" | "medianError">;
  /**
   * Choices for which the classifier predicts the number reliably. Only for periodic numbers, and for numbers that it
   * predicts poorly in real images.
   */
  readonly reliability?: PredictorReliability;
}

/** Conditioning accuracy on rare combinations. */
export interface RareCombinationAccuracy {
  /** Number of rare combinations. */
  readonly combinationCount: number;
  /** Tested combinations, the least accurate first. */
  readonly results: readonly RareCombinationResult[];
  /** Share of images, over all tested combinations, that show both choices, 0–1; NaN without tests. */
  readonly accuracy: number;
  /** Share of requested choices, two per image, that the classifier predicts, 0–1; NaN without tests. */
  readonly choiceAccuracy: number;
  /**
   * `choiceAccuracy` of the classifier on all held-out real images with a rare combination, 0–1; NaN without such
   * images.
   */
  readonly realChoiceAccuracy: number;
}

/** Conditioning accuracy on one rare combination. */
export interface RareCombinationResult {
  readonly first: AttributeChoice<Pick<Attribute, "name" | "label">>;
  readonly second: AttributeChoice<Pick<Attribute, "name" | "label">>;
  /** Share of the training images that show both choices, 0–0.01. */
  readonly share: number;
  /** Share of the generated images in which the classifier predicts both, 0–1. */
  readonly accuracy: number;
  /** Share of the two choices that the classifier predicts, over all generated images, 0–1. */
  readonly choiceAccuracy: number;
}

/** One choice of an attribute. */
interface AttributeChoice<Of> {
  readonly attribute: Of;
  readonly choice: TagChoice;
}

/** Two choices, and the training images that show both. */
interface Combination {
  readonly first: AttributeChoice<Attribute>;
  readonly second: AttributeChoice<Attribute>;
  readonly rows: readonly number[];
}

const rareShare = 0.01;
/** Expected count, under independence, from which a pair that never occurs counts as mutually exclusive. */
const minExpectedCount = 5;
/** Number of generated images per rare combination. */
const imagesPerCombination = 4;
/** Number of images in memory at a time. */
const chunk = 64;

/**
 * Measures conditioning accuracy: generates images for sampled attributes and compares them with an independent
 * classifier's predictions.
 *
 * @param sampler - conditional model to test.
 * @param classifier - trained on real images (see `trainClassifier`); it knows all attributes of the model.
 * @param real - images that the classifier was not trained on; its accuracy there bounds the result.
 * @param options - sample counts, seed, progress and cancellation.
 * @returns accuracies 0–1, medians in the attributes' own units, and reliability per choice.
 */
export async function attributeAccuracy(
  sampler: Sampler,
  classifier: TrainedClassifier,
  real: Dataset,
  { count = 1000, combinations = 100, seed = 1, onProgress, signal }: AttributeAccuracyOptions = {},
): Promise<AttributeAccuracy> {
  const { attributes, trained } = sampler;
  const { examples } = trained;
  if (!attributes || !examples)
    throw internalError("attributeAccuracy: a model without attributes, or without examples");
  const reader = attributePredictor(classifier);
  const places = attributes.tags.map(({ name }) => attributeIndex(classifier.model.attributes, name));
  const all = rareChoicePairs(attributes, examples);
  const order = random(seed, "rare combinations").permutation(all.length);
  const tried = Array.from(order.slice(0, combinations), (at) => all[at]);
  const total = count + tried.length * imagesPerCombination;
  let done = 0;

  /** Generates images with these attributes and predicts them: per attribute `[count]` values. */
  async function read(conditions: readonly Float32Array[], first: number): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const size = conditions[0].length;
    const pictures = await sampler.decode(sampler.latents(seed, size, { first, conditions }), size);
    const predictedColumns = await reader.predict(pictures, size);
    onProgress?.({ done: (done += size), total });
    return places.map((place) => predictedColumns[place]);
  }

  const requested = sampleAttributes(attributes, examples, seed, count);
  const predicted = attributes.tags.map(() => new Float32Array(count));
  for (let from = 0; from < count; from += chunk) {
    const some = requested.map((values) => values.subarray(from, from + chunk));
    (await read(some, from)).forEach((values, at) => predicted[at].set(values, from));
  }
  const results: RareCombinationResult[] = [];
  for (const [at, { first, second, rows }] of tried.entries()) {
    const conditions = new Map<string, AttributeConstraint>(
      [first, second].map(({ attribute, choice }) => [attribute.name, [attribute.choices.indexOf(choice)]]),
    );
    const start = count + at * imagesPerCombination;
    // the other attributes come from images that show both choices, where there are any
    const matchingExamples =
      rows.length > 0 ? examples.map((own) => Float32Array.from(rows, (row) => own[row])) : examples;
    const requested = sampleAttributes(attributes, matchingExamples, seed, imagesPerCombination, {
      first: start,
      conditions,
    });
    const got = await read(requested, start);
    const both = [first, second].map(({ attribute }) => attributes.tags.indexOf(attribute));
    const each = both.map((tag) => got[tag].map((value, one) => Number(value === requested[tag][one])));
    results.push({
      first: describeChoice(first),
      second: describeChoice(second),
      share: rows.length / examples[0].length,
      accuracy: mean(each[0].map((value, one) => value * each[1][one])),
      choiceAccuracy: mean([...each[0], ...each[1]]),
    });
  }

  const predictedColumns = await predictAttributes(reader, real);
  reader.dispose();
  const truth = {
    requested: attributeColumns(attributes, real),
    predicted: places.map((place) => predictedColumns[place]),
  };
  const known = classifier.model.attributes.tags;
  // the period comes from the images: the model may have been trained before the data set declared it
  const tags = attributes.tags.map((tag, at) => ({ ...tag, period: known[places[at]].period }));
  const each = tags.map((tag, at): SingleAttributeAccuracy => {
    const { name, label } = tag;
    const realImages = scorePredictions(tag, truth.requested[at], truth.predicted[at]);
    const own = { name, label, ...scorePredictions(tag, requested[at], predicted[at]), realImages };
    if (realImages.medianError === undefined) return own;
    if (tag.period === undefined && realImages.medianError <= maxReliableError) return own; // a periodic number may have no reliable choice
    return { ...own, reliability: predictorReliability({ tags }, at, { requested, predicted }, truth) };
  });
  const chosen = each.filter(({ accuracy }) => accuracy !== undefined);
  return {
    count,
    attributes: each,
    accuracy: mean(chosen.map(({ accuracy }) => accuracy!)),
    realAccuracy: mean(chosen.map(({ realImages: { accuracy } }) => accuracy!)),
    rareCombinations: {
      combinationCount: all.length,
      results: results.sort((a, b) => a.accuracy - b.accuracy || a.share - b.share),
      accuracy: mean(results.map(({ accuracy }) => accuracy)),
      choiceAccuracy: mean(results.map((result) => result.choiceAccuracy)),
      realChoiceAccuracy: mean(all.flatMap((combination) => correctOnReal(attributes, combination, truth))),
    },
  };
}

/** Scores the two choices of every real image that shows a rare combination: 1 predicted, 0 missed. */
function correctOnReal(
  { tags }: Attributes,
  { first, second }: Combination,
  { requested, predicted }: AttributePredictions,
): number[] {
  const places = [first, second].map(({ attribute }) => tags.indexOf(attribute));
  const choices = [first, second].map(({ attribute, choice }) => attribute.choices.indexOf(choice));
  const shows = [...requested[0].keys()].filter((row) =>
    places.every((tag, at) => requested[tag][row] === choices[at]),
  );
  return shows.flatMap((row) => places.map((tag, at) => Number(predicted[tag][row] === choices[at])));
}

function scorePredictions(
  tag: Attribute,
  requested: Float32Array,
  predicted: Float32Array,
): Pick<TagAccuracy, "accuracy" | "medianError"> {
  if (tag.kind === "number") return { medianError: nanMedian(absoluteErrors(tag, requested, predicted)) };
  const known = [...requested.keys()].filter((picture) => !Number.isNaN(requested[picture]));
  return { accuracy: known.filter((picture) => predicted[picture] === requested[picture]).length / known.length };
}

function attributeIndex({ tags }: Attributes, name: string): number {
  const place = tags.findIndex((tag) => tag.name === name);
  if (place < 0) throw internalError(`attributeAccuracy: the classifier does not know "${name}"`);
  return place;
}

/** Finds the pairs of choices of two attributes that fewer than 1 % of the images show. */
function rareChoicePairs({ tags }: Attributes, examples: readonly Float32Array[]): Combination[] {
  const rare: Combination[] = [];
  const count = examples[0].length;
  tags.forEach((first, a) => {
    tags.slice(a + 1).forEach((second, b) => {
      if (first.kind === "number" || second.kind === "number") return;
      const [own, other] = [examples[a], examples[a + 1 + b]];
      const meetings = new Map<number, number[]>();
      own.forEach((value, row) => {
        const key = value * second.choices.length + other[row];
        if (meetings.has(key)) meetings.get(key)!.push(row);
        else meetings.set(key, [row]);
      });
      const frequency = (values: Float32Array, place: number) => values.filter((value) => value === place).length;
      first.choices.forEach((choice, one) => {
        second.choices.forEach((partner, two) => {
          const rows = meetings.get(one * second.choices.length + two) ?? [];
          const byChance = (frequency(own, one) * frequency(other, two)) / count;
          if (rows.length >= rareShare * count || (rows.length === 0 && byChance >= minExpectedCount)) return;
          rare.push({ first: { attribute: first, choice }, second: { attribute: second, choice: partner }, rows });
        });
      });
    });
  });
  return rare;
}

function describeChoice({
  attribute: { name, label },
  choice,
}: AttributeChoice<Attribute>): RareCombinationResult["first"] {
  return { attribute: { name, label }, choice };
}

function mean(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}
