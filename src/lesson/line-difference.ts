/** Line of a comparison of two texts. */
export interface DifferenceLine {
  /** `-`: in the first text only; `+`: in the second only; a space: in both. */
  readonly sign: "-" | "+" | " ";
  readonly text: string;
}

/**
 * Compares two texts by lines: the longest common subsequence stays, all else is removed or added.
 *
 * @param before - first text.
 * @param after - second text.
 * @returns every line of both, in order.
 */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const common = a.map(() => new Uint16Array(b.length + 1));
  common.push(new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: " ", text: a[i] });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1]))
      lines.push({ sign: "-", text: a[i++] });
    else lines.push({ sign: "+", text: b[j++] });
  }
  return lines;
}

/** Part of a comparison that is shown: a line, or a number of equal lines that are left out. */
export type DifferencePart = DifferenceLine | { readonly hidden: number };

/**
 * Leaves out the equal lines of a comparison that are far from a change.
 *
 * @param around - number of equal lines that stay before and after a change.
 * @returns an empty list if nothing differs.
 */
export function differenceParts(lines: readonly DifferenceLine[], around: number): DifferencePart[] {
  const isShown = (at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ sign }) => sign !== " ");
  const parts: DifferencePart[] = [];
  let hidden = 0;
  const hide = (): void => {
    if (hidden > 0) parts.push({ hidden });
    hidden = 0;
  };
  for (const [at, line] of lines.entries())
    if (isShown(at)) {
      hide();
      parts.push(line);
    } else hidden++;
  if (hidden === lines.length) return [];
  hide();
  return parts;
}
