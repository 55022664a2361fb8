import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pythonWithModules } from "../../test/python-with-modules.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { readSafetensors } from "./read-safetensors.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const weights: Weights = new Map([
  ["generator.2.weight", { shape: [2, 3], values: new Float32Array([1, -2.5, 0, -0, 3e38, 1e-45]) }],
  ["a", { shape: [], values: new Float32Array([7]) }],
  ["empty", { shape: [0, 4], values: new Float32Array() }],
]);

/** A file with this header, padded as it should be, and this many zero bytes of numbers. */
function file(header: unknown, dataLength: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

describe("safetensors", () => {
  test("the bytes are those of the format", () => {
    const bytes = writeSafetensors(new Map([["b", { shape: [1], values: new Float32Array([1]) }]]), { made: "here" });
    const header = '{"__metadata__":{"made":"here"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    expect([...bytes.subarray(0, 8)]).toEqual([padded.length, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + padded.length))).toBe(padded);
    expect([...bytes.subarray(8 + padded.length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  test("the order of the weights does not matter, and float64 becomes float32", () => {
    const reversed = new Map([...weights].reverse());
    expect(writeSafetensors(reversed)).toEqual(writeSafetensors(weights));
    const double: Weights = new Map([["x", { shape: [1], values: new Float64Array([0.1]) }]]);
    expect(readSafetensors(writeSafetensors(double), "x").weights.get("x")!.values).toEqual(new Float32Array([0.1]));
  });

  test("whatever is written is read again, bit by bit, under any name", () => {
    const tensor = fc.array(fc.nat({ max: 4 }), { maxLength: 4 }).chain((shape) => {
      const length = shape.reduce((product, side) => product * side, 1);
      return fc.float32Array({ minLength: length, maxLength: length }).map((values) => ({ shape, values }));
    });
    const name = fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => text !== "__metadata__");
    const names = fc.oneof(name, fc.constantFrom("__proto__", "constructor", "0", "重み", '"\\'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, tensor), { maxLength: 6 }),
        fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
        (entries, metadata) => {
          const written: Weights = new Map(entries);
          const read = readSafetensors(writeSafetensors(written, metadata), "x");
          expect([...read.weights.keys()].sort()).toEqual([...written.keys()].sort());
          for (const [key, { shape, values }] of written) {
            expect(read.weights.get(key)!.shape).toEqual(shape);
            const bytes = Buffer.from(read.weights.get(key)!.values.buffer);
            expect(bytes.equals(new Uint8Array(Float32Array.from(values).buffer))).toBe(true);
          }
          expect({ ...read.metadata }).toEqual({ ...metadata });
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a text may have any name as well", () => {
    const metadata = JSON.parse('{"__proto__":"a","b":"c"}') as Record<string, string>;
    expect(Object.entries(readSafetensors(writeSafetensors(weights, metadata), "x").metadata)).toEqual([
      ["__proto__", "a"],
      ["b", "c"],
    ]);
  });

  test("half precision is read as float32", () => {
    const halves = new Uint16Array([0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0x8000]);
    const brains = new Uint16Array([0x3f80, 0xc000, 0x4049]);
    const bytes = file(
      {
        half: { dtype: "F16", shape: [6], data_offsets: [0, 12] },
        brain: { dtype: "BF16", shape: [3], data_offsets: [12, 18] },
      },
      18,
    );
    bytes.set(new Uint8Array(halves.buffer), bytes.length - 18);
    bytes.set(new Uint8Array(brains.buffer), bytes.length - 6);
    const read = readSafetensors(bytes, "x").weights;
    expect([...read.get("half")!.values]).toEqual([1, -2, 2 ** -24, 65504, Infinity, -0]);
    expect([...read.get("brain")!.values]).toEqual([1, -2, 3.140625]);
  });

  const one = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
  const bad: [what: string, bytes: Uint8Array][] = [
    ["nothing", new Uint8Array()],
    ["too little for a length", new Uint8Array(7)],
    ["a header longer than the file", file({ a: one }, 0).fill(255, 0, 2)],
    ["a header of absurd length", file({ a: one }, 8).fill(255, 0, 8)],
    ["no JSON", file("{", 0)],
    ["a list", file("[]", 0)],
    ["bytes that are no text", file('{"a\xff":', 0)],
    ["metadata that is no text", file({ __metadata__: { a: 1 } }, 0)],
    ["an unknown type", file({ a: { ...one, dtype: "I64" } }, 8)],
    ["a type out of a prototype", file({ a: { ...one, dtype: "toString" } }, 8)],
    ["a negative length", file({ a: { ...one, shape: [-2] } }, 8)],
    ["a length that is not whole", file({ a: { ...one, shape: [1.5] } }, 8)],
    ["a product that does not fit the bytes", file({ a: { ...one, shape: [3] } }, 8)],
    ["a product beyond all numbers", file({ a: { ...one, shape: [2 ** 40, 2 ** 40] } }, 8)],
    ["offsets the wrong way round", file({ a: { ...one, data_offsets: [8, 0] } }, 8)],
    ["offsets behind the end", file({ a: one }, 4)],
    ["an overlap", file({ a: one, b: { ...one, data_offsets: [4, 12] } }, 12)],
    ["the same place twice", file({ a: one, b: one }, 8)],
    ["a gap", file({ a: one, b: { ...one, data_offsets: [12, 20] } }, 20)],
    ["bytes left over", file({ a: one }, 9)],
    ["a key that is not of the format", file({ a: { ...one, more: 1 } }, 8)],
    ["an entry without a shape", file({ a: { dtype: "F32", data_offsets: [0, 8] } }, 8)],
  ];
  test.each(bad)("refuses %s", (_, bytes) => {
    let caught: unknown;
    try {
      readSafetensors(bytes, "x.safetensors");
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(OmakaseError);
    expect((caught as OmakaseError).code).toBe("checkpoint");
    expect((caught as OmakaseError).message).toContain("x.safetensors");
  });

  test("random damage gives our error or a readable file, never anything else", () => {
    const whole = writeSafetensors(weights, { made: "here" });
    const change = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat({ max: whole.length }), (changes, cut) => {
        const bytes = whole.slice(0, cut);
        for (const [at, value] of changes) if (at < cut) bytes[at] = value;
        try {
          readSafetensors(bytes, "x");
        } catch (error) {
          if (!(error instanceof OmakaseError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  const python = pythonWithModules("safetensors", "numpy");
  test.skipIf(python === undefined)("Python's safetensors reads ours, and we read Python's", () => {
    const folder = mkdtempSync(join(tmpdir(), "omakase-"));
    const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
    writeFileSync(ours, writeSafetensors(weights, { made: "こちら" }));
    const script = `
import sys, numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file
with safe_open(sys.argv[1], "np") as file:
    assert file.metadata() == {"made": "こちら"}, file.metadata()
    tensors = {name: file.get_tensor(name) for name in file.keys()}
assert tensors["empty"].shape == (0, 4)
tensors["half"] = np.array([1, -2.5], np.float16)
save_file(tensors, sys.argv[2], {"made": "there"})`;
    const { status, stderr } = spawnSync(python!, ["-c", script, ours, theirs], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const { weights: read, metadata } = readSafetensors(readFileSync(theirs), theirs);
    rmSync(folder, { recursive: true });
    expect(metadata).toEqual({ made: "there" });
    expect([...read.get("half")!.values]).toEqual([1, -2.5]);
    for (const [name, tensor] of weights) expect(read.get(name)).toEqual(tensor);
  });
});
