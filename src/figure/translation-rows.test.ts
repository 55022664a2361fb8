import { expect, test } from "vitest";
import type { Picture } from "../image/index.ts";
import { samplesOverTime } from "./samples-over-time.ts";
import { translationRows } from "./translation-rows.ts";

const square = (level: number): Picture => ({
  width: 8,
  height: 8,
  channels: 1,
  pixels: new Uint8Array(64).fill(level),
});
const one = { input: square(0), output: square(128), target: square(255) };
const pictures = (svg: string) => svg.match(/<image /g)!.length;

test("translations show input, output and target, or the first two alone", () => {
  const whole = translationRows([one, one, one, one], { language: "en" });
  expect(pictures(whole.svg)).toBe(12);
  expect(whole.svg.match(/>input</g)).toHaveLength(2); // above each of two columns
  expect(whole.svg).toContain(">target<");
  const alone = translationRows([{ input: one.input, output: one.output }], { language: "ja" });
  expect(pictures(alone.svg)).toBe(2);
  expect(alone.svg).not.toContain("正解");
});

test("only held-out pairs are labelled as such", () => {
  const caption = (heldOut?: boolean) =>
    translationRows([one], { language: "en", heldOut }).svg.replace(/<[^>]*>/g, " ");
  expect(caption(true)).toContain("training");
  expect(caption()).not.toContain("training");
});

test("training progress of a translator stands between inputs and targets", () => {
  const sampleHistory = [0, 500].map((imagesSeen) => ({ imagesSeen, pictures: [one.output] }));
  const { svg } = samplesOverTime(sampleHistory, { language: "en", inputs: [one.input], targets: [one.target] });
  expect(pictures(svg)).toBe(4);
  const labels = [...svg.matchAll(/>(input|0|500|target)</g)].map(([, label]) => label);
  expect(labels).toEqual(["input", "0", "500", "target"]);
});
