import type { Card, CardSpace } from "./card.ts";
import { learnRecord } from "./learn-records.ts";
import type { RatingRecord } from "./rating-record.ts";
import { forget, newTaste, predict, type Taste } from "./taste.ts";

/**
 * The ratings of several people about pictures of one model, a taste for each of them, and one for all: what everybody
 * likes. Plain data: every change gives a new book.
 */
export interface TasteBook {
  readonly space: CardSpace;
  readonly entries: readonly TasteEntry[];
  readonly tastes: ReadonlyMap<string, Taste>;
  readonly everybody: Taste;
}

/** A record, and the number it has among what its rater's taste, and everybody's, learned. */
export interface TasteEntry {
  readonly record: RatingRecord;
  readonly own: number;
  readonly shared: number;
}

/** A book without entries. */
export function newTasteBook(space: CardSpace): TasteBook {
  return { space, entries: [], tastes: new Map(), everybody: newTaste(space) };
}

/** The taste of a rater; of one who has said nothing yet, an empty one. */
export function tasteOf({ space, tastes }: TasteBook, rater: string): Taste {
  return tastes.get(rater) ?? newTaste(space);
}

/**
 * Writes down what somebody said, and learns it at once. Of a rating, what was expected is written down with it, unless
 * it is there already.
 */
export function addRecord(book: TasteBook, said: RatingRecord): TasteBook {
  const taste = tasteOf(book, said.rater);
  const expected = said.expected ?? (said.rating === undefined ? undefined : predict(taste, said.cards)[0]);
  const record = { ...said, ...(expected && { expected }) };
  return {
    ...book,
    entries: [...book.entries, { record, own: taste.events, shared: book.everybody.events }],
    tastes: new Map(book.tastes).set(said.rater, learnRecord(taste, said)),
    everybody: learnRecord(book.everybody, said),
  };
}

/** A book that has learned some records, one after the other. */
export function readTasteBook(space: CardSpace, records: readonly RatingRecord[]): TasteBook {
  return records.reduce(addRecord, newTasteBook(space));
}

/**
 * Forgets an entry.
 *
 * @param place - among the entries.
 */
export function forgetRecord(book: TasteBook, place: number): TasteBook {
  const { record, own, shared } = book.entries[place];
  return {
    ...book,
    entries: book.entries.filter((_, at) => at !== place),
    tastes: new Map(book.tastes).set(record.rater, forget(tasteOf(book, record.rater), own)),
    everybody: forget(book.everybody, shared),
  };
}

/** Starts over: forgets everything that a rater said. */
export function startOver(book: TasteBook, rater: string): TasteBook {
  const gone = book.entries.filter(({ record }) => record.rater === rater);
  const tastes = new Map(book.tastes);
  tastes.delete(rater);
  return {
    ...book,
    entries: book.entries.filter(({ record }) => record.rater !== rater),
    tastes,
    everybody: gone.reduce((taste, { shared }) => forget(taste, shared), book.everybody),
  };
}

/** What a rater said, the oldest first. */
export function recordsOf({ entries }: TasteBook, rater: string): RatingRecord[] {
  return entries.map(({ record }) => record).filter((record) => record.rater === rater);
}

/** What a rater saw, the newest last. */
export function shownTo(book: TasteBook, rater: string): Card[] {
  return recordsOf(book, rater).flatMap(({ cards }) => cards);
}
