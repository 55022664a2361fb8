import { expect, test } from "vitest";
import { figureText, type Text } from "../text/index.ts";
import { lossCurves } from "./loss-curves.ts";

/** Draws curves of these names and returns the words of the figure. */
async function wordsOf(...names: Text[]): Promise<string> {
  const curves = names.map((name) => ({ name, points: [0, 1, 2].map((at) => [at, 3 - at] as const) }));
  const { svg } = await lossCurves(curves, { language: "en" });
  return svg.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

test("the caption of losses follows from the curves: an autoencoder, a VAE, pix2pix", async () => {
  const { reconstruction, divergence, translation } = figureText.curves;
  expect(await wordsOf(reconstruction)).toContain("While it falls");
  expect(await wordsOf(reconstruction, divergence)).toContain("rubber bands (KL) rises");
  expect(await wordsOf(translation)).toContain("While the difference from the target falls");
});
