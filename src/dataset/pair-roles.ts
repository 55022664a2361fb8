/** Folder names of inputs and of targets. */
const inputWords = ["a", "input", "inputs", "source", "before", "from", "x", "入力"];
const targetWords = ["b", "target", "targets", "output", "outputs", "after", "to", "y", "正解", "出力"];

/** Roles of two folders of pairs. */
export interface PairRoles {
  readonly input: string;
  readonly target: string;
  /** Whether both names state their role. */
  readonly isCertain: boolean;
}

/**
 * Decides which of two folders holds the inputs: the one with an input name, or the one beside a folder with a target
 * name; else the first in alphabetical order. In a name like `maps_A` or `trainA` the last part counts.
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
