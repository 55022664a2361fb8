/** Finds the word nearest to a misspelt one; see {@link nearestItem}. */
export function nearestWord(misspelt: string, words: readonly string[]): string | undefined {
  return nearestItem(misspelt.toLowerCase(), words, (word) => [word.toLowerCase()]);
}

/**
 * Finds the item with the name nearest to a misspelt one, with at most a third of the letters wrong, or one letter.
 *
 * @param namesOf - returns the names of an item, at least one
 */
export function nearestItem<Item>(
  misspelt: string,
  items: readonly Item[],
  namesOf: (item: Item) => readonly string[],
): Item | undefined {
  const far = (item: Item) => Math.min(...namesOf(item).map((name) => editDistance(misspelt, name)));
  const [nearest] = items.toSorted((a, b) => far(a) - far(b));
  return nearest !== undefined && far(nearest) <= Math.max(1, misspelt.length / 3) ? nearest : undefined;
}

/**
 * Lists the words nearest to a misspelt one, the nearest first. Words that contain it come before all others.
 *
 * @param most - number of words.
 */
export function nearestWords(misspelt: string, words: readonly string[], most: number): readonly string[] {
  const wanted = misspelt.toLowerCase();
  const far = (word: string) => editDistance(wanted, word) - (word.includes(wanted) ? 1e6 : 0);
  return words
    .map((word) => ({ word, distance: far(word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ word }) => word);
}

/** Returns the Levenshtein distance of two texts (Levenshtein 1966), in letters. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
