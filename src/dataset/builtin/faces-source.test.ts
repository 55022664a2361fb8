import { describe, expect, test } from "vitest";
import { nodeHost } from "../../node/index.ts";
import { openDataset } from "../open-dataset.ts";
import { sampleFaceChoices, faceSvg } from "../../synthetic/faces/face-svg.ts";
import type { FaceStyle } from "../../synthetic/faces/face-style.ts";
import { micahFaces } from "../../synthetic/faces/micah-faces.ts";
import { personasFaces } from "../../synthetic/faces/personas-faces.ts";

const host = nodeHost({ cache: false });
/** Names of attributes in the library, where they differ. */
const slots: Record<string, string> = {
  beard: "facialHair",
  clothes: "body",
  "hair-colour": "hairColor",
  skin: "baseColor",
  "shirt-colour": "shirtColor",
  "clothes-colour": "clothingColor",
  background: "primaryBackgroundColor",
};

describe.each([
  [micahFaces, 12],
  [personasFaces, 8],
] as const)("$name", (style: FaceStyle, attributes: number) => {
  test("tags equal the library's own description", () => {
    expect(style.attributes).toHaveLength(attributes);
    for (let index = 0; index < 200; index++) {
      const chosen = sampleFaceChoices(style, 1, index);
      const { parts } = faceSvg(style, chosen);
      style.attributes.forEach(({ name, choices }, at) => {
        const choice = choices[chosen[at]];
        const slot = style === personasFaces && name === "skin" ? "skinColor" : (slots[name] ?? name);
        const [wanted] = Object.values(choice.options);
        const drawn = String(parts[slot] ?? "none").replace("#", "");
        expect(drawn, `${name} of face ${index}`).toBe(choice.name === "none" ? "none" : (wanted as string[])[0]);
      });
    }
  });

  test("every choice renders differently from the others of its attribute", () => {
    style.attributes.forEach(({ name, choices }, at) => {
      const drawings = choices.map((_, place) => {
        const chosen = new Uint8Array(style.attributes.length);
        chosen[at] = place;
        // Colours need hair or a beard to be visible: the first choices are a head of hair, no beard.
        return faceSvg(style, chosen).svg;
      });
      expect(new Set(drawings).size, name).toBe(choices.length);
    });
  });

  test("a hair colour is unknown exactly where it is invisible", async () => {
    const { tags } = await openDataset(style.name, host, { size: 8, count: 100, seed: 2 });
    const at = style.attributes.findIndex(({ name }) => name === "hair-colour");
    let unknown = 0;
    for (let index = 0; index < 100; index++) {
      const drawings = style.attributes[at].choices.map((_, place) => {
        const chosen = sampleFaceChoices(style, 2, index);
        chosen[at] = place;
        return faceSvg(style, chosen).svg;
      });
      const visible = new Set(drawings).size > 1;
      expect(Number.isNaN(tags[at].values[index]), `face ${index}`).toBe(!visible);
      unknown += Number(!visible);
    }
    expect(unknown).toBeGreaterThan(2);
    for (const [other, { values }] of tags.entries())
      if (other !== at) expect(values.every(Number.isFinite)).toBe(true);
  });

  test("the frequency of every choice matches its weight", () => {
    const faces = Array.from({ length: 3000 }, (_, index) => sampleFaceChoices(style, 9, index));
    style.attributes.forEach(({ choices }, at) => {
      const total = choices.reduce((sum, { weight }) => sum + weight, 0);
      choices.forEach(({ weight }, place) => {
        const share = faces.filter((face) => face[at] === place).length / faces.length;
        expect(Math.abs(share - weight / total)).toBeLessThan(0.04);
      });
    });
  });

  test("opens as a data set with the same faces for the same seed, at any count and size", async () => {
    const few = await openDataset(style.name, host, { size: 32, count: 3, seed: 5 });
    const more = await openDataset(style.name, host, { size: 32, count: 6, seed: 5 });
    const large = await openDataset(style.name, host, { size: 150, count: 2, seed: 5 });
    const other = await openDataset(style.name, host, { size: 32, count: 3, seed: 6 });
    expect(await few.pixels([0, 1, 2])).toEqual(await more.pixels([0, 1, 2]));
    expect(await few.pixels([0, 1, 2])).not.toEqual(await other.pixels([0, 1, 2]));
    expect([few.count, more.count, few.channels, large.size]).toEqual([3, 6, 3, 150]);
    expect(few.tags.map(({ values }) => [...values])).toEqual(more.tags.map(({ values }) => [...values.slice(0, 3)]));
    expect(few.credit?.en).toContain("CC BY 4.0");
    expect(new Set(await large.pixels([0])).size).toBeGreaterThan(20);
  });
});
