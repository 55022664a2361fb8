import { internalError, type OmakaseError } from "../../error.ts";
import { sizeOf, type Shape } from "../../tensor/index.ts";
import type { State, Values, Weights } from "../device.ts";
import { alignUp } from "./memory-plan.ts";
import { bufferUse, type Gpu } from "./gpu.ts";

/** States on a GPU, all in one buffer. */
export interface WebgpuState extends State {
  readonly shapes: ReadonlyMap<string, Shape>;
  /**
   * Returns the buffer of all states; adding states replaces it.
   *
   * @throws OmakaseError `device` when an operation on these states has failed, so that their values are undefined.
   */
  buffer(): GPUBuffer;
  /** Runs an operation on the states that the GPU may reject. */
  attempt<T>(ask: () => T): T;
  /**
   * Waits for all operations so far.
   *
   * @throws OmakaseError `device` as `buffer` does.
   */
  settled(): Promise<void>;
  /** Returns the offset of a state, in numbers. */
  offset(name: string): number;
}

/**
 * Uploads states to a GPU.
 *
 * @throws OmakaseError `device` when the states exceed one buffer; later, when memory is short.
 */
export function webgpuState(gpu: Gpu, weights: Weights): WebgpuState {
  const shapes = new Map<string, Shape>();
  const offsets = new Map<string, number>();
  let length = 0;
  let buffer: GPUBuffer | undefined;
  let failure: OmakaseError | undefined;
  const attempts = new Set<Promise<void>>();

  const attempt = <T>(ask: () => T): T => {
    const { made, refusal } = gpu.tryAllocate(ask);
    const over = refusal.then((error) => {
      failure ??= error;
      attempts.delete(over);
    });
    attempts.add(over);
    return made;
  };
  const settled = async (): Promise<void> => {
    await Promise.all(attempts);
    if (failure) throw failure;
  };
  const check = (): GPUBuffer => {
    if (failure) throw failure;
    if (!buffer) throw internalError("this state has been disposed of");
    return buffer;
  };

  const keep = (added: Weights): void => {
    const before = length;
    for (const [name, { shape, values }] of added) {
      if (values.length !== sizeOf(shape))
        throw internalError(`state "${name}" has ${values.length} values for [${shape}]`);
      if (offsets.has(name) && sizeOf(shapes.get(name)!) !== values.length)
        throw internalError(`state "${name}" changes its size`);
      shapes.set(name, shape);
      if (offsets.has(name)) continue;
      offsets.set(name, length);
      length += alignUp(values.length);
    }
    if (length > before || !buffer) {
      const old = buffer;
      buffer = gpu.buffer("states", Math.max(length, 1), bufferUse.storage | bufferUse.copyFrom | bufferUse.copyTo);
      if (old) {
        gpu.copy(old, 0, buffer, 0, before);
        old.destroy();
      }
    }
    for (const [name, { values }] of added) gpu.write(buffer, offsets.get(name)!, single(values));
  };
  attempt(() => keep(weights));

  return {
    shapes,
    buffer: check,
    attempt,
    settled,
    offset: (name) => offsets.get(name)!,
    async read(names = shapes.keys()) {
      const whole = check();
      const wanted = [...names];
      const parts = wanted.map((name) => {
        const shape = shapes.get(name);
        if (!shape) throw internalError(`no state is called "${name}"`);
        return { buffer: whole, offset: offsets.get(name)!, count: sizeOf(shape) };
      });
      const { made: reading } = gpu.tryAllocate(() => gpu.read(parts));
      reading.catch(() => undefined); // the missing states are reported first
      await settled();
      const read = await reading;
      return new Map<string, { shape: Shape; values: Values }>(
        wanted.map((name, at) => [name, { shape: shapes.get(name)!, values: read[at] }]),
      );
    },
    write: (added) => attempt(() => keep(added)),
    dispose() {
      buffer?.destroy();
      buffer = undefined;
    },
  };
}

function single(values: Values): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
