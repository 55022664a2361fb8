import { expect, test } from "vitest";
import { nodeHost } from "../../node/index.ts";
import { openDataset } from "../open-dataset.ts";
import { crc32 } from "../../image/index.ts";
import { drawSushi, labelMapImage, sushiSchema } from "../../synthetic/index.ts";
import { sushiRendererVersion } from "./sushi-source.ts";

test("sushi opens as a data set whose tags are the true labels", async () => {
  const dataset = await openDataset("sushi", nodeHost({ cache: false }), { size: 32, count: 12, seed: 3 });
  expect([dataset.count, dataset.size, dataset.channels]).toEqual([12, 32, 3]);
  for (let index = 0; index < 12; index++) {
    const { picture, labels } = drawSushi(index, { seed: 3, size: 32 });
    expect(await dataset.picture(index)).toEqual(picture);
    for (const { tag, values } of dataset.tags) {
      const label = labels[tag.name as keyof typeof labels];
      if (tag.kind === "number") expect(values[index]).toBeCloseTo(Number(label), 4);
      else if (tag.kind === "binary") expect(values[index]).toBe(Number(label));
      else expect(tag.choices[values[index]].name).toBe(label);
    }
  }
});

test("sizes outside the renderer's range are scaled", async () => {
  const dataset = await openDataset("sushi", nodeHost({ cache: false }), { size: 16, count: 1 });
  expect(await dataset.pixels([0])).toHaveLength(3 * 16 * 16);
});

// Cached pictures of a former renderer are no longer right: another checksum goes into the source.
test("the renderer has the version that its pictures have in a cache", () => {
  const { topping, plate, garnish } = sushiSchema;
  const probes = topping.values.flatMap(({ value }, at) => {
    const labels = {
      topping: value,
      plate: plate.values[at % plate.values.length].value,
      garnish: garnish.values[at % garnish.values.length].value,
      wasabi: at % 2 === 0,
    };
    const { picture, labelMap } = drawSushi(at, { size: 32, labels, labelMap: true });
    return [picture.pixels, labelMapImage(labelMap!, 32).pixels];
  });
  expect(crc32(...probes).toString(16)).toBe(sushiRendererVersion);
});
