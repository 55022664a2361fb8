import { attributeValues, type Attribute, type Attributes, type Choice, type Dataset } from "../dataset/index.ts";
import { internal, type Text } from "../error.ts";
import { drawWishes, type Allowed, type Painter } from "../generate/index.ts";
import { random } from "../tensor/index.ts";
import { type TrainedClassifier } from "../train/index.ts";
import { classifierReader } from "./classifier-reader.ts";
import { legibility, legible, medianOf, numberErrors, type Legibility, type Readings } from "./legibility.ts";
import { readValues, type TagReading } from "./read-attributes.ts";

/** See {@link obedience}. */
export interface ObedienceOptions {
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
export interface Obedience {
  /** Pictures that were drawn with wishes as frequent as among those learned from. */
  readonly count: number;
  readonly attributes: readonly AttributeObedience[];
  /** The part of all wanted choices, of all attributes together, that was read back, 0 … 1; NaN without such attributes. */
  readonly right: number;
  /** The same of real pictures that the classifier did not learn from. */
  readonly rightOnReal: number;
  /**
   * Pairs of choices that fewer than one in a hundred of the pictures learned from show. Choices that exclude each other
   * are left out: they never meet, although chance alone would have brought them together five times.
   */
  readonly rare: RareObedience;
}

/** Of one attribute. */
export interface AttributeObedience {
  readonly name: string;
  readonly label: Text;
  /** The part of the wanted choices that was read back. Not for numbers. */
  readonly right?: number;
  /** The median of the absolute differences, in the attribute's own unit. For numbers only. */
  readonly medianError?: number;
  /** How well the classifier reads real pictures that it did not learn from: nobody can be better than that. */
  readonly onReal: Pick<TagReading, "right" | "medianError">;
  /** Of a number that wraps, or that the classifier does not read well in real pictures: where it does. */
  readonly legibility?: Legibility;
}

/** Of rare combinations. */
export interface RareObedience {
  /** How many there are. */
  readonly found: number;
  /** Those that were tried, the worst first. */
  readonly tried: readonly RareResult[];
  /** The part of the pictures of all tried ones that showed both choices; NaN when none was tried. */
  readonly right: number;
  /** The part of the wanted choices, two a picture, that was read back; NaN when none was tried. */
  readonly choicesRight: number;
  /** The same of real pictures that the classifier did not learn from, of all that were found; NaN when none shows any. */
  readonly choicesRightOnReal: number;
}

/** Of one rare combination. */
export interface RareResult {
  readonly first: Wanted<Pick<Attribute, "name" | "label">>;
  readonly second: Wanted<Pick<Attribute, "name" | "label">>;
  /** The part of the pictures learned from that show both. */
  readonly share: number;
  /** The part of the drawn pictures in which both were read. */
  readonly right: number;
  /** The part of the two choices that was read, over all drawn pictures. */
  readonly choicesRight: number;
}

/** A choice of an attribute. */
interface Wanted<Of> {
  readonly attribute: Of;
  readonly choice: Choice;
}

/** Two choices, and the pictures learned from that show both. */
interface Combination {
  readonly first: Wanted<Attribute>;
  readonly second: Wanted<Attribute>;
  readonly rows: readonly number[];
}

const rareShare = 0.01;
/** Choices that chance would have brought together so often, but that never meet, exclude each other. */
const expectedMeetings = 5;
/** Pictures drawn of each rare combination. */
const ofEach = 4;
/** Pictures in memory at a time. */
const pieces = 64;

/**
 * Asks a model for attributes and has an independent classifier read its pictures.
 *
 * @param classifier - trained on real pictures, see `trainClassifier`; it has to know all attributes of the model.
 * @param real - pictures that the classifier did not learn from.
 */
export async function obedience(
  artist: Painter,
  classifier: TrainedClassifier,
  real: Dataset,
  { count = 1000, combinations = 100, seed = 1, onProgress, signal }: ObedienceOptions = {},
): Promise<Obedience> {
  const { attributes, trained } = artist;
  const { examples } = trained;
  if (!attributes || !examples) throw internal("obedience: a model without attributes, or without examples");
  const reader = classifierReader(classifier);
  const places = attributes.tags.map(({ name }) => placeOf(classifier.model.attributes, name));
  const all = rareCombinations(attributes, examples);
  const order = random(seed, "rare combinations").permutation(all.length);
  const tried = Array.from(order.slice(0, combinations), (at) => all[at]);
  const total = count + tried.length * ofEach;
  let done = 0;

  /** What is read in pictures with these wishes: for each attribute the value of every picture. */
  async function read(wishes: readonly Float32Array[], first: number): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const size = wishes[0].length;
    const pictures = await artist.decode(artist.latents(seed, size, { first, wishes }), size);
    const said = await reader.attributes(pictures, size);
    onProgress?.({ done: (done += size), total });
    return places.map((place) => said[place]);
  }

  const wanted = drawWishes(attributes, examples, seed, count);
  const seen = attributes.tags.map(() => new Float32Array(count));
  for (let from = 0; from < count; from += pieces) {
    const some = wanted.map((values) => values.subarray(from, from + pieces));
    (await read(some, from)).forEach((values, at) => seen[at].set(values, from));
  }
  const results: RareResult[] = [];
  for (const [at, { first, second, rows }] of tried.entries()) {
    const wishes = new Map<string, Allowed>(
      [first, second].map(({ attribute, choice }) => [attribute.name, [attribute.choices.indexOf(choice)]]),
    );
    const start = count + at * ofEach;
    // all else as in pictures that show both, where there are any
    const alike = rows.length > 0 ? examples.map((own) => Float32Array.from(rows, (row) => own[row])) : examples;
    const asked = drawWishes(attributes, alike, seed, ofEach, { first: start, wishes });
    const got = await read(asked, start);
    const both = [first, second].map(({ attribute }) => attributes.tags.indexOf(attribute));
    const each = both.map((tag) => got[tag].map((value, one) => Number(value === asked[tag][one])));
    results.push({
      first: named(first),
      second: named(second),
      share: rows.length / examples[0].length,
      right: mean(each[0].map((value, one) => value * each[1][one])),
      choicesRight: mean([...each[0], ...each[1]]),
    });
  }

  const said = await readValues(reader, real);
  reader.dispose();
  const truth = { wanted: attributeValues(attributes, real), seen: places.map((place) => said[place]) };
  const known = classifier.model.attributes.tags;
  // whether a number wraps is a matter of the pictures: a model may have learned before anybody said so
  const tags = attributes.tags.map((tag, at) => ({ ...tag, wraps: known[places[at]].wraps }));
  const each = tags.map((tag, at): AttributeObedience => {
    const { name, label } = tag;
    const onReal = compared(tag, truth.wanted[at], truth.seen[at]);
    const own = { name, label, ...compared(tag, wanted[at], seen[at]), onReal };
    if (onReal.medianError === undefined) return own;
    if (tag.wraps === undefined && onReal.medianError <= legible) return own; // what wraps may have no front
    return { ...own, legibility: legibility({ tags }, at, { wanted, seen }, truth) };
  });
  const chosen = each.filter(({ right }) => right !== undefined);
  return {
    count,
    attributes: each,
    right: mean(chosen.map(({ right }) => right!)),
    rightOnReal: mean(chosen.map(({ onReal: { right } }) => right!)),
    rare: {
      found: all.length,
      tried: results.sort((a, b) => a.right - b.right || a.share - b.share),
      right: mean(results.map(({ right }) => right)),
      choicesRight: mean(results.map((result) => result.choicesRight)),
      choicesRightOnReal: mean(all.flatMap((combination) => readInReal(attributes, combination, truth))),
    },
  };
}

/** Of every real picture that shows a combination, whether each of the two choices was read: 1 or 0. */
function readInReal({ tags }: Attributes, { first, second }: Combination, { wanted, seen }: Readings): number[] {
  const places = [first, second].map(({ attribute }) => tags.indexOf(attribute));
  const choices = [first, second].map(({ attribute, choice }) => attribute.choices.indexOf(choice));
  const shows = [...wanted[0].keys()].filter((row) => places.every((tag, at) => wanted[tag][row] === choices[at]));
  return shows.flatMap((row) => places.map((tag, at) => Number(seen[tag][row] === choices[at])));
}

function compared(tag: Attribute, wanted: Float32Array, seen: Float32Array): Pick<TagReading, "right" | "medianError"> {
  if (tag.kind === "number") return { medianError: medianOf(numberErrors(tag, wanted, seen)) };
  const known = [...wanted.keys()].filter((picture) => !Number.isNaN(wanted[picture]));
  return { right: known.filter((picture) => seen[picture] === wanted[picture]).length / known.length };
}

function placeOf({ tags }: Attributes, name: string): number {
  const place = tags.findIndex((tag) => tag.name === name);
  if (place < 0) throw internal(`obedience: the classifier does not know "${name}"`);
  return place;
}

/** All pairs of choices of two attributes that few of the pictures show, down to none. */
function rareCombinations({ tags }: Attributes, examples: readonly Float32Array[]): Combination[] {
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
          if (rows.length >= rareShare * count || (rows.length === 0 && byChance >= expectedMeetings)) return;
          rare.push({ first: { attribute: first, choice }, second: { attribute: second, choice: partner }, rows });
        });
      });
    });
  });
  return rare;
}

function named({ attribute: { name, label }, choice }: Wanted<Attribute>): RareResult["first"] {
  return { attribute: { name, label }, choice };
}

function mean(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}
