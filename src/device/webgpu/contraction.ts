import { internalError, OmakaseError, type Text } from "../../error.ts";
import { isOp, type Tensor } from "../../tensor/index.ts";
import { convolutionOperands, inputGradientOperands, weightGradientOperands } from "./convolution-operands.ts";
import { matmulOperands } from "./matmul-operands.ts";
import type { Emitter } from "./kernel-emitter.ts";
import { defaultGpuErrorHints } from "./gpu-error-hints.ts";
import type { ContractionOp } from "./kernel.ts";
import type { ElementIndex } from "./element-index.ts";
import { deviceText } from "../../text/index.ts";

/**
 * Operands of a contraction, as matrix products of one size: for each z, C[m, n] = Σₖ A[m, k] · B[k, n]. Index arithmetic
 * maps A, B and C to memory: for a convolution, B is gathered from the image (implicit GEMM, Chetlur et al. 2014, section
 * 3).
 */
export interface ContractionOperands {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Number of matrix products. */
  readonly z: number;
  /** Whether neighbours along k, rather than along m or n, are adjacent in memory. */
  readonly alongK: { readonly a: boolean; readonly b: boolean };
  /**
   * Writes the code for an element of A or B and returns an expression. Indices are names of u32 inside the matrix.
   */
  a(emit: Emitter, m: string, k: string): string;
  b(emit: Emitter, k: string, n: string): string;
  /** Writes code that several elements at one depth k share. */
  prepareA?(emit: Emitter, k: string): void;
  prepareB?(emit: Emitter, k: string): void;
  /** Returns the index of C[m, n] in the result, and the condition under which it exists; undefined: always. */
  outputElement(
    emit: Emitter,
    m: string,
    n: string,
  ): { readonly spot: ElementIndex; readonly exists: string | undefined };
}

/** Limits of a GPU. */
export interface GpuLimits {
  /** Largest number of buffers of a dispatch. */
  readonly buffers: number;
  /** Shared memory of a workgroup, in bytes. */
  readonly sharedBytes: number;
  /** Whether to unroll loops; false for an emulated GPU. */
  readonly unroll: boolean;
  /** Whether large results between kernels are float16. */
  readonly half?: boolean;
  /** Remedy for a contraction that is too large. */
  readonly hint?: Text;
}

/** Tiling of a contraction. */
export interface ContractionPlan {
  /** Tile of a workgroup: rows, columns and depth. */
  readonly tile: Tile;
  readonly splits: number;
  readonly flops: number;
  /** Whether to unroll the innermost loop: fast on a GPU, but an emulated one compiles it for seconds. */
  readonly unroll: boolean;
}

/** Tile of a workgroup: `m` × `n` elements, of which each thread computes `rows` × `columns`; all multiples of 4. */
export interface Tile {
  readonly m: number;
  readonly n: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  /** Fraction of the peak arithmetic rate, 0 … 1; larger tiles read less memory for each product. */
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

/** Counts the threads of a workgroup. */
export function tileThreads({ m, n, rows, columns }: Tile): number {
  return (m / rows) * (n / columns);
}

/** Computes the shared memory of a workgroup, in bytes: a slice of A and one of B, padded against bank conflicts. */
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

/** Largest number of workgroups in a dimension. */
export const maxWorkgroups = 65535;
/** Threads that a large GPU runs concurrently; smaller GPUs only get more splits than needed. */
const concurrentThreads = 132 * 256;
const maxSplits = 32;
/** Least number of products of a thread before the contraction is split. */
const minDepth = 64;
/** Cost of writing and reading a partial sum, in products. */
const partialSumCost = 48;

/**
 * Chooses the tile and the number of partial sums with the least estimated time.
 *
 * @throws OmakaseError `device` when the workgroups exceed the limit of WebGPU.
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
      ...deviceText.contraction.planContraction({ best: Boolean(best), expected, counted, remedy }),
    });
  }
  return { tile: best.tile, splits: best.splits, flops: 2 * m * n * k * z, unroll };
}
