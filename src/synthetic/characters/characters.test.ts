import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { OmakaseError } from "../../error.ts";
import { contactSheet, flip, resize, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { drawCharacter } from "./draw-character.ts";
import { charactersSchema, sampleCharacterLabels, type CharacterLabels, type HairStyle } from "./character-labels.ts";

const count = 3000;
const drawn = Array.from({ length: count }, (_, index) => sampleCharacterLabels(random(3, "characters", index)));

/** Computes the mean absolute difference of two pictures, 0 … 255. */
function apart(a: Picture, b: Picture): number {
  return a.pixels.reduce((sum, value, at) => sum + Math.abs(value - b.pixels[at]), 0) / a.pixels.length;
}

describe("character labels", () => {
  it("have frequencies that sum to 1 and match the samples", () => {
    for (const [name, label] of Object.entries(charactersSchema)) {
      const expected: [string, number][] =
        label.kind === "category"
          ? label.values.map(({ value, frequency }) => [value, frequency])
          : label.kind === "switch"
            ? [["true", label.frequency]]
            : [];
      if (label.kind === "category") {
        expect(expected.reduce((sum, [, frequency]) => sum + frequency, 0)).toBeCloseTo(1, 6);
      }
      for (const [value, frequency] of expected) {
        const share = drawn.filter((labels) => String(labels[name as keyof CharacterLabels]) === value).length / count;
        const std = Math.sqrt((frequency * (1 - frequency)) / count);
        expect(Math.abs(share - frequency), `${name} ${value}`).toBeLessThan(4 * std);
      }
    }
  });

  it("spread yaw and pitch over their ranges, denser in the middle", () => {
    for (const name of ["yaw", "pitch"] as const) {
      const { low, high, typical } = charactersSchema[name];
      const numbers = drawn.map((labels) => labels[name]);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(high);
      expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(0.93 * (high - low));
      const mean = numbers.reduce((sum, each) => sum + each, 0) / count;
      const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count;
      expect(Math.abs(mean - typical.mean)).toBeLessThan(typical.std / 10);
      expect(Math.sqrt(variance) / typical.std).toBeCloseTo(1, 1);
    }
  });

  it("keep the other labels when one is fixed", () => {
    const fixed: Partial<CharacterLabels>[] = [{ hairStyle: "buns" }, { hat: true, mouth: "open" }, { yaw: -90 }];
    for (let index = 0; index < 30; index++) {
      for (const labels of fixed) {
        expect(sampleCharacterLabels(random(3, "characters", index), labels)).toEqual({ ...drawn[index], ...labels });
      }
    }
  });

  it("refuse invalid labels", () => {
    const refused = [{ hairStyle: "mohawk" }, { yaw: 91 }, { pitch: Number.NaN }, { hat: 1 }, { ears: "cat" }];
    for (const labels of refused) {
      expect(() => drawCharacter(0, { labels: labels as Partial<CharacterLabels> })).toThrow(OmakaseError);
    }
  });
});

describe("drawCharacter", () => {
  it("is deterministic, and differs by index and seed", () => {
    const one = drawCharacter(5, { seed: 2 }).picture;
    expect(drawCharacter(5, { seed: 2 }).picture).toEqual(one);
    const labels = drawCharacter(5, { seed: 2 }).labels;
    for (const other of [drawCharacter(6, { seed: 2, labels }), drawCharacter(5, { seed: 3, labels })]) {
      expect(apart(other.picture, one)).toBeGreaterThan(3);
    }
  });

  it("draws the same scene at any size", () => {
    for (const index of [0, 1, 2]) {
      const small = drawCharacter(index, { size: 64 }).picture;
      expect(apart(resize(drawCharacter(index, { size: 128 }).picture, 64, 64), small)).toBeLessThan(5.5);
      expect(apart(resize(drawCharacter(index, { size: 192 }).picture, 64, 64), small)).toBeLessThan(5.5);
    }
  });

  it("shows every value of every label", () => {
    const plain: Partial<CharacterLabels> = {
      yaw: 10,
      pitch: 5,
      glasses: false,
      blush: false,
      ribbon: false,
      hat: false,
    };
    const draw = (labels: Partial<CharacterLabels>): Picture =>
      drawCharacter(8, { labels: { ...plain, ...labels } }).picture;
    const least = { hairStyle: 3, hairColor: 2, eyeColor: 0.15, mouth: 0.08 } as const;
    for (const name of ["hairStyle", "hairColor", "eyeColor", "mouth"] as const) {
      const pictures = charactersSchema[name].values.map(({ value }) => draw({ [name]: value }));
      for (const [at, picture] of pictures.entries()) {
        for (const other of pictures.slice(0, at)) expect(apart(picture, other), name).toBeGreaterThan(least[name]);
      }
    }
    for (const [name, change] of [
      ["glasses", 1],
      ["blush", 0.12],
      ["ribbon", 1],
      ["hat", 3],
    ] as const) {
      for (const yaw of [-90, 0, 60]) {
        const [off, on] = [false, true].map((value) => draw({ yaw, [name]: value }));
        expect(apart(on, off), `${name} at ${yaw}°`).toBeGreaterThan(yaw === -90 ? change / 4 : change);
      }
    }
    expect(apart(draw({ yaw: 15 }), draw({ yaw: 10 }))).toBeGreaterThan(2);
    expect(apart(draw({ pitch: 10 }), draw({ pitch: 5 }))).toBeGreaterThan(2);
  });

  it("is symmetric in yaw", () => {
    for (const hairStyle of ["long", "bob", "twinTails", "buns"] satisfies HairStyle[]) {
      const draw = (yaw: number): Picture => drawCharacter(4, { labels: { hairStyle, yaw, pitch: 5 } }).picture;
      for (const yaw of [40, 80]) {
        const [left, right] = [draw(-yaw), draw(yaw)];
        expect(apart(flip(left), right), `${hairStyle} ${yaw}°`).toBeLessThan(0.45 * apart(left, right));
      }
    }
  });

  it("refuses sizes and indices out of range", () => {
    for (const index of [-1, 0.5, Number.NaN]) expect(() => drawCharacter(index)).toThrow(OmakaseError);
    for (const size of [31, 257, 64.5]) expect(() => drawCharacter(0, { size })).toThrow(OmakaseError);
  });
});

/**
 * Computes the mean difference of the two most different tiles of a sheet, 0 … 255: a sheet's mean hides a changed
 * mouth.
 */
function worstTile(a: Picture, b: Picture, side = 64): number {
  const columns = a.width / side;
  const sums = new Float64Array(columns * (a.height / side));
  a.pixels.forEach((value, at) => {
    const [x, y] = [Math.floor(at / 3) % a.width, Math.floor(at / 3 / a.width)];
    sums[Math.floor(y / side) * columns + Math.floor(x / side)] += Math.abs(value - b.pixels[at]);
  });
  return Math.max(...sums) / (3 * side * side);
}

/**
 * Compares with the golden picture. A difference leaves `NAME-changed.png` beside it: inspect both, and replace the
 * golden one if the change is intended.
 */
async function expectGolden(name: string, picture: Picture): Promise<void> {
  const file = (suffix: string): URL => new URL(`golden/${name}${suffix}.png`, import.meta.url);
  const { width, height, pixels } = picture;
  const golden = await readFile(file("")).catch(() => undefined);
  let difference = Infinity;
  if (golden !== undefined) {
    const { data, info } = await sharp(golden).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    if (info.width === width && info.height === height) {
      difference = worstTile(picture, { ...picture, pixels: new Uint8Array(data) });
    }
  }
  if (difference >= 0.5) {
    const png = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    await writeFile(file("-changed"), png);
  }
  expect(difference, `golden/${name}.png against golden/${name}-changed.png`).toBeLessThan(0.5);
}

describe("golden characters", () => {
  it("hair styles and colours, accessories and poses match the golden picture", async () => {
    const bare: Partial<CharacterLabels> = { glasses: false, ribbon: false, hat: false, pitch: 5 };
    const { hairStyle, hairColor, mouth } = charactersSchema;
    const styles = hairStyle.values.map(({ value }, at) => ({ ...bare, yaw: at % 2 === 0 ? 0 : 35, hairStyle: value }));
    const colours = hairColor.values.map(({ value }) => ({ ...bare, yaw: -20, hairColor: value }));
    const things = (["glasses", "blush", "ribbon", "hat"] as const).map((name) => ({ ...bare, yaw: 20, [name]: true }));
    const mouths = mouth.values.map(({ value }) => ({ ...bare, yaw: 15, mouth: value }));
    const yaws = [-90, -60, -30, 0, 30, 60, 90].map((yaw) => ({ ...bare, yaw }));
    const pitches = [-30, -15, 0, 15, 30].map((pitch) => ({ ...bare, yaw: 0, pitch }));
    const pictures = [
      ...[...styles, ...colours, ...things, ...mouths].map((labels, at) => drawCharacter(at, { seed: 1, labels })),
      ...[...yaws, ...pitches].map((labels) => drawCharacter(3, { seed: 1, labels })),
    ].map(({ picture }) => picture);
    await expectGolden("characters", contactSheet(pictures, { columns: 14, gap: 0 }));
  });
});
