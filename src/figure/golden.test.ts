import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { encodePng, type Picture } from "../image/index.ts";
import { nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { figurePng, rasterise } from "./rasterise.ts";
import { latentMap } from "./latent-map.ts";
import { lossCurves } from "./loss-curves.ts";
import { sampleGrid } from "./sample-grid.ts";
import { type Figure } from "./figure.ts";
import { figureText } from "../text/index.ts";

const host = nodeHost();

/** Draws a lit ball of the given hue; its outline shows wrong scaling. */
function ball(hue: number): Picture {
  const side = 32;
  const pixels = new Uint8Array(side * side * 3);
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [(at % side) / side - 0.5, Math.floor(at / side) / side - 0.5];
    const lit = Math.hypot(x, y) < 0.4 ? 1 - 1.6 * Math.hypot(x + 0.15, y + 0.15) : undefined;
    for (let channel = 0; channel < 3; channel++) {
      const colour = 0.6 + 0.4 * Math.cos(hue + channel * 2.1);
      pixels[at * 3 + channel] = Math.round(255 * (lit === undefined ? 0.85 - 0.2 * y : lit * colour));
    }
  }
  return { width: side, height: side, channels: 3, pixels };
}

/** Creates deterministic noise. */
function noise(index: number): (scale: number) => number {
  const stream = random(1, "golden figure", index);
  return (scale) => scale * (stream.uniform() - 0.5);
}

const golden: Record<string, () => Figure | Promise<Figure>> = {
  "loss-curves": () => {
    const wobble = noise(0);
    const points = (rate: number, floor: number) =>
      Array.from({ length: 300 }, (_, at) => {
        return [at * 160, (floor + 0.25 / (1 + rate * at)) * (1 + wobble(0.4))] as const;
      });
    const curves = [
      { name: figureText.curves.reconstruction, points: points(0.2, 0.004) },
      { name: figureText.curves.validation, points: points(0.1, 0.008) },
    ];
    return lossCurves(curves, { language: "ja", note: "AE・<sushi>" });
  },
  "sample-grid": () =>
    sampleGrid([0, 1, 2, 3, 4, 5].map(ball), {
      language: "ja",
      columns: 3,
      labels: ["まぐろ", "salmon", "<img onerror>", "いか & たこ", "とても長い名前のラベル", "uni"],
    }),
  "latent-map": () => {
    const wobble = noise(1);
    const points = Array.from({ length: 150 }, (_, at) => ({
      x: 2 * (at % 10) * (at % 3) + wobble(4),
      y: (at % 10) ** 1.5 + wobble(4),
      label: `topping ${at % 10}`,
    }));
    return latentMap(points, { language: "en" });
  },
};

describe("golden figures", () => {
  test.each(Object.entries(golden))("%s", async (name, draw) => {
    const place = (ending: string): string => fileURLToPath(new URL(`golden/${name}${ending}.png`, import.meta.url));
    const drawn = await rasterise(await draw(), host.asset, { scale: 1 });
    rmSync(place("-changed"), { force: true });
    const known = existsSync(place("")) ? await host.codecs.decode(readFileSync(place(""))) : undefined;
    const share = known ? differing(drawn, known) : 1;
    if (share > 0.001) writeFileSync(place("-changed"), encodePng(drawn));
    // If the change is intended, check NAME-changed.png and rename it to the old name.
    expect(share, `see golden/${name}-changed.png`).toBeLessThanOrEqual(0.001);
  });

  /** Computes the share of pixels that differ by more than a twentieth in any channel. */
  function differing(a: Picture, b: Picture): number {
    if (a.width !== b.width || a.height !== b.height) return 1;
    let count = 0;
    for (let at = 0; at < a.width * a.height; at++) {
      const far = [0, 1, 2].some((channel) => {
        return Math.abs(a.pixels[at * a.channels + channel] - b.pixels[at * b.channels + channel]) > 12;
      });
      if (far) count++;
    }
    return count / (a.width * a.height);
  }
});

describe("rasterise", () => {
  const figure = sampleGrid([ball(1)], { language: "ja", title: "鑑定士", caption: "" });

  test("gives an opaque PNG of twice the size, deterministic", async () => {
    const png = await figurePng(figure, host.asset);
    const { width, height, pixels } = await host.codecs.decode(png);
    expect([width, height]).toEqual([2 * figure.width, 2 * figure.height]);
    const drawn = await rasterise(figure, host.asset);
    expect(drawn.pixels.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
    expect(drawn.pixels.length / 4).toBe(pixels.length / (pixels.length / (width * height)));
    expect(await figurePng(figure, host.asset)).toEqual(png);
  });

  test("enlarges pixels as squares", async () => {
    const chess = { width: 2, height: 2, channels: 1, pixels: Uint8Array.of(0, 255, 255, 0) } as const;
    const { svg, width } = sampleGrid([chess], { language: "en", title: "", caption: "" });
    const drawn = await rasterise({ svg, width, height: 0 }, host.asset, { scale: 1 });
    // The picture is 96 pixels wide and stands in the margin of 26: two points right and left of its middle.
    const at = (x: number, y: number): number => drawn.pixels[4 * (y * drawn.width + x)];
    const top = 26 - 4;
    expect([at(26 + 46, top + 20), at(26 + 50, top + 20), at(26 + 46, top + 70), at(26 + 50, top + 70)]).toEqual([
      0, 255, 255, 0,
    ]);
  });

  test("renders text: other words give other pixels", async () => {
    const other = sampleGrid([ball(1)], { language: "ja", title: "偽札づくり", caption: "" });
    const [one, two] = await Promise.all([rasterise(figure, host.asset), rasterise(other, host.asset)]);
    expect(one.width).toBe(two.width);
    expect(one.pixels).not.toEqual(two.pixels);
  });
});
