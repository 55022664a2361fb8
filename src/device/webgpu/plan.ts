import { isOp, simplify, sizeOf, sourcesOf, type Graph, type Shape, type Tensor } from "../../tensor/index.ts";
import { internal } from "../../error.ts";
import { emitter, type Shader } from "./emitter.ts";
import { foldDeclarations, writeFold } from "./fold.ts";
import { fuse } from "./fuse.ts";
import { jobsOf, type Job } from "./job.ts";
import { isFold, isProduct, unshaped, type Kernel } from "./kernel.ts";
import { mapThreads, writeMap } from "./map.ts";
import { layOut, type Memory, type Place } from "./memory.ts";
import { liesThere, place } from "./placement.ts";
import { mostWorkgroups, threadsOf, type Limits } from "./product.ts";
import { schedule, separateResults } from "./schedule.ts";
import { writeBatch } from "./write-batch.ts";
import { productDeclarations, writeProduct } from "./write-product.ts";

/** Everything that a program does on the GPU, worked out ahead. */
export interface Plan {
  readonly dispatches: readonly Dispatch[];
  readonly memory: Memory;
  /** What is handed in, and where it goes in `feed`. */
  readonly inputs: ReadonlyMap<string, { readonly shape: Shape; readonly place: Place }>;
  /** What never changes, and where it goes in `feed`. */
  readonly constants: readonly { readonly values: ArrayLike<number>; readonly place: Place }[];
  readonly states: ReadonlyMap<string, Shape>;
  readonly outputs: ReadonlyMap<string, { readonly shape: Shape; readonly place: Place }>;
  /** Copied at the end. */
  readonly copies: readonly { readonly from: Place; readonly state: string; readonly count: number }[];
}

/** A shader and how many workgroups of it; the rest is for people who measure. */
export interface Dispatch extends Shader {
  readonly label: string;
  readonly workgroups: readonly [number, number, number];
  /** Multiplications and additions in folds and products. */
  readonly flops: number;
  /** Bytes that have to be moved at least. */
  readonly bytes: number;
}

/** Buffers for the table, for what is fed, for states, for small results, and for what batches read and write. */
const commonBuffers = 5;

/** Works out how a graph is done on a GPU. */
export function planGraph(graph: Graph, limits: Limits): Plan {
  const simple = separateResults(simplify(graph));
  const mostLarge = limits.buffers - commonBuffers;
  const fused = fuse(place(simple, mostLarge - 1), mostLarge);
  const { batches, reads, inPlace, copied } = schedule(simple, fused);
  const jobs = jobsOf(batches, reads, limits);
  const results = new Set([...Object.values(simple.outputs).map(unshaped), ...copied.values()]);
  const memory = layOut(jobs, inPlace, results, limits.half === true);
  const sources = sourcesOf(simple);
  const read = new Set(jobs.flatMap((job) => [...job.reads]));
  const dispatches = jobs.map((job) => dispatchOf(job, fused.maker, memory));
  const crowded = dispatches.find(({ buffers }) => buffers.length + 1 > limits.buffers);
  if (crowded) throw internal(`${crowded.label} touches more than ${limits.buffers} buffers`);
  const used = <Node extends Tensor>(nodes: Iterable<Node>) => [...nodes].filter((node) => read.has(node));
  return {
    dispatches,
    memory,
    inputs: new Map(
      used(sources.inputs.values()).map((node) => [
        node.attributes.name,
        { shape: node.shape, place: memory.place(node) },
      ]),
    ),
    constants: [...read].flatMap((node) =>
      "op" in node && liesThere(node) && isOp(node, "constant")
        ? [{ values: node.attributes.values, place: memory.place(node) }]
        : [],
    ),
    states: new Map([...sources.states].map(([name, { shape }]) => [name, shape])),
    outputs: new Map(
      Object.entries(simple.outputs).map(([name, node]) => [name, { shape: node.shape, place: memory.place(node) }]),
    ),
    copies: [...copied].map(([state, node]) => ({
      from: memory.place(node),
      state: state.attributes.name,
      count: sizeOf(state.shape),
    })),
  };
}

function dispatchOf(job: Job, maker: ReadonlyMap<Tensor, Kernel>, memory: Memory): Dispatch {
  const { kernel, stage } = job;
  const traffic = [...job.reads, ...job.writes].map((thing) => ("op" in thing ? sizeOf(thing.shape) : job.partials));
  const measured = {
    label: labelOf(job),
    flops: stage === "finish" ? 0 : flopsOf(job),
    bytes: 4 * traffic.reduce((total, count) => total + count, 0),
  };
  if (job.batch.length > 1) {
    const { shader, workgroups } = writeBatch(job, maker, memory);
    const [x, y] = stage === "finish" ? [workgroups, 1] : inTwoDirections(workgroups);
    return { ...measured, workgroups: [x, y, 1], ...shader };
  }
  const emit = emitter(kernel, maker, memory);
  if (kernel.product && stage !== "finish") {
    const workgroups = writeProduct(job, emit);
    const { tile } = job.product!;
    return { ...measured, workgroups, ...emit.shader(threadsOf(tile), productDeclarations(tile)) };
  }
  if (kernel.folds.length > 0 && stage !== "finish") {
    const [across, deep] = writeFold(job, emit);
    const [x, z] = inTwoDirections(across);
    return { ...measured, workgroups: [x, deep, z], ...emit.shader(mapThreads, foldDeclarations(kernel)) };
  }
  const [x, y] = inTwoDirections(writeMap(job, emit));
  return { ...measured, workgroups: [x, y, 1], ...emit.shader(mapThreads) };
}

function inTwoDirections(workgroups: number): [number, number] {
  const second = Math.ceil(workgroups / mostWorkgroups);
  return [Math.ceil(workgroups / second), second];
}

function flopsOf({ kernel, product }: Job): number {
  if (product) return product.flops;
  return kernel.folds.reduce((total, fold) => total + sizeOf(fold.inputs[0].shape), 0);
}

/** What a dispatch does, in the names of the operations. */
function labelOf({ batch, kernel, stage, splits }: Job): string {
  const [first] = kernel.outputs;
  const core = kernel.product?.op ?? kernel.folds[0]?.op;
  const words = [core, ...(core && isEnd(first) ? [] : [first.op]), `[${kernel.shape}]`];
  if (batch.length > 1) words.push(`and ${batch.length - 1} like it`);
  if (kernel.outputs.length > 1) words.push(`and ${kernel.outputs.length - 1} more`);
  if (stage !== "whole") words.push(batch.length > 1 ? stage : `${stage} of ${splits}`);
  return words.filter((word) => word !== undefined).join(" ");
}

function isEnd(node: Tensor): boolean {
  return isFold(node) || isProduct(node) || liesThere(node);
}
