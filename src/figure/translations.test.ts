import { expect, test } from "vitest";
import type { Picture } from "../image/index.ts";
import { samplesOverTime } from "./samples-over-time.ts";
import { translations } from "./translations.ts";

const square = (level: number): Picture => ({
  width: 8,
  height: 8,
  channels: 1,
  pixels: new Uint8Array(64).fill(level),
});
const one = { input: square(0), output: square(128), target: square(255) };
const pictures = (svg: string) => svg.match(/<image /g)!.length;

test("translations show input, output and target, or only what there is", () => {
  const whole = translations([one, one, one, one], { language: "en" });
  expect(pictures(whole.svg)).toBe(12);
  expect(whole.svg.match(/>input</g)).toHaveLength(2); // above each of two columns
  expect(whole.svg).toContain(">target<");
  const alone = translations([{ input: one.input, output: one.output }], { language: "ja" });
  expect(pictures(alone.svg)).toBe(2);
  expect(alone.svg).not.toContain("正解");
});

test("only pairs that were held back are said to be", () => {
  const caption = (heldOut?: boolean) => translations([one], { language: "en", heldOut }).svg.replace(/<[^>]*>/g, " ");
  expect(caption(true)).toContain("training");
  expect(caption()).not.toContain("training");
});

test("moments of a translator stand between their inputs and their targets", () => {
  const moments = [0, 500].map((picturesSeen) => ({ picturesSeen, pictures: [one.output] }));
  const { svg } = samplesOverTime(moments, { language: "en", inputs: [one.input], targets: [one.target] });
  expect(pictures(svg)).toBe(4);
  const labels = [...svg.matchAll(/>(input|0|500|target)</g)].map(([, label]) => label);
  expect(labels).toEqual(["input", "0", "500", "target"]);
});
