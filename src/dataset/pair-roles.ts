/** Words for what a picture is made from, and for what is made of it. */
const inputWords = ["a", "input", "inputs", "source", "before", "from", "x", "入力"];
const targetWords = ["b", "target", "targets", "output", "outputs", "after", "to", "y", "正解", "出力"];

/** Which of two folders holds the inputs of pairs. */
export interface PairRoles {
  readonly input: string;
  readonly target: string;
  /** Whether both names say so themselves. */
  readonly isCertain: boolean;
}

/**
 * Which of two folders is meant as the input: the one whose name says so, or the one beside a folder that is called a
 * target; else the first in the alphabet. Of a name like `maps_A` or `trainA` the last part counts.
 */
export function pairRoles(one: string, other: string): PairRoles {
  const [first, second] = one < other ? [one, other] : [other, one];
  const roles = [roleOf(first), roleOf(second)];
  const swapped = roles[0] !== roles[1] && (roles[0] === "target" || roles[1] === "input");
  const isCertain = roles[0] !== roles[1] && roles.every((role) => role !== undefined);
  return swapped ? { input: second, target: first, isCertain } : { input: first, target: second, isCertain };
}

function roleOf(folder: string): "input" | "target" | undefined {
  const word = folder
    .normalize("NFC")
    .toLowerCase()
    .split(/[-_ .]/)
    .at(-1)!
    .replace(/^(train|val|test)/, "");
  return inputWords.includes(word) ? "input" : targetWords.includes(word) ? "target" : undefined;
}
