import { subset, type Dataset } from "../../dataset/index.ts";
import { random } from "../../tensor/index.ts";

/** What of the pictures is kept to set the threshold with, and what to set the scales of the parts with. */
export const shares = { calibration: 0.3, scale: 0.1 } as const;

/** Normal pictures for three purposes. */
export type NormalSplit = Readonly<Record<"training" | "scale" | "calibration", Dataset>>;

/**
 * Splits normal pictures by chance: to learn from, to see how large the numbers of the parts are, and to set the
 * threshold with.
 *
 * @param series - keeps pictures together whose names differ in numbers alone, such as the frames of a film: then scales
 *   and threshold are those of series that nothing was learned from. There have to be at least three.
 */
export function splitNormal(dataset: Dataset, seed: number, series: boolean): NormalSplit {
  const groups = new Map<string, number[]>();
  for (let at = 0; at < dataset.count; at++) {
    const key = series ? seriesOf(dataset.nameOf(at)) : String(at);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  const names = [...groups.keys()];
  const order = Array.from(random(seed, "normal").permutation(names.length), (at) => names[at]);
  const take = (wanted: number): Dataset => {
    const taken: number[] = [];
    while (taken.length < wanted) taken.push(...groups.get(order.pop()!)!);
    return subset(dataset, Uint32Array.from(taken).sort());
  };
  const calibration = take(Math.round(dataset.count * shares.calibration));
  const scale = take(Math.max(2, Math.round(dataset.count * shares.scale)));
  const rest = order.flatMap((name) => groups.get(name)!);
  return { calibration, scale, training: subset(dataset, Uint32Array.from(rest).sort()) };
}

/** What a file's name says without its numbers: its folder, and the words in its name. */
export function seriesOf(name: string): string {
  const parts = name.replace(/\.[^./\\]*$/, "").split(/[/\\]/);
  const words = parts.pop()!.split(/[_\-. ()]+/);
  return [...parts, words.filter((word) => !/^\d*$/.test(word)).join(" ")].join("/");
}
