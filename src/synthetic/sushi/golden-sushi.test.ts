import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Picture } from "../../image/index.ts";
import { sushiDefects } from "./sushi-defect.ts";
import { drawSushi } from "./draw-sushi.ts";
import { labelMapImage } from "./label-map.ts";
import { sushiSchema } from "./sushi-labels.ts";

/** Arranges pictures in a grid with `columns` per row. */
function pixelSheet(pictures: readonly Picture[], columns: number): Picture {
  const size = pictures[0].width;
  const width = columns * size;
  const height = Math.ceil(pictures.length / columns) * size;
  const pixels = new Uint8Array(width * height * 3);
  for (const [at, picture] of pictures.entries()) {
    for (let row = 0; row < size; row++) {
      const to = ((Math.floor(at / columns) * size + row) * width + (at % columns) * size) * 3;
      pixels.set(picture.pixels.subarray(row * size * 3, (row + 1) * size * 3), to);
    }
  }
  return { width, height, channels: 3, pixels };
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
      const total = pixels.reduce((sum, value, at) => sum + Math.abs(value - data[at]), 0);
      difference = total / pixels.length;
    }
  }
  if (difference >= 0.5) {
    await writeFile(
      file("-changed"),
      await sharp(pixels, { raw: { width, height, channels: 3 } })
        .png()
        .toBuffer(),
    );
  }
  expect(difference, `golden/${name}.png against golden/${name}-changed.png`).toBeLessThan(0.5);
}

describe("golden sushi", () => {
  it("toppings match the golden picture", async () => {
    const pictures = sushiSchema.topping.values.map(
      ({ value }, index) => drawSushi(index, { seed: 1, labels: { topping: value } }).picture,
    );
    await expectGolden("toppings", pixelSheet(pictures, 6));
  });

  it("plates, garnishes and the camera's range match the golden picture", async () => {
    const plates = sushiSchema.plate.values.map(({ value: plate }, index) => {
      const garnish = sushiSchema.garnish.values[index % 5].value;
      return drawSushi(index, { seed: 2, labels: { plate, garnish, wasabi: true } }).picture;
    });
    const poses = [
      { yaw: 0, pitch: -10 },
      { yaw: -90, pitch: 10 },
      { yaw: -45, pitch: 30 },
      { yaw: 0, pitch: 60 },
      { yaw: 60, pitch: 90 },
      { yaw: 90, pitch: 45 },
    ].map((pose) => drawSushi(4, { seed: 2, labels: { topping: "ebi", ...pose } }).picture);
    await expectGolden("plates-and-poses", pixelSheet([...plates, ...poses], 6));
  });

  it("defects and label maps match the golden picture", async () => {
    const defects = sushiDefects.map(
      ({ value: defect }, index) =>
        drawSushi(index, { seed: 3, defect, labels: defect === "tear" ? { nori: "band" } : {} }).picture,
    );
    const maps = [0, 1, 2, 3, 4, 5].map((index) => {
      const { labelMap } = drawSushi(index, { seed: 3, labelMap: true });
      return labelMapImage(labelMap!, 64);
    });
    await expectGolden("defects-and-maps", pixelSheet([...defects, ...maps], 6));
  });
});
