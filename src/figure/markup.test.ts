import { parseHTML } from "linkedom/worker";
import { expect, test } from "vitest";
import { nodeHost } from "../node/index.ts";
import { escapeMarkup } from "./markup.ts";
import { duplicatePairs } from "./duplicate-pairs.ts";
import { labelCounts } from "./label-counts.ts";
import { latentMap } from "./latent-map.ts";
import { lossCurves } from "./loss-curves.ts";
import { rasterise } from "./rasterise.ts";
import { sampleGrid } from "./sample-grid.ts";
import { morphStrips } from "./morph-strips.ts";
import { type Figure } from "./figure.ts";

const nasty = [
  "<img src=x onerror=alert(1)>",
  "</text><script>alert(1)</script>",
  `"&'<>`,
  "]]>",
  "null\u0000bell\u0007half\ud83c turned\u202earound",
  "&lt;b&gt;",
];
const picture = { width: 1, height: 1, channels: 3, pixels: Uint8Array.of(200, 60, 30) } as const;

test("escapes markup, and replaces characters that XML forbids", () => {
  expect(nasty.map(escapeMarkup)).toEqual([
    "&lt;img src=x onerror=alert(1)&gt;",
    "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "&quot;&amp;&#39;&lt;&gt;",
    "]]&gt;",
    "null?bell?half? turned?around",
    "&amp;lt;b&amp;gt;",
  ]);
  expect(escapeMarkup("🍣 いくら & うに")).toBe("🍣 いくら &amp; うに");
});

const figures: Record<string, (text: string) => Figure | Promise<Figure>> = {
  title: (text) => sampleGrid([picture], { language: "en", title: text, caption: text, note: text }),
  labels: (text) => sampleGrid([picture], { language: "en", labels: [text], pictureWidth: 400 }),
  counts: (text) => labelCounts([{ label: text, count: 3 }], { language: "ja" }),
  map: (text) =>
    latentMap(
      [text, "other"].map((label) => ({ x: 0, y: 0, label })),
      { language: "ja" },
    ),
  names: (text) =>
    duplicatePairs([{ first: picture, second: picture, firstName: text, secondName: text, difference: 0 }], {
      language: "ja",
    }),
  walk: (text) => morphStrips([{ frames: [picture, picture], from: text, to: text }], { language: "ja" }),
  curve: (text) => lossCurves([{ name: text, points: [[0, 1]] }], { language: "ja" }),
};

test.each(Object.entries(figures))("user text stays text in a figure: %s", async (_, draw) => {
  const { asset } = nodeHost();
  for (const text of nasty) {
    const figure = await draw(text);
    const { document } = parseHTML(`<html><body>${figure.svg}</body></html>`);
    expect(document.querySelectorAll("script, img, [onerror]")).toHaveLength(0);
  }
  // The rasteriser rejects a document that is not well formed.
  const all = await draw(nasty.join(" "));
  expect((await rasterise(all, asset, { scale: 1 })).width).toBe(all.width);
});
