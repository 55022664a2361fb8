import { internalError } from "../../error.ts";
import { sizeOf } from "../../tensor/index.ts";
import { checkStateShape, checkValues } from "../check-shapes.ts";
import type { Handle, Program, State, Values } from "../device.ts";
import { bufferUse, type BufferReadback, type Gpu, type BufferRange } from "./gpu.ts";
import { alignUp, type BufferSlice } from "./memory-plan.ts";
import { splitSubmissions, maxSubmissionFlops } from "./split-submissions.ts";
import type { Dispatch, GpuPlan } from "./gpu-plan.ts";
import type { KernelTimer } from "./kernel-timer.ts";
import type { WebgpuState } from "./webgpu-state.ts";

/** See {@link webgpuProgram}. */
export interface WebgpuProgramOptions {
  /** Times every dispatch. */
  readonly timer?: KernelTimer;
  /** Largest submission, in FLOPs. Default {@link maxSubmissionFlops}. */
  readonly maxSubmissionFlops?: number;
}

/**
 * Creates the buffers and pipelines of a program on a GPU.
 *
 * @throws OmakaseError `device` when memory is short.
 */
export async function webgpuProgram(gpu: Gpu, plan: GpuPlan, options: WebgpuProgramOptions = {}): Promise<Program> {
  const { timer, maxSubmissionFlops: piece = maxSubmissionFlops } = options;
  const { device } = gpu;
  const { memory, dispatches } = plan;
  const storage = bufferUse.storage | bufferUse.copyFrom | bufferUse.copyTo;
  const own: GPUBuffer[] = [];
  const buffer = (label: string, length: number): GPUBuffer => {
    const one = gpu.buffer(label, Math.max(1, length), storage);
    own.push(one);
    return one;
  };
  const release = (): void => own.forEach((buffer) => buffer.destroy());
  const { made, refusal } = gpu.tryAllocate(() => {
    try {
      return {
        feed: buffer("inputs and constants", memory.inputArena),
        small: buffer("small results", memory.smallArena),
        together: buffer("results of batches", memory.batchArena),
        large: memory.largeBuffers.map(({ length, half }, at) =>
          buffer(`results ${at}`, half ? Math.ceil(length / 2) : length),
        ),
      };
    } catch (error) {
      release(); // a buffer exceeds the limit
      throw error;
    }
  });
  const { feed, small, together, large } = made;
  const refused = await refusal;
  if (refused) {
    release();
    throw refused;
  }
  for (const { values, place } of plan.constants) gpu.write(feed, place.offset, Float32Array.from(values));
  const compiled = await compileAll(device, dispatches);
  const pieces = splitSubmissions(
    [...dispatches.entries()].map(([at, dispatch]) => ({ ...dispatch, at })),
    piece,
  );
  const bound = new WeakMap<WebgpuState, BoundBuffers>();
  const fed = Math.max(0, ...[...plan.inputs.values()].map(({ shape, place }) => place.offset + sizeOf(shape)));
  const staged = new Float32Array(fed);
  let disposed = false;

  const bufferOf = (place: BufferSlice, state: WebgpuState): GPUBuffer => {
    if (place.buffer === "inputArena") return feed;
    if (place.buffer === "smallArena") return small;
    if (place.buffer === "batchArena") return together;
    return place.buffer === "states" ? state.buffer() : large[place.buffer];
  };
  const offsetOf = (place: BufferSlice, state: WebgpuState) =>
    place.state === undefined ? place.offset : state.offset(place.state);

  /** Returns the bind groups for a state, created once. */
  const boundTo = (state: WebgpuState): BoundBuffers => {
    const known = bound.get(state);
    if (known?.buffer === state.buffer()) return known;
    known?.tables.destroy();
    const starts: number[] = [];
    let length = 0;
    for (const { table } of dispatches) {
      starts.push(length);
      length += alignUp(Math.max(1, table.length));
    }
    const tables = gpu.buffer("tables", Math.max(1, length), storage);
    const numbers = new Uint32Array(length);
    dispatches.forEach(({ table }, at) =>
      table.forEach(
        (entry, slot) => (numbers[starts[at] + slot] = typeof entry === "number" ? entry : offsetOf(entry, state)),
      ),
    );
    gpu.write(tables, 0, numbers);
    const groups = dispatches.map(({ buffers, label, table }, at) =>
      device.createBindGroup({
        label,
        layout: compiled[at].layout,
        entries: [
          { binding: 0, resource: { buffer: tables, offset: starts[at] * 4, size: Math.max(1, table.length) * 4 } },
          ...buffers.map(({ buffer }, index) => ({
            binding: index + 1,
            resource: { buffer: bufferOf({ buffer, offset: 0 }, state) },
          })),
        ],
      }),
    );
    const fresh = { buffer: state.buffer(), groups, tables };
    bound.set(state, fresh);
    return fresh;
  };

  return {
    run(someState: State, given: Readonly<Record<string, Values>> = {}) {
      if (disposed) throw internalError("this program has been disposed of");
      const state = someState as WebgpuState;
      gpu.check();
      for (const [name, { shape }] of plan.inputs) checkValues(`input "${name}"`, shape, given[name]?.length);
      for (const [name, shape] of plan.states) checkStateShape(`state "${name}"`, shape, state.shapes.get(name));
      for (const [name, { place }] of plan.inputs) staged.set(given[name], place.offset);
      const fetch = state.attempt(() => submit(state, boundTo(state)));
      const settled = state.settled();
      settled.catch(() => undefined); // `read` reports the error
      return Object.fromEntries(
        [...plan.outputs].map(([name, { shape }], at): [string, Handle] => [
          name,
          {
            shape,
            async read() {
              await settled;
              return (await fetch!.numbers())[at].slice();
            },
          },
        ]),
      );
    },
    dispose() {
      disposed = true;
      release();
    },
  };

  /** Submits all commands of a run. */
  function submit(state: WebgpuState, { groups }: BoundBuffers): BufferReadback | undefined {
    if (fed > 0) gpu.write(feed, 0, staged);
    const parts = [...plan.outputs.values()].map(({ shape, place }): BufferRange => ({
      buffer: bufferOf(place, state),
      offset: offsetOf(place, state),
      count: sizeOf(shape),
    }));
    let fetch: BufferReadback | undefined;
    pieces.forEach((piece, index) => {
      const encoder = device.createCommandEncoder();
      const dispatch = (pass: GPUComputePassEncoder, at: number): void => {
        pass.setPipeline(compiled[at].pipeline);
        pass.setBindGroup(0, groups[at]);
        pass.dispatchWorkgroups(...dispatches[at].workgroups);
      };
      if (timer) timer.passes(encoder, piece, dispatch);
      else {
        const pass = encoder.beginComputePass();
        for (const { at } of piece) dispatch(pass, at);
        pass.end();
      }
      if (index === pieces.length - 1) {
        for (const { from, state: name, count } of plan.copies)
          encoder.copyBufferToBuffer(
            bufferOf(from, state),
            offsetOf(from, state) * 4,
            state.buffer(),
            state.offset(name) * 4,
            count * 4,
          );
        fetch = parts.length === 0 ? undefined : gpu.startReadback(encoder, parts);
      }
      device.queue.submit([encoder.finish()]);
      timer?.afterSubmit();
    });
    return fetch;
  }
}

/** Bind groups of a state's buffer and the program's buffers. */
interface BoundBuffers {
  readonly buffer: GPUBuffer;
  readonly groups: readonly GPUBindGroup[];
  readonly tables: GPUBuffer;
}

/** A pipeline and its bindings. */
interface CompiledDispatch {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Compiles each distinct shader once, concurrently. */
async function compileAll(device: GPUDevice, dispatches: readonly Dispatch[]): Promise<CompiledDispatch[]> {
  const layouts = new Map<string, GPUBindGroupLayout>();
  const layoutOf = ({ buffers }: Dispatch): GPUBindGroupLayout => {
    const types = ["read-only-storage", ...buffers.map(({ written }) => (written ? "storage" : "read-only-storage"))];
    const known = layouts.get(types.join());
    if (known) return known;
    const entries = types.map((type, binding) => ({
      binding,
      visibility: computeStage,
      buffer: { type: type as GPUBufferBindingType },
    }));
    const made = device.createBindGroupLayout({ entries });
    layouts.set(types.join(), made);
    return made;
  };
  const known = new Map<string, Promise<CompiledDispatch>>();
  for (const dispatch of dispatches) {
    const { code, label } = dispatch;
    if (known.has(code)) continue;
    const layout = layoutOf(dispatch);
    const compute = { module: device.createShaderModule({ label, code }), entryPoint: "main" };
    const whole = device.createPipelineLayout({ bindGroupLayouts: [layout] });
    const pipeline = device.createComputePipelineAsync({ label, layout: whole, compute });
    known.set(
      code,
      pipeline.then((pipeline) => ({ pipeline, layout })),
    );
  }
  try {
    await Promise.all(known.values());
  } catch (cause) {
    throw internalError(`WebGPU refused a shader: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return Promise.all(dispatches.map(({ code }) => known.get(code)!));
}

/** `GPUShaderStage.COMPUTE`. */
const computeStage = 4;
