import { internalError, OmakaseError, type Text } from "../../error.ts";
import { isOp, type Tensor } from "../../tensor/index.ts";
import { convolutionOperands, inputGradientOperands, weightGradientOperands } from "./convolution-operands.ts";
import { matmulOperands } from "./matmul-operands.ts";
import type { Emitter } from "./kernel-emitter.ts";
import { defaultGpuErrorHints } from "./gpu-error-hints.ts";
import type { ContractionOp } from "./kernel.ts";
import type { ElementIndex } from "./element-index.ts";

/**
 * A product as many matrix products of one size: for each z, C[m, n] = Σₖ A[m, k] · B[k, n]. What A, B and C are in
 * memory is a matter of index arithmetic alone: a convolution is such a product whose B is gathered from the picture
 * (implicit GEMM, Chetlur et al. 2014, section 3).
 */
export interface ContractionOperands {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** How many matrix products. */
  readonly z: number;
  /** Whether neighbours along k, rather than along m or n, lie beside each other in memory. */
  readonly alongK: { readonly a: boolean; readonly b: boolean };
  /**
   * Code for an element of A, of B: writes what it needs and returns an expression. Indices are names of u32 that are
   * inside of the matrix.
   */
  a(emit: Emitter, m: string, k: string): string;
  b(emit: Emitter, k: string, n: string): string;
  /** Writes ahead what several elements at one depth k need. */
  prepareA?(emit: Emitter, k: string): void;
  prepareB?(emit: Emitter, k: string): void;
  /** The element of the result that C[m, n] is, and when it is none (a condition), undefined: it always is one. */
  outputElement(
    emit: Emitter,
    m: string,
    n: string,
  ): { readonly spot: ElementIndex; readonly exists: string | undefined };
}

/** What a GPU must not be asked to exceed. */
export interface GpuLimits {
  /** Buffers that one dispatch may touch. */
  readonly buffers: number;
  /** Bytes that a workgroup's threads share. */
  readonly sharedBytes: number;
  /** Whether loops may be written out: no where the GPU is a program on the processor. */
  readonly unroll: boolean;
  /** Whether large results between kernels are float16. */
  readonly half?: boolean;
  /** What to do about a product that is too large. */
  readonly hint?: Text;
}

/** How a product is cut up. */
export interface ContractionPlan {
  /** Of a workgroup: rows, columns, and how deep it goes at a time. */
  readonly tile: Tile;
  readonly splits: number;
  readonly flops: number;
  /** Whether the innermost loop may be written out: fast on a GPU, but a processor compiles it for seconds. */
  readonly unroll: boolean;
}

/** A workgroup makes `m` × `n` elements, each of its threads `rows` × `columns` of them; all are multiples of 4. */
export interface Tile {
  readonly m: number;
  readonly n: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** How near a thread comes to the arithmetic's roof, 0 … 1: larger tiles read less for each product. */
  readonly speed: number;
}

const tiles: readonly Tile[] = [
  { m: 128, n: 128, rows: 8, columns: 8, depth: 16, speed: 1 },
  { m: 64, n: 128, rows: 4, columns: 8, depth: 16, speed: 0.85 },
  { m: 128, n: 64, rows: 8, columns: 4, depth: 16, speed: 0.85 },
  { m: 64, n: 64, rows: 4, columns: 4, depth: 16, speed: 0.65 },
  { m: 32, n: 128, rows: 4, columns: 4, depth: 16, speed: 0.6 },
  { m: 128, n: 32, rows: 4, columns: 4, depth: 16, speed: 0.6 },
  { m: 32, n: 32, rows: 4, columns: 4, depth: 16, speed: 0.45 },
  { m: 16, n: 64, rows: 4, columns: 4, depth: 16, speed: 0.4 },
  { m: 64, n: 16, rows: 4, columns: 4, depth: 16, speed: 0.4 },
  { m: 4, n: 256, rows: 4, columns: 4, depth: 16, speed: 0.25 },
  { m: 256, n: 4, rows: 4, columns: 4, depth: 16, speed: 0.25 },
];

/** Threads in a workgroup. */
export function tileThreads({ m, n, rows, columns }: Tile): number {
  return (m / rows) * (n / columns);
}

/** The bytes that a workgroup's threads share: a slice of A and one of B, padded so that banks do not collide. */
function sharedBytesOf({ m, n, depth }: Tile): number {
  return (m + n + 8) * depth * 4;
}

export function contractionOperands(node: Tensor<ContractionOp>): ContractionOperands {
  if (isOp(node, "matmul")) return matmulOperands(node);
  if (isOp(node, "conv2d")) return convolutionOperands(node);
  if (isOp(node, "conv2dInputGradient")) return inputGradientOperands(node);
  if (isOp(node, "conv2dWeightGradient")) return weightGradientOperands(node);
  throw internalError(`"${node.op}" is no product`);
}

/** No direction takes more workgroups than this. */
export const maxWorkgroups = 65535;
/** Threads that a large GPU runs at the same time; the estimate below is for such a one, and harmless elsewhere. */
const concurrentThreads = 132 * 256;
const maxSplits = 32;
/** Products that a thread does at least before the work is split further. */
const minDepth = 64;
/** What writing and reading a partial sum costs, in products. */
const partialSumCost = 48;

/**
 * Chooses tile and number of pieces: whatever is estimated to end first.
 *
 * @throws OmakaseError `device` when it takes more workgroups than a GPU counts.
 */
export function planContraction(node: Tensor<ContractionOp>, limits: GpuLimits): ContractionPlan {
  const { sharedBytes, unroll, hint: remedy = defaultGpuErrorHints.memoryFull } = limits;
  const { m, n, k, z } = contractionOperands(node);
  let best: { readonly tile: Tile; readonly splits: number; readonly cost: number } | undefined;
  for (const one of tiles) {
    const tile = sharedBytesOf(one) <= sharedBytes ? one : { ...one, depth: one.depth / 2 };
    if (sharedBytesOf(tile) > sharedBytes || n > tile.n * maxWorkgroups || m > tile.m * maxWorkgroups) continue;
    const groups = Math.ceil(m / tile.m) * Math.ceil(n / tile.n) * z;
    const most = Math.min(maxSplits, k / minDepth, maxWorkgroups / z);
    for (let splits = 1; splits === 1 || splits <= most; splits *= 2) {
      const waves = Math.max(1, (groups * splits * tileThreads(tile)) / concurrentThreads);
      const each = (tile.rows * tile.columns * Math.ceil(k / splits)) / tile.speed;
      const adding = splits === 1 ? 0 : (m * n * z * splits * partialSumCost) / concurrentThreads + 2000;
      const cost = Math.ceil(waves) * each + adding;
      if (!best || cost < best.cost) best = { tile, splits, cost };
    }
  }
  if (!best || z > maxWorkgroups) {
    const most = maxWorkgroups * Math.max(...tiles.map((tile) => tile.n));
    const numbers = best ? [maxWorkgroups, z] : [most, Math.max(m, n)];
    const [expected, counted] = numbers.map((count) => count.toLocaleString("en-US"));
    throw new OmakaseError("device", {
      where: `GPU (${node.op})`,
      expected: best
        ? { ja: `${expected} 個までの行列積`, en: `at most ${expected} products beside each other` }
        : { ja: `${expected} 列までの行列積`, en: `a product of at most ${expected} columns` },
      got: { ja: counted, en: counted },
      remedy,
    });
  }
  return { tile: best.tile, splits: best.splits, flops: 2 * m * n * k * z, unroll };
}
