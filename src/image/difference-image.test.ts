import { expect, test } from "vitest";
import { differenceImage } from "./difference-image.ts";

test("equal pixels are white; the channel that differs most sets the darkness", () => {
  const picture = (...pixels: number[]) =>
    ({ width: 3, height: 1, channels: 3, pixels: Uint8Array.from(pixels) }) as const;
  const [a, b] = [picture(9, 9, 9, 0, 0, 0, 255, 0, 0), picture(9, 9, 9, 10, 0, 20, 0, 0, 0)];
  const expected = { width: 3, height: 1, channels: 1, pixels: Uint8Array.of(255, 195, 0) };
  expect(differenceImage(a, b)).toEqual(expected);
  expect(differenceImage(b, a)).toEqual(expected);
  expect(differenceImage(a, b, 1).pixels).toEqual(Uint8Array.of(255, 235, 0));
});
