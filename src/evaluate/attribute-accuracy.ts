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

/** See {@link attributeAccuracy}. */
export interface AttributeAccuracyOptions {
  /** How many pictures are drawn to look at all attributes, ≥ 1. Default 1000. */
  readonly count?: number;
  /** How many rare combinations are tried, at most. Default 100. */
  readonly combinations?: number;
  /** Decides what is drawn. Default 1. */
  readonly seed?: number;
  /** Told while pictures are drawn. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** How well a model draws what was asked for, as an independent classifier reads its pictures. */
export interface AttributeAccuracy {
  /** Pictures that were drawn with wishes as frequent as among those learned from. */
  readonly count: number;
  readonly attributes: readonly SingleAttributeAccuracy[];
  /** The part of all wanted choices, of all attributes together, that was read back, 0 … 1; NaN without such attributes. */
  readonly accuracy: number;
  /** The same of real pictures that the classifier did not learn from. */
  readonly realAccuracy: number;
  /**
   * Pairs of choices that fewer than one in a hundred of the pictures learned from show. Choices that exclude each other
   * are left out: they never meet, although chance alone would have brought them together five times.
   */
  readonly rareCombinations: RareCombinationAccuracy;
}

/** Of one attribute. */
export interface SingleAttributeAccuracy {
  readonly name: string;
  readonly label: Text;
  /** The part of the wanted choices that was read back. Not for numbers. */
  readonly accuracy?: number;
  /** The median of the absolute differences, in the attribute's own unit. For numbers only. */
  readonly medianError?: number;
  /** How well the classifier reads real pictures that it did not learn from: nobody can be better than that. */
  readonly realImages: Pick<TagAccuracy, "accuracy" | "medianError">;
  /** Of a number that wraps, or that the classifier does not read well in real pictures: where it does. */
  readonly reliability?: PredictorReliability;
}

/** Of rare combinations. */
export interface RareCombinationAccuracy {
  /** How many there are. */
  readonly combinationCount: number;
  /** Those that were tried, the worst first. */
  readonly results: readonly RareCombinationResult[];
  /** The part of the pictures of all tried ones that showed both choices; NaN when none was tried. */
  readonly accuracy: number;
  /** The part of the wanted choices, two a picture, that was read back; NaN when none was tried. */
  readonly choiceAccuracy: number;
  /** The same of real pictures that the classifier did not learn from, of all that were found; NaN when none shows any. */
  readonly realChoiceAccuracy: number;
}

/** Of one rare combination. */
export interface RareCombinationResult {
  readonly first: AttributeChoice<Pick<Attribute, "name" | "label">>;
  readonly second: AttributeChoice<Pick<Attribute, "name" | "label">>;
  /** The part of the pictures learned from that show both. */
  readonly share: number;
  /** The part of the drawn pictures in which both were read. */
  readonly accuracy: number;
  /** The part of the two choices that was read, over all drawn pictures. */
  readonly choiceAccuracy: number;
}

/** A choice of an attribute. */
interface AttributeChoice<Of> {
  readonly attribute: Of;
  readonly choice: TagChoice;
}

/** Two choices, and the pictures learned from that show both. */
interface Combination {
  readonly first: AttributeChoice<Attribute>;
  readonly second: AttributeChoice<Attribute>;
  readonly rows: readonly number[];
}

const rareShare = 0.01;
/** Choices that chance would have brought together so often, but that never meet, exclude each other. */
const minExpectedCount = 5;
/** Pictures drawn of each rare combination. */
const imagesPerCombination = 4;
/** Pictures in memory at a time. */
const chunk = 64;

/**
 * Asks a model for attributes and has an independent classifier read its pictures.
 *
 * @param classifier - trained on real pictures, see `trainClassifier`; it has to know all attributes of the model.
 * @param real - pictures that the classifier did not learn from.
 */
export async function attributeAccuracy(
  sampler: Sampler,
  classifier: TrainedClassifier,
  real: Dataset,
  { count = 1000, combinations = 100, seed = 1, onProgress, signal }: AttributeAccuracyOptions = {},
): Promise<AttributeAccuracy> {
  const { attributes, trained } = sampler;
  const { examples } = trained;
  if (!attributes || !examples) throw internalError("obedience: a model without attributes, or without examples");
  const reader = attributePredictor(classifier);
  const places = attributes.tags.map(({ name }) => attributeIndex(classifier.model.attributes, name));
  const all = rareChoicePairs(attributes, examples);
  const order = random(seed, "rare combinations").permutation(all.length);
  const tried = Array.from(order.slice(0, combinations), (at) => all[at]);
  const total = count + tried.length * imagesPerCombination;
  let done = 0;

  /** What is read in pictures with these wishes: for each attribute the value of every picture. */
  async function read(conditions: readonly Float32Array[], first: number): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const size = conditions[0].length;
    const pictures = await sampler.decode(sampler.latents(seed, size, { first, conditions }), size);
    const said = await reader.predict(pictures, size);
    onProgress?.({ done: (done += size), total });
    return places.map((place) => said[place]);
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
    // all else as in pictures that show both, where there are any
    const alike = rows.length > 0 ? examples.map((own) => Float32Array.from(rows, (row) => own[row])) : examples;
    const asked = sampleAttributes(attributes, alike, seed, imagesPerCombination, { first: start, conditions });
    const got = await read(asked, start);
    const both = [first, second].map(({ attribute }) => attributes.tags.indexOf(attribute));
    const each = both.map((tag) => got[tag].map((value, one) => Number(value === asked[tag][one])));
    results.push({
      first: describeChoice(first),
      second: describeChoice(second),
      share: rows.length / examples[0].length,
      accuracy: mean(each[0].map((value, one) => value * each[1][one])),
      choiceAccuracy: mean([...each[0], ...each[1]]),
    });
  }

  const said = await predictAttributes(reader, real);
  reader.dispose();
  const truth = { requested: attributeColumns(attributes, real), predicted: places.map((place) => said[place]) };
  const known = classifier.model.attributes.tags;
  // whether a number wraps is a matter of the pictures: a model may have learned before anybody said so
  const tags = attributes.tags.map((tag, at) => ({ ...tag, period: known[places[at]].period }));
  const each = tags.map((tag, at): SingleAttributeAccuracy => {
    const { name, label } = tag;
    const realImages = scorePredictions(tag, truth.requested[at], truth.predicted[at]);
    const own = { name, label, ...scorePredictions(tag, requested[at], predicted[at]), realImages };
    if (realImages.medianError === undefined) return own;
    if (tag.period === undefined && realImages.medianError <= maxReliableError) return own; // what wraps may have no front
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

/** Of every real picture that shows a combination, whether each of the two choices was read: 1 or 0. */
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
  wanted: Float32Array,
  seen: Float32Array,
): Pick<TagAccuracy, "accuracy" | "medianError"> {
  if (tag.kind === "number") return { medianError: nanMedian(absoluteErrors(tag, wanted, seen)) };
  const known = [...wanted.keys()].filter((picture) => !Number.isNaN(wanted[picture]));
  return { accuracy: known.filter((picture) => seen[picture] === wanted[picture]).length / known.length };
}

function attributeIndex({ tags }: Attributes, name: string): number {
  const place = tags.findIndex((tag) => tag.name === name);
  if (place < 0) throw internalError(`obedience: the classifier does not know "${name}"`);
  return place;
}

/** All pairs of choices of two attributes that few of the pictures show, down to none. */
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
