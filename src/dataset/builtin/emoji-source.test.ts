import { expect, test } from "vitest";
import type { Picture } from "../../image/index.ts";
import { nodeHost } from "../../node/index.ts";
import { openDataset } from "../open-dataset.ts";
import { emojiSource } from "./emoji-source.ts";

const host = nodeHost({ cache: false });

/** Computes the largest difference between the channels of a pixel. */
const colourfulness = ({ pixels }: Picture): number => {
  let most = 0;
  for (let at = 0; at < pixels.length; at += 3)
    most = Math.max(most, Math.abs(pixels[at] - pixels[at + 1]), Math.abs(pixels[at + 1] - pixels[at + 2]));
  return most;
};

test("emoji has 1,594 pictures, each in a group", async () => {
  const { entries, tags } = await emojiSource(true, host.asset);
  expect(new Set(entries.map(({ key }) => key)).size).toBe(1594);
  const [{ tag, values }] = tags;
  const groupOf = (name: string): string => tag.choices[values[entries.findIndex((entry) => entry.name === name)]].name;
  expect(["sushi", "octopus", "sushi", "grinning-face", "crown"].map(groupOf)).toEqual([
    "food",
    "animals",
    "food",
    "smileys",
    "objects",
  ]);
  expect(values.every((value) => Number.isInteger(value))).toBe(true);
  expect(values.filter((value) => tag.choices[value].name === "food")).toHaveLength(136);
});

test("emoji pairs are black lines and colours of the same emoji, on white", async () => {
  const dataset = await openDataset("emoji", host, { size: 32, count: 12, seed: 2, pairs: true });
  expect([dataset.count, dataset.channels, dataset.inputs?.channels]).toEqual([12, 3, 3]);
  for (let index = 0; index < 12; index++) {
    const line = await dataset.inputs!.picture(index);
    const colour = await dataset.picture(index);
    expect(colourfulness(line)).toBe(0);
    expect(Math.min(...line.pixels)).toBeLessThan(60);
    // Corners are background; most coloured pixels lie on or inside the lines.
    for (const { pixels } of [line, colour]) expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
  }
  const all = await Promise.all(Array.from({ length: 12 }, (_, index) => dataset.picture(index)));
  expect(all.filter((picture) => colourfulness(picture) > 60).length).toBeGreaterThan(9);
});

test("emoji without pairs are the coloured ones, for any subset", async () => {
  const options = { size: 32, count: 4, seed: 2 };
  const plain = await openDataset("emoji", host, options);
  const pairs = await openDataset("emoji", host, { ...options, pairs: true });
  expect(plain.inputs).toBeUndefined();
  for (let index = 0; index < 4; index++) {
    expect(plain.nameOf(index)).toBe(pairs.nameOf(index));
    expect(await plain.picture(index)).toEqual(await pairs.picture(index));
  }
  expect(plain.credit?.en).toContain("Microsoft");
});
