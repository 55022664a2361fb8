import { OmakaseError } from "../error.ts";
import { philox } from "./philox.ts";

/**
 * A stream of random numbers: a seed, a purpose, and a position. Streams of other purposes or indices are
 * independent, so no code has to draw numbers in the same order as another.
 */
export interface Random {
  /** The next uniform number in [0, 1). */
  uniform(): number;
  /** The next number from N(0, 1). */
  normal(): number;
  /** The next whole number in 0 … below − 1. */
  integer(below: number): number;
  /** `count` numbers from N(0, 1). */
  normals(count: number): Float32Array;
  /** `count` numbers in [low, high); rounding to float32 can reach `high`. */
  uniforms(count: number, low?: number, high?: number): Float32Array;
  /** The numbers 0 … count − 1 in random order (Fisher–Yates). */
  permutation(count: number): Uint32Array;
}

/**
 * Opens a stream.
 *
 * @param seed - 0 … 2^53 − 1: what the person chose.
 * @param purpose - what the numbers are for, such as `"latent"`: streams of other purposes are independent.
 * @param index - which of many such streams, 0 … 2^53 − 1: the step, the picture.
 * @throws OmakaseError `option` when seed or index is no such number.
 */
export function random(seed: number, purpose: string, index = 0): Random {
  for (const [where, value] of Object.entries({ seed, index }))
    if (!Number.isSafeInteger(value) || value < 0) throw outOfRange(where, value);
  const key0 = seed >>> 0;
  const key1 = (Math.floor(seed / 0x100000000) ^ hash(purpose)) >>> 0;
  const indexLow = index >>> 0;
  const indexHigh = Math.floor(index / 0x100000000) >>> 0;
  const block = new Uint32Array(4);
  let counter = 0;
  let used = 4;
  let spare: number | undefined;

  const bits = (): number => {
    if (used === 4) {
      philox(block, 0, counter >>> 0, Math.floor(counter / 0x100000000), indexLow, indexHigh, key0, key1);
      counter++;
      used = 0;
    }
    return block[used++];
  };
  const uniform = (): number => bits() / 0x100000000;
  /** Box and Muller 1958: two uniform numbers make two normal ones. */
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log((bits() + 1) / 0x100000000));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    uniform,
    normal,
    integer: (below) => Math.floor(uniform() * below),
    normals: (count) => new Float32Array(count).map(normal),
    uniforms: (count, low = 0, high = 1) => new Float32Array(count).map(() => low + (high - low) * uniform()),
    permutation(count) {
      const order = new Uint32Array(count).map((_, at) => at);
      for (let last = count - 1; last > 0; last--) {
        const other = Math.floor(uniform() * (last + 1));
        [order[last], order[other]] = [order[other], order[last]];
      }
      return order;
    },
  };
}

function outOfRange(where: string, value: number): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "0 以上の整数", en: "a whole number from 0 on" },
    got: { ja: String(value), en: String(value) },
    remedy: { ja: "たとえば 1 を指定してください", en: "Give 1, for example" },
  });
}

/** FNV-1a, 32 bits: a short text as a number. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
