import type { Values, Weights } from "../device/index.ts";
import { internal } from "../error.ts";
import type { Painter } from "../generate/index.ts";
import { createRegistry, openScope } from "../model/index.ts";
import {
  add,
  concatenate,
  flattenBatch,
  gradients,
  input,
  matmul,
  maximum,
  multiply,
  reshape,
  slice,
  sourcesOf,
  square,
  subtract,
  sum,
  sumAll,
  transpose,
  type Tensor,
} from "../tensor/index.ts";
import { averagePrefix } from "../trainer/index.ts";
import { eye, eyeParts, eyeWidth } from "./eye.ts";
import type { TaughtReader } from "./taught-reader.ts";

/** Changes a picture until a reader says so, and nothing else of it. */
export interface CarefulWalker {
  /**
   * @param latents - `[count, latent]`; are left as they are.
   * @param targets - `[count]`: what the reader is to say of each picture, at least, or at most where it says more now.
   * @returns what is to be added to the random numbers, `[count, random]`.
   */
  walk(latents: Float32Array, targets: Float64Array, signal?: AbortSignal): Promise<Float32Array>;
  dispose(): void;
}

/** See {@link carefulWalker}. */
export interface CarefulWalkerOptions {
  /** What must not change: readers whose readings are kept. Default: none but the picture itself. */
  readonly keep?: readonly TaughtReader[];
  readonly anchor?: { pixel: number; part: number; spread?: readonly Float64Array[] };
  readonly rounds?: number;
  readonly rate?: number;
}

/** Pictures at a time. */
const batch = 16;
/** How strongly the readings of `keep` are held, beside that which is wanted. */
const keepWeight = 4;
const usual = { rounds: 40, rate: 0.15 };

/**
 * Opens a walker. From the picture's latent, gradient steps (Adam, Kingma & Ba 2015) lead to the nearest latent in whose
 * picture the reader sees what is wanted: what is made small is the shortfall of its reading, squared, and how
 * much the picture changes otherwise. So each picture gets a way of its own, where one straight direction
 * would drag along whatever is often seen together with it.
 */
export async function carefulWalker(
  artist: Painter,
  eyeWeights: Weights,
  reader: TaughtReader,
  { keep = [], anchor = { pixel: 1, part: 0 }, rounds = usual.rounds, rate = usual.rate }: CarefulWalkerOptions = {},
): Promise<CarefulWalker> {
  const { device, weights, model, picture } = artist.trained;
  const { random: chance, latent } = artist;
  const registry = createRegistry();
  const scope = (path: string) => openScope(registry, path, { training: false });
  if (model.kind === "pix2pix") throw internal("a translator has no latents");
  const [path, network] = "generator" in model ? ["generator", model.generator] : ["decoder", model.decoder];
  const look = eye(picture);

  const code = input("code", [batch, latent]);
  const moved = input("moved", [batch, chance]);
  const whole =
    latent === chance
      ? add(code, moved)
      : concatenate(
          [add(slice(code, [0, 0], [batch, chance]), moved), slice(code, [0, chance], [batch, latent - chance])],
          1,
        );
  const before = network(code, scope(path));
  const after = network(whole, scope(path));
  const [seenBefore, seenAfter] = [look(before, scope("body")), look(after, scope("body"))]; // [batch, parts · width]
  const readers = input("readers", [1 + keep.length, eyeParts * eyeWidth]);
  const biases = input("biases", [1, 1 + keep.length]);
  const readings = add(matmul(seenAfter, readers, { transposeB: true }), biases); // [batch, 1 + keep]
  const first = slice(readings, [0, 0], [batch, 1]);
  const [target, sign] = [input("target", [batch, 1]), input("sign", [batch, 1])];
  const shortfall = maximum(multiply(subtract(target, first), sign), 0);
  const terms: Tensor[] = [sumAll(square(shortfall))];
  if (anchor.pixel > 0)
    terms.push(
      multiply(
        sumAll(square(flattenBatch(subtract(after, before)))),
        (anchor.pixel * 4) / (picture.channels * picture.size ** 2),
      ),
    );
  const changed = subtract(seenAfter, seenBefore);
  if (anchor.part > 0) {
    const parts = transpose(reshape(changed, [batch, eyeParts, eyeWidth]), [1, 0, 2]); // [parts, batch, width]
    const white = matmul(parts, input("white", [eyeParts, eyeWidth, eyeWidth]), { transposeB: true });
    terms.push(multiply(sumAll(square(white)), anchor.part / (eyeParts * eyeWidth)));
  }
  if (keep.length > 0) {
    const others = slice(readers, [1, 0], [keep.length, eyeParts * eyeWidth]);
    terms.push(multiply(sumAll(square(matmul(changed, others, { transposeB: true }))), keepWeight));
  }
  terms.push(multiply(sumAll(square(moved)), 0.01));
  const loss = terms.reduce((total, term) => add(total, term));
  const [slope] = gradients(loss, [moved]);
  const graph = { outputs: { slope, readings: reshape(sum(first, [1]), [batch]) }, updates: new Map() };
  const names = [...sourcesOf(graph).states.keys()];
  const state = device.upload(new Map(names.map((name) => [name, found(name, weights, eyeWeights)])));
  const program = await device.compile(graph);

  const all = [reader, ...keep];
  const told = new Float32Array(all.length * eyeParts * eyeWidth);
  all.forEach((one, at) => told.set(one.weights, at * eyeParts * eyeWidth));
  const constants: Record<string, Values> = { readers: told, biases: Float32Array.from(all, ({ bias }) => bias) };
  if (anchor.part > 0) constants.white = inverted(anchor.spread!);

  return {
    async walk(latents, targets, signal) {
      const count = targets.length;
      const result = new Float32Array(count * chance);
      for (let at = 0; at < count; at += batch) {
        const taken = Math.min(batch, count - at);
        const own = new Float32Array(batch * latent);
        own.set(latents.subarray(at * latent, (at + taken) * latent));
        const wanted = new Float32Array(batch).map((_, row) => targets[Math.min(at + row, count - 1)]);
        const inputs = { ...constants, code: own, target: wanted };
        const way = new Float32Array(batch * chance);
        const now = await program.run(state, { ...inputs, moved: way, sign: new Float32Array(batch) }).readings.read();
        const signs = wanted.map((value, row) => Math.sign(value - now[row]));
        const [first, second] = [new Float64Array(way.length), new Float64Array(way.length)];
        for (let round = 1; round <= rounds; round++) {
          signal?.throwIfAborted();
          const slopes = await program.run(state, { ...inputs, moved: way, sign: signs }).slope.read();
          for (let axis = 0; axis < way.length; axis++) {
            first[axis] = 0.9 * first[axis] + 0.1 * slopes[axis];
            second[axis] = 0.99 * second[axis] + 0.01 * slopes[axis] ** 2;
            const mean = first[axis] / (1 - 0.9 ** round);
            way[axis] -= (rate * mean) / (Math.sqrt(second[axis] / (1 - 0.99 ** round)) + 1e-6);
          }
        }
        result.set(way.subarray(0, taken * chance), at * chance);
      }
      return result;
    },
    dispose() {
      program.dispose();
      state.dispose();
    },
  };
}

function found(name: string, weights: Weights, eyeWeights: Weights) {
  const value = eyeWeights.get(name) ?? weights.get(averagePrefix + name) ?? weights.get(name);
  if (!value) throw internal(`the weights lack "${name}"`);
  return value;
}

/** The inverses of lower triangular roots, `[parts, width, width]`. */
function inverted(roots: readonly Float64Array[]): Float32Array {
  const all = new Float32Array(roots.length * eyeWidth * eyeWidth);
  roots.forEach((root, part) => {
    for (let column = 0; column < eyeWidth; column++) {
      const solution = new Float64Array(eyeWidth);
      for (let row = column; row < eyeWidth; row++) {
        let rest = row === column ? 1 : 0;
        for (let k = column; k < row; k++) rest -= root[row * eyeWidth + k] * solution[k];
        solution[row] = rest / root[row * eyeWidth + row];
        all[(part * eyeWidth + row) * eyeWidth + column] = solution[row];
      }
    }
  });
  return all;
}
