import type { Graph } from "../../tensor/index.ts";
import { splitSubmissions, maxSubmissionFlops } from "./split-submissions.ts";
import { planGraph, type Dispatch } from "./gpu-plan.ts";

/** What a run of a graph asks of a GPU. */
export interface GpuWork {
  /** One after the other. */
  readonly dispatches: readonly Pick<Dispatch, "label" | "flops" | "bytes">[];
  /** What lies between kernels, without inputs and states, in bytes. */
  readonly memory: number;
  /** In how many pieces the GPU is given it: one, but for very long steps. */
  readonly submissions: number;
}

/** As graphics cards have it: a hardware adapter of Dawn gives a kernel at least so many buffers and so much memory. */
const desktopGpuLimits = { buffers: 10, sharedBytes: 32768, unroll: true } as const;

/** Counts what a graph asks of a graphics card, without one. */
export function countGraphWork(graph: Graph): GpuWork {
  const { dispatches, memory } = planGraph(graph, desktopGpuLimits);
  const large = memory.largeBuffers.map(({ length }) => length).reduce((a, b) => a + b, 0);
  return {
    dispatches: dispatches.map(({ label, flops, bytes }) => ({ label, flops, bytes })),
    memory: 4 * (memory.smallArena + memory.batchArena + large),
    submissions: splitSubmissions(dispatches, maxSubmissionFlops).length,
  };
}
