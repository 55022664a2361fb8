import { expect, test } from "vitest";
import { nodeHost } from "../../node/index.ts";
import { crc32 } from "../../image/index.ts";
import { charactersSchema, drawCharacter } from "../../synthetic/index.ts";
import { openDataset } from "../open-dataset.ts";
import { charactersRendererVersion } from "./characters-source.ts";

test("characters open as a data set whose tags are the true labels", async () => {
  const dataset = await openDataset("characters", nodeHost({ cache: false }), { size: 32, count: 12, seed: 3 });
  expect([dataset.count, dataset.size, dataset.channels]).toEqual([12, 32, 3]);
  for (let index = 0; index < 12; index++) {
    const { picture, labels } = drawCharacter(index, { seed: 3, size: 32 });
    expect(await dataset.picture(index)).toEqual(picture);
    for (const { tag, values } of dataset.tags) {
      const label = labels[tag.name as keyof typeof labels];
      if (tag.kind === "number") expect(values[index]).toBeCloseTo(Number(label), 4);
      else if (tag.kind === "binary") expect(values[index]).toBe(Number(label));
      else expect(tag.choices[values[index]].name).toBe(label);
    }
  }
});

// Cached pictures of a former renderer are no longer right: another checksum goes into the source.
test("the renderer has the version that its pictures have in a cache", () => {
  const { hairStyle, hairColor, eyeColor, mouth } = charactersSchema;
  const probes = hairColor.values.map(({ value }, at) => {
    const labels = {
      hairStyle: hairStyle.values[at % hairStyle.values.length].value,
      hairColor: value,
      eyeColor: eyeColor.values[at % eyeColor.values.length].value,
      mouth: mouth.values[at % mouth.values.length].value,
      glasses: at % 2 === 0,
      blush: at % 3 === 0,
      ribbon: at % 4 === 0,
      hat: at % 5 === 0,
      yaw: 15 * (at % 5) - 30,
    };
    return drawCharacter(at, { size: 32, labels }).picture.pixels;
  });
  expect(crc32(...probes).toString(16)).toBe(charactersRendererVersion);
});
