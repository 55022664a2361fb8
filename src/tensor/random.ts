import { OmakaseError } from "../error.ts";
import { philox } from "./philox.ts";
import { tensorText } from "../text/index.ts";

/**
 * A stream of random numbers, identified by a seed, a purpose and an index. Different streams are independent, so that no
 * code depends on the order in which other code draws.
 */
export interface Random {
  /** Draws a uniform number in [0, 1). */
  uniform(): number;
  /** Draws a number from N(0, 1). */
  normal(): number;
  /** Draws a whole number in 0 … below − 1. */
  integer(below: number): number;
  /** Draws `count` numbers from N(0, 1). */
  normals(count: number): Float32Array;
  /** Draws `count` numbers in [low, high), default [0, 1); rounding to float32 can reach `high`. */
  uniforms(count: number, low?: number, high?: number): Float32Array;
  /** Draws a permutation of 0 … count − 1 (Fisher–Yates). */
  permutation(count: number): Uint32Array;
}

/**
 * Opens a stream of random numbers.
 *
 * @param seed - 0 … 2^53 − 1.
 * @param purpose - label of the numbers, such as `"latent"`; other labels are independent streams.
 * @param index - number of the stream, such as the step, 0 … 2^53 − 1. Default 0.
 * @throws OmakaseError `option` when seed or index is out of range.
 *
 * @example
 * ```ts
 * const numbers = random(1, "z").normals(4); // the same four numbers for the same seed and name
 * ```
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
  /** Draws by Box and Muller 1958: two uniform numbers make two normal ones. */
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
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
  return new OmakaseError("option", { where, ...tensorText.random.outOfRange({ value }) });
}

/** Hashes a short text to 32 bits (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
