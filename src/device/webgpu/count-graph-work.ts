import type { Graph } from "../../tensor/index.ts";
import { splitSubmissions, maxSubmissionFlops } from "./split-submissions.ts";
import { planGraph, type Dispatch } from "./gpu-plan.ts";

/** Work of one run of a graph on a GPU. */
export interface GpuWork {
  /** Dispatches in order. */
  readonly dispatches: readonly Pick<Dispatch, "label" | "flops" | "bytes">[];
  /** Memory for intermediate results, without inputs and states, in bytes. */
  readonly memory: number;
  /** Number of submissions: one, except for very long steps. */
  readonly submissions: number;
}

/** Limits that every hardware adapter of Dawn offers. */
const desktopGpuLimits = { buffers: 10, sharedBytes: 32768, unroll: true } as const;

/** Counts the work of a graph on a GPU, without a GPU. */
export function countGraphWork(graph: Graph): GpuWork {
  const { dispatches, memory } = planGraph(graph, desktopGpuLimits);
  const large = memory.largeBuffers.map(({ length }) => length).reduce((a, b) => a + b, 0);
  return {
    dispatches: dispatches.map(({ label, flops, bytes }) => ({ label, flops, bytes })),
    memory: 4 * (memory.smallArena + memory.batchArena + large),
    submissions: splitSubmissions(dispatches, maxSubmissionFlops).length,
  };
}
