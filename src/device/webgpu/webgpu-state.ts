import { internal } from "../../error.ts";
import { sizeOf, type Shape } from "../../tensor/index.ts";
import type { State, Values, Weights } from "../device.ts";
import { aligned } from "./memory.ts";
import { bufferUse, type Gpu } from "./gpu.ts";

/** States on a GPU: all in one buffer, one after the other. */
export interface WebgpuState extends State {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Where they all are. Another one after states were added. */
  buffer(): GPUBuffer;
  /** How many numbers lie before a state. */
  offset(name: string): number;
}

/** @throws OmakaseError `device` when the states do not fit into one buffer. */
export function webgpuState(gpu: Gpu, weights: Weights): WebgpuState {
  const shapes = new Map<string, Shape>();
  const offsets = new Map<string, number>();
  let length = 0;
  let buffer: GPUBuffer | undefined;

  const keep = (added: Weights): void => {
    const before = length;
    for (const [name, { shape, values }] of added) {
      if (values.length !== sizeOf(shape)) throw internal(`state "${name}" has ${values.length} values for [${shape}]`);
      if (offsets.has(name) && sizeOf(shapes.get(name)!) !== values.length)
        throw internal(`state "${name}" changes its size`);
      shapes.set(name, shape);
      if (offsets.has(name)) continue;
      offsets.set(name, length);
      length += aligned(values.length);
    }
    if (length > before || !buffer) {
      const old = buffer;
      buffer = gpu.buffer("states", Math.max(length, 1), bufferUse.storage | bufferUse.copyFrom | bufferUse.copyTo);
      if (old) {
        gpu.copy(old, 0, buffer, 0, before);
        old.destroy();
      }
    }
    for (const [name, { values }] of added) gpu.write(buffer, offsets.get(name)!, Float32Array.from(values));
  };
  keep(weights);

  return {
    shapes,
    buffer() {
      if (!buffer) throw internal("this state has been disposed of");
      return buffer;
    },
    offset: (name) => offsets.get(name)!,
    async read(names = shapes.keys()) {
      if (!buffer) throw internal("this state has been disposed of");
      const wanted = [...names];
      const whole = buffer;
      const parts = wanted.map((name) => {
        const shape = shapes.get(name);
        if (!shape) throw internal(`no state is called "${name}"`);
        return { buffer: whole, offset: offsets.get(name)!, count: sizeOf(shape) };
      });
      const read = await gpu.read(parts);
      return new Map<string, { shape: Shape; values: Values }>(
        wanted.map((name, at) => [name, { shape: shapes.get(name)!, values: read[at] }]),
      );
    },
    write: keep,
    dispose() {
      buffer?.destroy();
      buffer = undefined;
    },
  };
}
