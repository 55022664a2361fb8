import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetFromPictures } from "./dataset-from-pictures.ts";
import { splitByName } from "./split-by-name.ts";
import type { Dataset } from "./dataset.ts";

const blank = { width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) } as const;

function named(names: readonly string[]): Dataset {
  const pictures = names.map(() => blank);
  return { ...datasetFromPictures(pictures, { inputs: pictures }), nameOf: (index) => names[index] };
}

const namesOf = ({ count, nameOf }: Dataset): string[] => Array.from({ length: count }, (_, index) => nameOf(index));

test("holds out about the share, also of names that differ in one digit", () => {
  const names = Array.from({ length: 4000 }, (_, index) => `sushi ${index}`);
  for (const share of [0.1, 0.5]) {
    const { training, heldOut } = splitByName(named(names), share);
    expect(heldOut.count / 4000).toBeGreaterThan(share - 0.025);
    expect(heldOut.count / 4000).toBeLessThan(share + 0.025);
    expect([...namesOf(training), ...namesOf(heldOut)].sort()).toEqual([...names].sort());
    expect([training.inputs?.count, heldOut.inputs?.count]).toEqual([training.count, heldOut.count]);
  }
});

test("a name stays on its side when other pictures are added, removed or reordered", () => {
  const all = Array.from({ length: 300 }, (_, index) => `folder/${index}.png`);
  const held = new Set(namesOf(splitByName(named(all), 0.2).heldOut));
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 60 }), (names) => {
      expect(namesOf(splitByName(named(names), 0.2).heldOut)).toEqual(names.filter((name) => held.has(name)));
    }),
    { numRuns: 30 },
  );
});

test("the split equals the recorded one, so that older runs hold out the same pictures", () => {
  const names = ["sushi", "maki", "temaki", "nigiri", "uramaki", "chirashi", "inari", "oshizushi"];
  expect(namesOf(splitByName(named(names), 0.15).heldOut)).toEqual(["sushi", "temaki", "uramaki", "oshizushi"]);
});

test("composed and decomposed letters are equal", () => {
  const names = Array.from({ length: 40 }, (_, index) => `が${index}`);
  const other = names.map((name) => name.normalize("NFD"));
  const held = namesOf(splitByName(named(other), 0.5).heldOut).map((name) => name.normalize("NFC"));
  expect(held).toEqual(namesOf(splitByName(named(names), 0.5).heldOut));
});

test("each side has at least one picture", () => {
  for (const share of [0.01, 0.99]) {
    for (let count = 2; count < 6; count++) {
      const { training, heldOut } = splitByName(named(Array.from({ length: count }, (_, at) => `${at}`)), share);
      expect(Math.min(training.count, heldOut.count)).toBe(1);
    }
  }
  expect(() => splitByName(named(["1"]), 0.5)).toThrow("at least two pictures");
  expect(() => splitByName(named(["1", "2"]), 1)).toThrow("a number between 0 and 1");
});
