import { expect, test } from "vitest";
import { heatMap } from "./heat-map.ts";

test("heatMap colours exactly the values above `low`", () => {
  const picture = { width: 4, height: 2, channels: 3 as const, pixels: new Uint8Array(24).fill(120) };
  const { pixels } = heatMap(picture, [-3, 0, 1, 9, 0, 0, 0, 5]);
  const coloured = Array.from({ length: 8 }, (_, at) => pixels[at * 3] !== pixels[at * 3 + 2]);
  expect(coloured).toEqual([false, false, true, true, false, false, false, true]);
  expect([...pixels.subarray(9, 12)]).toEqual([...pixels.subarray(21, 24)]); // nothing is hotter than full
});
