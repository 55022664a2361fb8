import { describe, expect, test } from "vitest";
import { theme } from "./theme.ts";

type Triple = readonly [number, number, number];

/** Converts a colour such as #1f6fb5 to linear light. */
function light(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function multiply(rows: readonly Triple[], [x, y, z]: Triple): Triple {
  const [a, b, c] = rows.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [a, b, c];
}

/** Converts to OKLab (Björn Ottosson), in which distances match perceived differences. */
function lab(colour: Triple): Triple {
  const cones = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  );
  const [l, m, s] = cones.map((cone) => Math.cbrt(Math.max(0, cone)));
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [l, m, s],
  );
}

/**
 * Matrices of full protanopia, deuteranopia and tritanopia on linear light (Machado, Oliveira and Fernandes 2009,
 * severity 1).
 */
const eyes: Record<string, readonly Triple[]> = {
  "all cones": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function contrast(a: string, b: string): number {
  const [dark, bright] = [a, b]
    .map((hex) => {
      const [red, green, blue] = light(hex);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    })
    .sort((x, y) => x - y);
  return bright / dark;
}

describe("series colours", () => {
  test.each(Object.entries(eyes))("stay distinguishable for people with %s", (_, matrix) => {
    const seen = theme.series.map((hex) => lab(multiply(matrix, light(hex))));
    const distances = seen.flatMap((a, i) => seen.slice(0, i).map((b) => Math.hypot(...a.map((x, k) => x - b[k]))));
    expect(Math.min(...distances)).toBeGreaterThan(0.08);
  });

  test("are readable as text on the paper", () => {
    for (const ink of [...theme.seriesInk, theme.ink, theme.muted]) {
      expect(contrast(ink, theme.paper)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(theme.bandInk, theme.band)).toBeGreaterThanOrEqual(4.5);
  });
});
