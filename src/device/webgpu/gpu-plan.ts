import { isOp, simplify, sizeOf, graphSources, type Graph, type Shape, type Tensor } from "../../tensor/index.ts";
import { internalError } from "../../error.ts";
import { kernelEmitter, type Shader } from "./kernel-emitter.ts";
import { reductionDeclarations, writeReduction } from "./reduction.ts";
import { fuseKernels } from "./fuse-kernels.ts";
import { planLaunches, type KernelLaunch } from "./kernel-launch.ts";
import { isReduction, isContraction, baseTensor, type Kernel } from "./kernel.ts";
import { elementwiseThreads, writeElementwise } from "./write-elementwise.ts";
import { planMemory, type MemoryPlan, type BufferSlice } from "./memory-plan.ts";
import { isResident, materialize } from "./materialize.ts";
import { maxWorkgroups, tileThreads, type GpuLimits } from "./contraction.ts";
import { scheduleKernels, isolateResults } from "./schedule-kernels.ts";
import { writeBatch } from "./write-batch.ts";
import { contractionDeclarations, writeContraction } from "./write-contraction.ts";

/** Buffers, dispatches and copies of a program on the GPU. */
export interface GpuPlan {
  readonly dispatches: readonly Dispatch[];
  readonly memory: MemoryPlan;
  /** Inputs, with their slices of the input arena. */
  readonly inputs: ReadonlyMap<string, { readonly shape: Shape; readonly place: BufferSlice }>;
  /** Constants, with their slices of the input arena. */
  readonly constants: readonly { readonly values: ArrayLike<number>; readonly place: BufferSlice }[];
  readonly states: ReadonlyMap<string, Shape>;
  readonly outputs: ReadonlyMap<string, { readonly shape: Shape; readonly place: BufferSlice }>;
  /** Copies to states after the last dispatch. */
  readonly copies: readonly { readonly from: BufferSlice; readonly state: string; readonly count: number }[];
}

/** A shader and its number of workgroups; the other fields are for measurements. */
export interface Dispatch extends Shader {
  readonly label: string;
  readonly workgroups: readonly [number, number, number];
  /** Floating-point operations in reductions and contractions. */
  readonly flops: number;
  /** Least number of bytes read and written. */
  readonly bytes: number;
}

/** Number of shared buffers: the table, input arena, states, small arena and batch arena. */
const sharedBufferCount = 5;

/**
 * Plans the execution of a graph on a GPU.
 *
 * @throws OmakaseError `device` when a contraction exceeds the limits.
 */
export function planGraph(graph: Graph, limits: GpuLimits): GpuPlan {
  const simple = isolateResults(simplify(graph));
  const mostLarge = limits.buffers - sharedBufferCount;
  const fusedGraph = fuseKernels(materialize(simple, mostLarge - 1), mostLarge);
  const { batches, reads, inPlace, copiedAtEnd } = scheduleKernels(simple, fusedGraph);
  const launches = planLaunches(batches, reads, limits);
  const results = new Set([...Object.values(simple.outputs).map(baseTensor), ...copiedAtEnd.values()]);
  const memory = planMemory(launches, inPlace, results, limits.half === true);
  const sources = graphSources(simple);
  const read = new Set(launches.flatMap((job) => [...job.reads]));
  const dispatches = launches.map((job) => planDispatch(job, fusedGraph.producer, memory));
  const crowded = dispatches.find(({ buffers }) => buffers.length + 1 > limits.buffers);
  if (crowded) throw internalError(`${crowded.label} touches more than ${limits.buffers} buffers`);
  const used = <Node extends Tensor>(nodes: Iterable<Node>) => [...nodes].filter((node) => read.has(node));
  return {
    dispatches,
    memory,
    inputs: new Map(
      used(sources.inputs.values()).map((node) => [
        node.attributes.name,
        { shape: node.shape, place: memory.sliceOf(node) },
      ]),
    ),
    constants: [...read].flatMap((node) =>
      "op" in node && isResident(node) && isOp(node, "constant")
        ? [{ values: node.attributes.values, place: memory.sliceOf(node) }]
        : [],
    ),
    states: new Map([...sources.states].map(([name, { shape }]) => [name, shape])),
    outputs: new Map(
      Object.entries(simple.outputs).map(([name, node]) => [name, { shape: node.shape, place: memory.sliceOf(node) }]),
    ),
    copies: [...copiedAtEnd].map(([state, node]) => ({
      from: memory.sliceOf(node),
      state: state.attributes.name,
      count: sizeOf(state.shape),
    })),
  };
}

function planDispatch(job: KernelLaunch, maker: ReadonlyMap<Tensor, Kernel>, memory: MemoryPlan): Dispatch {
  const { kernel, stage } = job;
  const traffic = [...job.reads, ...job.writes].map((thing) => ("op" in thing ? sizeOf(thing.shape) : job.partials));
  const measured = {
    label: launchLabel(job),
    flops: stage === "finish" ? 0 : flopsOf(job),
    bytes: 4 * traffic.reduce((total, count) => total + count, 0),
  };
  if (job.batch.length > 1) {
    const { shader, workgroups } = writeBatch(job, maker, memory);
    const [x, y] = stage === "finish" ? [workgroups, 1] : splitWorkgroups(workgroups);
    return { ...measured, workgroups: [x, y, 1], ...shader };
  }
  const emit = kernelEmitter(kernel, maker, memory);
  if (kernel.contraction && stage !== "finish") {
    const workgroups = writeContraction(job, emit);
    const { tile } = job.contraction!;
    return { ...measured, workgroups, ...emit.shader(tileThreads(tile), contractionDeclarations(tile)) };
  }
  if (kernel.reductions.length > 0 && stage !== "finish") {
    const [across, deep] = writeReduction(job, emit);
    const [x, z] = splitWorkgroups(across);
    return { ...measured, workgroups: [x, deep, z], ...emit.shader(elementwiseThreads, reductionDeclarations(kernel)) };
  }
  const [x, y] = splitWorkgroups(writeElementwise(job, emit));
  return { ...measured, workgroups: [x, y, 1], ...emit.shader(elementwiseThreads) };
}

function splitWorkgroups(workgroups: number): [number, number] {
  const second = Math.ceil(workgroups / maxWorkgroups);
  return [Math.ceil(workgroups / second), second];
}

function flopsOf({ kernel, contraction }: KernelLaunch): number {
  if (contraction) return contraction.flops;
  return kernel.reductions.reduce((total, fold) => total + sizeOf(fold.inputs[0].shape), 0);
}

/** Describes a dispatch by the names of its operations. */
function launchLabel({ batch, kernel, stage, splits }: KernelLaunch): string {
  const [first] = kernel.outputs;
  const core = kernel.contraction?.op ?? kernel.reductions[0]?.op;
  const words = [core, ...(core && isGraphEnd(first) ? [] : [first.op]), `[${kernel.shape}]`];
  if (batch.length > 1) words.push(`and ${batch.length - 1} like it`);
  if (kernel.outputs.length > 1) words.push(`and ${kernel.outputs.length - 1} more`);
  if (stage !== "whole") words.push(batch.length > 1 ? stage : `${stage} of ${splits}`);
  return words.filter((word) => word !== undefined).join(" ");
}

function isGraphEnd(node: Tensor): boolean {
  return isReduction(node) || isContraction(node) || isResident(node);
}
