import { internal } from "../../error.ts";
import { isOp, type Tensor } from "../../tensor/index.ts";
import { elementCode, elementFunctions, float, isElement, uniformNumber } from "./element.ts";
import type { Kernel } from "./kernel.ts";
import type { Memory, Place } from "./memory.ts";
import { liesThere } from "./placement.ts";
import { coordinateSpot, reshapedSpot, stretchedSpot, type Spot } from "./spot.ts";
import { wgslWriter, type Writer } from "./writer.ts";

/** WGSL for one dispatch, and what has to be bound to it: group 0, binding 0 the table, then the buffers. */
export interface Shader {
  readonly code: string;
  readonly buffers: readonly { readonly buffer: Place["buffer"]; readonly written: boolean }[];
  /** What the table holds: numbers, and how far into its buffer a place lies. */
  readonly table: readonly (Place | number)[];
}

/** Numbers at the start of a row of the table, where there are several kernels: see `writeBatch`. */
export const rowHead = 3;

/** Writes the lines of one kernel. */
export interface Emitter {
  /** Of the function that is being written. */
  readonly writer: Writer;
  /** The element of a tensor at a spot, as a name or a literal. */
  element(node: Tensor, spot: Spot): string;
  /** An expression that reads the number at an index of something that lies in memory. */
  load(thing: Tensor | Kernel, index: string): string;
  /** A line that writes it. */
  store(thing: Tensor | Kernel, index: string, value: string): void;
  /** From here on, this is the element of a tensor at a spot. */
  define(node: Tensor, spot: Spot, value: string): void;
  /** Writes a function of its own, with a header such as `fn finish(m: u32)`, that the lines so far can call. */
  callable(header: string, inside: () => void): void;
  /**
   * The whole shader around the lines so far.
   *
   * @param declarations - more of what stands outside of functions.
   * @param row - lines that find `row`, where in the table the places of this workgroup's kernel stand. Default: there
   *   is one kernel only.
   */
  shader(workgroup: number, declarations?: string, row?: readonly string[]): Shader;
}

/** @param maker - who writes each tensor that lies in memory. */
export function emitter(kernel: Kernel, maker: ReadonlyMap<Tensor, Kernel>, memory: Memory): Emitter {
  let writer = wgslWriter();
  const functions: string[] = [];
  const ids = new Map<Tensor, number>();
  const buffers = new Map<Place["buffer"], { readonly name: string; written: boolean }>();
  const slots = new Map<Tensor | Kernel, { readonly place: Place; readonly offset: string }>();

  const isHalf = ({ buffer }: Place) => typeof buffer === "number" && memory.large[buffer].half;
  const access = (thing: Tensor | Kernel, index: string, written: boolean): string => {
    const place = memory.place(thing);
    const buffer = buffers.get(place.buffer) ?? { name: `b${buffers.size}`, written: false };
    buffer.written ||= written;
    buffers.set(place.buffer, buffer);
    if (typeof place.buffer === "number") return `${buffer.name}[${index}]`; // a large buffer holds one thing at a time
    const slot = slots.get(thing) ?? { place, offset: `o${slots.size}` };
    slots.set(thing, slot);
    return index === "0u" ? `${buffer.name}[${slot.offset}]` : `${buffer.name}[${slot.offset} + ${index}]`;
  };
  const load = (thing: Tensor | Kernel, index: string) => {
    const read = access(thing, index, false);
    return isHalf(memory.place(thing)) ? `f32(${read})` : read;
  };
  const keyOf = (node: Tensor, spot: Spot): string => {
    if (!ids.has(node)) ids.set(node, ids.size);
    return `#${ids.get(node)} ${spot.key}`;
  };

  const element = (node: Tensor, spot: Spot): string => {
    const literal = uniformNumber(node);
    if (literal !== undefined) return float(literal);
    const key = keyOf(node, spot);
    const known = writer.recall(key);
    if (known !== undefined) return known;
    const made = writer.value(compute(node, spot));
    writer.remember(key, made);
    return made;
  };

  const compute = (node: Tensor, spot: Spot): string => {
    const from = maker.get(node);
    if (liesThere(node) || (from && from !== kernel)) return load(node, spot.linear());
    if (isElement(node)) {
      const inputs = node.inputs.map((input) => element(input, stretchedSpot(writer, spot, input.shape)));
      return elementCode(node, inputs);
    }
    const [x] = node.inputs;
    if (isOp(node, "reshape")) return element(x, reshapedSpot(writer, spot, x.shape));
    if (isOp(node, "broadcast")) return element(x, stretchedSpot(writer, spot, x.shape));
    if (isOp(node, "transpose")) {
      const { order } = node.attributes;
      return element(
        x,
        coordinateSpot(writer, x.shape, (axis) => spot.at(order.indexOf(axis))),
      );
    }
    if (isOp(node, "slice")) {
      const { start } = node.attributes;
      return element(
        x,
        coordinateSpot(writer, x.shape, (axis) => shifted(writer, spot.at(axis), start[axis])),
      );
    }
    if (isOp(node, "pad")) return padded(node, spot);
    if (isOp(node, "concatenate")) return concatenated(node, spot);
    throw internal(`operation "${node.op}" has no place in a WGSL kernel`);
  };

  const padded = (node: Tensor<"pad">, spot: Spot): string => {
    const { before, after } = node.attributes;
    const [x] = node.inputs;
    const inside = node.shape.flatMap((_, axis) => [
      ...(before[axis] > 0 ? [`${spot.at(axis)} >= ${before[axis]}u`] : []),
      ...(after[axis] > 0 ? [`${spot.at(axis)} < ${before[axis] + x.shape[axis]}u`] : []),
    ]);
    const result = writer.fresh("p");
    writer.line(`var ${result} = 0.0;`);
    writer.block(`if (${inside.join(" && ")})`, () => {
      const place = coordinateSpot(writer, x.shape, (axis) =>
        before[axis] > 0 ? writer.index(`${spot.at(axis)} - ${before[axis]}u`) : spot.at(axis),
      );
      writer.line(`${result} = ${element(x, place)};`);
    });
    return result;
  };

  const concatenated = (node: Tensor<"concatenate">, spot: Spot): string => {
    const { axis } = node.attributes;
    const result = writer.fresh("p");
    const at = spot.at(axis);
    writer.line(`var ${result} = 0.0;`);
    let start = 0;
    node.inputs.forEach((part, index) => {
      const [first, length] = [start, part.shape[axis]];
      start += length;
      const last = index === node.inputs.length - 1;
      const header = last ? "else" : `${index === 0 ? "" : "else "}if (${at} < ${start}u)`;
      writer.block(header, () => {
        const place = coordinateSpot(writer, part.shape, (other) =>
          other === axis && first > 0 ? writer.index(`${at} - ${first}u`) : spot.at(other),
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
      const written = isHalf(memory.place(thing)) ? `f16(${value})` : value;
      writer.line(`${access(thing, index, true)} = ${written};`);
    },
    define: (node, spot, value) => writer.remember(keyOf(node, spot), value),
    callable(header, inside) {
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
        ({ offset }, at) => `  ${offset} = places[${row ? `row + ${rowHead + at}u` : at}];`,
      );
      const code = [
        ...(memory.large.some(({ half }) => half) ? ["enable f16;"] : []),
        "@group(0) @binding(0) var<storage, read> places: array<u32>;",
        ...declared,
        ...offsets,
        declarations,
        elementFunctions,
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

/** A coordinate moved by a fixed distance. */
function shifted(writer: Writer, at: string, by: number): string {
  return by === 0 ? at : writer.index(`${at} + ${by}u`);
}
