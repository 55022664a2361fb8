import { internalError } from "../../error.ts";
import { isOp, type Tensor } from "../../tensor/index.ts";
import {
  elementwiseCode,
  elementwiseFunctions,
  floatLiteral,
  isElementwise,
  constantScalar,
} from "./elementwise-code.ts";
import type { Kernel } from "./kernel.ts";
import type { MemoryPlan, BufferSlice } from "./memory-plan.ts";
import { isResident } from "./materialize.ts";
import { coordinateIndex, reshapedIndex, broadcastIndex, type ElementIndex } from "./element-index.ts";
import { wgslWriter, type WgslWriter } from "./wgsl-writer.ts";

/** WGSL of one dispatch and its bindings: in group 0, the table at binding 0, then the buffers. */
export interface Shader {
  readonly code: string;
  readonly buffers: readonly { readonly buffer: BufferSlice["buffer"]; readonly written: boolean }[];
  /** Content of the table: numbers, and offsets of slices. */
  readonly table: readonly (BufferSlice | number)[];
}

/** Numbers at the start of a row of the table of several kernels: see `writeBatch`. */
export const rowHeaderLength = 3;

/** Writer of one kernel. */
export interface Emitter {
  /** Writer of the current function. */
  readonly writer: WgslWriter;
  /** Returns the element of a tensor at an index, as a name or a literal. */
  element(node: Tensor, spot: ElementIndex): string;
  /** Returns an expression that reads a number from memory. */
  load(thing: Tensor | Kernel, index: string): string;
  /** Writes a number to memory. */
  store(thing: Tensor | Kernel, index: string, value: string): void;
  /** Sets the element of a tensor at an index for the following lines. */
  defineElement(node: Tensor, spot: ElementIndex, value: string): void;
  /** Writes a separate function with a header such as `fn finish(m: u32)`. */
  addFunction(header: string, inside: () => void): void;
  /**
   * Returns the complete shader.
   *
   * @param declarations - further module-scope declarations.
   * @param row - lines that define `row`, the offset of this workgroup's kernel in the table. Default: a single kernel.
   */
  shader(workgroup: number, declarations?: string, row?: readonly string[]): Shader;
}

/**
 * Creates an emitter.
 *
 * @param maker - kernel that writes each materialized tensor.
 */
export function kernelEmitter(kernel: Kernel, maker: ReadonlyMap<Tensor, Kernel>, memory: MemoryPlan): Emitter {
  let writer = wgslWriter();
  const functions: string[] = [];
  const ids = new Map<Tensor, number>();
  const buffers = new Map<BufferSlice["buffer"], { readonly name: string; written: boolean }>();
  const slots = new Map<Tensor | Kernel, { readonly place: BufferSlice; readonly offset: string }>();

  const isHalf = ({ buffer }: BufferSlice) => typeof buffer === "number" && memory.largeBuffers[buffer].half;
  const access = (thing: Tensor | Kernel, index: string, written: boolean): string => {
    const place = memory.sliceOf(thing);
    const buffer = buffers.get(place.buffer) ?? { name: `b${buffers.size}`, written: false };
    buffer.written ||= written;
    buffers.set(place.buffer, buffer);
    if (typeof place.buffer === "number") return `${buffer.name}[${index}]`; // a large buffer holds one result at a time
    const slot = slots.get(thing) ?? { place, offset: `o${slots.size}` };
    slots.set(thing, slot);
    return index === "0u" ? `${buffer.name}[${slot.offset}]` : `${buffer.name}[${slot.offset} + ${index}]`;
  };
  const load = (thing: Tensor | Kernel, index: string) => {
    const read = access(thing, index, false);
    return isHalf(memory.sliceOf(thing)) ? `f32(${read})` : read;
  };
  const keyOf = (node: Tensor, spot: ElementIndex): string => {
    if (!ids.has(node)) ids.set(node, ids.size);
    return `#${ids.get(node)} ${spot.key}`;
  };

  const element = (node: Tensor, spot: ElementIndex): string => {
    const literal = constantScalar(node);
    if (literal !== undefined) return floatLiteral(literal);
    const key = keyOf(node, spot);
    const known = writer.recall(key);
    if (known !== undefined) return known;
    const definedElements = writer.value(compute(node, spot));
    writer.remember(key, definedElements);
    return definedElements;
  };

  const compute = (node: Tensor, spot: ElementIndex): string => {
    const from = maker.get(node);
    if (isResident(node) || (from && from !== kernel)) return load(node, spot.linear());
    if (isElementwise(node)) {
      const inputs = node.inputs.map((input) => element(input, broadcastIndex(writer, spot, input.shape)));
      return elementwiseCode(node, inputs);
    }
    const [x] = node.inputs;
    if (isOp(node, "reshape")) return element(x, reshapedIndex(writer, spot, x.shape));
    if (isOp(node, "broadcast")) return element(x, broadcastIndex(writer, spot, x.shape));
    if (isOp(node, "transpose")) {
      const { order } = node.attributes;
      return element(
        x,
        coordinateIndex(writer, x.shape, (axis) => spot.coordinate(order.indexOf(axis))),
      );
    }
    if (isOp(node, "slice")) {
      const { start } = node.attributes;
      return element(
        x,
        coordinateIndex(writer, x.shape, (axis) => shiftedIndex(writer, spot.coordinate(axis), start[axis])),
      );
    }
    if (isOp(node, "pad")) return padded(node, spot);
    if (isOp(node, "concatenate")) return concatenated(node, spot);
    throw internalError(`operation "${node.op}" has no place in a WGSL kernel`);
  };

  const padded = (node: Tensor<"pad">, spot: ElementIndex): string => {
    const { before, after } = node.attributes;
    const [x] = node.inputs;
    const inside = node.shape.flatMap((_, axis) => [
      ...(before[axis] > 0 ? [`${spot.coordinate(axis)} >= ${before[axis]}u`] : []),
      ...(after[axis] > 0 ? [`${spot.coordinate(axis)} < ${before[axis] + x.shape[axis]}u`] : []),
    ]);
    const result = writer.uniqueName("p");
    writer.line(`var ${result} = 0.0;`);
    writer.block(`if (${inside.join(" && ")})`, () => {
      const place = coordinateIndex(writer, x.shape, (axis) =>
        before[axis] > 0 ? writer.index(`${spot.coordinate(axis)} - ${before[axis]}u`) : spot.coordinate(axis),
      );
      writer.line(`${result} = ${element(x, place)};`);
    });
    return result;
  };

  const concatenated = (node: Tensor<"concatenate">, spot: ElementIndex): string => {
    const { axis } = node.attributes;
    const result = writer.uniqueName("p");
    const at = spot.coordinate(axis);
    writer.line(`var ${result} = 0.0;`);
    let start = 0;
    node.inputs.forEach((part, index) => {
      const [first, length] = [start, part.shape[axis]];
      start += length;
      const last = index === node.inputs.length - 1;
      const header = last ? "else" : `${index === 0 ? "" : "else "}if (${at} < ${start}u)`;
      writer.block(header, () => {
        const place = coordinateIndex(writer, part.shape, (other) =>
          other === axis && first > 0 ? writer.index(`${at} - ${first}u`) : spot.coordinate(other),
        );
        writer.line(`${result} = ${element(part, place)};`);
      });
    });
    return result;
  };

  return {
    get writer() {
      return writer;
    },
    element,
    load,
    store(thing, index, value) {
      const written = isHalf(memory.sliceOf(thing)) ? `f16(${value})` : value;
      writer.line(`${access(thing, index, true)} = ${written};`);
    },
    defineElement: (node, spot, value) => writer.remember(keyOf(node, spot), value),
    addFunction(header, inside) {
      const around = writer;
      writer = wgslWriter();
      inside();
      functions.push(`${header} {\n${writer.text()}\n}`);
      writer = around;
    },
    shader(workgroup, declarations = "", row = undefined) {
      const declared = [...buffers].map(([buffer, { name, written }], at) => {
        const type = isHalf({ buffer, offset: 0 }) ? "f16" : "f32";
        return `@group(0) @binding(${at + 1}) var<storage, ${written ? "read_write" : "read"}> ${name}: array<${type}>;`;
      });
      const offsets = [...slots.values()].map(({ offset }) => `var<private> ${offset}: u32;`);
      const found = [...slots.values()].map(
        ({ offset }, at) => `  ${offset} = places[${row ? `row + ${rowHeaderLength + at}u` : at}];`,
      );
      const code = [
        ...(memory.largeBuffers.some(({ half }) => half) ? ["enable f16;"] : []),
        "@group(0) @binding(0) var<storage, read> places: array<u32>;",
        ...declared,
        ...offsets,
        declarations,
        elementwiseFunctions,
        ...functions,
        `@compute @workgroup_size(${workgroup})`,
        "fn main(@builtin(workgroup_id) wg: vec3u, @builtin(num_workgroups) wgs: vec3u, @builtin(local_invocation_index) lane: u32) {",
        ...(row ?? []),
        ...found,
        writer.text(),
        "}",
      ].join("\n");
      return {
        code,
        buffers: [...buffers].map(([buffer, { written }]) => ({ buffer, written })),
        table: [...slots.values()].map(({ place }) => place),
      };
    },
  };
}

/** Adds a constant to a coordinate. */
function shiftedIndex(writer: WgslWriter, at: string, by: number): string {
  return by === 0 ? at : writer.index(`${at} + ${by}u`);
}
