import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { pythonWithModules } from "../../test/python-with-modules.ts";
import { decodeFloat16, maxFloat16, toFloat16 } from "./float16.ts";
import { readSafetensors } from "./read-safetensors.ts";
import { writeSafetensors } from "./write-safetensors.ts";

test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [maxFloat16, 0x7bff],
  [65519.99, 0x7bff],
  [65520, 0x7c00], // IEEE 754-2019, section 4.3.1: what would be rounded up to 2^16 is infinite
  [-Infinity, 0xfc00],
  [1 / 3, 0x3555],
  [1 + 2 ** -11, 0x3c00], // half-way: down to even
  [1 + 3 * 2 ** -11, 0x3c02], // half-way: up to even
  [1 + 2 ** -11 + 2 ** -40, 0x3c01], // beyond half-way, by less than float32 sees
  [2 - 2 ** -12, 0x4000], // carries into the exponent
  [2 ** -14, 0x0400], // the smallest number in full precision
  [2 ** -14 - 2 ** -26, 0x0400],
  [2 ** -24, 0x0001], // the smallest of all
  [2 ** -25, 0x0000],
  [2 ** -25 + 2 ** -60, 0x0001],
])("%d is %d", (value, bits) => expect(toFloat16(value)).toBe(bits));

test("all 65,536 float16 numbers are read and written back", () => {
  const values = decodeFloat16(Uint16Array.from({ length: 0x10000 }, (_, bits) => bits));
  for (const [bits, value] of values.entries()) expect(toFloat16(value)).toBe(Number.isNaN(value) ? 0x7e00 : bits);
  expect(values).toHaveLength(0x10000);
});

const python = pythonWithModules("numpy");
test.skipIf(python === undefined)("numbers are rounded as numpy rounds them", () => {
  const values = fc.sample(fc.oneof(fc.double(), fc.double({ min: -70_000, max: 70_000 }), fc.double({ max: 1e-4 })), {
    seed: 1,
    numRuns: 20_000,
  });
  const script = `
import sys, numpy as np
with np.errstate(over="ignore", under="ignore"):
    sys.stdout.buffer.write(np.frombuffer(sys.stdin.buffer.read(), np.float64).astype(np.float16).tobytes())`;
  const { status, stdout } = spawnSync(python!, ["-c", script], {
    input: new Uint8Array(Float64Array.from(values).buffer),
  });
  expect(status).toBe(0);
  const theirs = new Uint16Array(new Uint8Array(stdout).buffer);
  expect(theirs).toHaveLength(values.length);
  const known = values.map((value, at) => (Number.isNaN(value) ? 0x7e00 : theirs[at]));
  expect(values.map(toFloat16)).toEqual(known);
});

test("tensors in few bytes are read as they were rounded, each where a machine can read it", () => {
  const weights = new Map([
    ["bytes", { shape: [3], values: new Float32Array([0, 7, 255]) }],
    ["halves", { shape: [2, 2], values: new Float32Array([1 / 3, -2, Number.NaN, Infinity]) }],
    ["whole", { shape: [1], values: new Float32Array([1 / 3]) }],
  ]);
  const dtypes = new Map([
    ["bytes", "U8"],
    ["halves", "F16"],
  ] as const);
  const bytes = writeSafetensors(weights, {}, { dtypes });
  const header = new TextDecoder().decode(bytes.subarray(8, bytes.length - 4 - 8 - 3));
  expect(JSON.parse(header)).toEqual({
    whole: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
    halves: { dtype: "F16", shape: [2, 2], data_offsets: [4, 12] },
    bytes: { dtype: "U8", shape: [3], data_offsets: [12, 15] },
  });
  const read = readSafetensors(bytes, "x").weights;
  expect(read.get("bytes")).toEqual(weights.get("bytes"));
  expect([...read.get("halves")!.values]).toEqual([0.333251953125, -2, Number.NaN, Infinity]);
  expect(read.get("whole")).toEqual(weights.get("whole"));
});

test("a number beyond half precision is refused, not made infinite", () => {
  const weights = new Map([["layer.weight", { shape: [2], values: new Float32Array([1, -7e4]) }]]);
  expect(() => writeSafetensors(weights, {}, { dtypes: new Map([["layer.weight", "F16"]]) })).toThrow(
    "layer.weight: expected numbers that half precision has (up to ±65504), got -70000. Keep this tensor as F32.",
  );
});
