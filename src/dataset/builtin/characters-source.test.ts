import { expect, test } from "vitest";
import { nodeHost } from "../../node/index.ts";
import { drawCharacter } from "../../synthetic/index.ts";
import { openDataset } from "../open-dataset.ts";

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
