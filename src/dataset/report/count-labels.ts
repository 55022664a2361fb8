import type { TagChoice, Tag, TagColumn } from "../tag.ts";

/** Frequency of each choice of a tag. */
export interface LabelCounts {
  readonly tag: Tag;
  readonly counts: readonly { readonly choice: TagChoice; readonly count: number }[];
  /** Number of pictures with an unknown value. */
  readonly unknown: number;
}

/** Pair of choices that rarely occur together. */
export interface RareCombination {
  readonly first: { readonly tag: Tag; readonly choice: TagChoice };
  readonly second: { readonly tag: Tag; readonly choice: TagChoice };
  /** Number of pictures with both. */
  readonly count: number;
  /** Expected number if the tags were independent. */
  readonly expected: number;
}

/** Counts the choices of every tag that is not a number. */
export function countLabels(columns: readonly TagColumn[]): LabelCounts[] {
  return columns
    .filter(({ tag }) => tag.kind !== "number")
    .map(({ tag, values }) => {
      const counts = new Uint32Array(tag.choices.length);
      let unknown = 0;
      for (const value of values) {
        if (Number.isNaN(value)) unknown++;
        else counts[value]++;
      }
      return { tag, unknown, counts: tag.choices.map((choice, place) => ({ choice, count: counts[place] })) };
    });
}

/** Fraction of the pictures below which a combination is rare. */
const rareShare = 0.01;
/** Number of pictures below which a combination is rare regardless of its fraction … */
const minCount = 5;
/** … if the tags, were they independent, would give at least this many. */
const minExpectedCount = 10;

/**
 * Finds pairs of choices that fewer than one in a hundred pictures show, or fewer than five although independent tags
 * would give at least ten: models learn them least. The rarest first, then the most surprising.
 */
export function findRareCombinations(columns: readonly TagColumn[]): RareCombination[] {
  const rare: RareCombination[] = [];
  const choosable = columns.filter(({ tag }) => tag.kind !== "number");
  choosable.forEach((first, at) => {
    for (const second of choosable.slice(at + 1)) rare.push(...rareIn(first, second));
  });
  return rare.sort((a, b) => a.count - b.count || b.expected - a.expected);
}

function rareIn(first: TagColumn, second: TagColumn): RareCombination[] {
  const [rows, columns] = [first.tag.choices.length, second.tag.choices.length];
  const table = new Float64Array(rows * columns);
  const rowTotals = new Float64Array(rows);
  const columnTotals = new Float64Array(columns);
  let total = 0;
  for (let index = 0; index < first.values.length; index++) {
    const [row, column] = [first.values[index], second.values[index]];
    if (Number.isNaN(row) || Number.isNaN(column)) continue;
    table[row * columns + column]++;
    rowTotals[row]++;
    columnTotals[column]++;
    total++;
  }
  const rare: RareCombination[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const expected = total > 0 ? (rowTotals[row] * columnTotals[column]) / total : 0;
      const count = table[row * columns + column];
      const few = count < rareShare * total || (count < minCount && expected >= minExpectedCount);
      if (!few || expected === 0) continue;
      rare.push({
        first: { tag: first.tag, choice: first.tag.choices[row] },
        second: { tag: second.tag, choice: second.tag.choices[column] },
        count,
        expected,
      });
    }
  }
  return rare;
}
