import { maxFloat16, type WritableDtype } from "../checkpoint/index.ts";
import type { Attribute, Attributes } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { random } from "../tensor/index.ts";

/** The attributes of the pictures that a run learned from, as tensors of a file. */
export interface PackedExamples {
  readonly tensors: Weights;
  readonly types: ReadonlyMap<string, WritableDtype>;
}

/** The values of attribute i are the tensor `examples.<i>`. */
const prefix = "examples.";
/** What a byte says where nothing is known; otherwise it is the place of a choice. */
const unknownByte = 255;
/** A share is then off by a point or so (its standard error is 1.1 % at most), and a page need not wait for more. */
const maxPackedExamples = 2000;

/** At most 2,000 pictures, drawn by lot, in as few bytes as they fit in. @param half - numbers may lose digits. */
export function packExamples({ tags }: Attributes, examples: readonly Float32Array[], half: boolean): PackedExamples {
  const rows = random(0, "packed examples").permutation(examples[0].length).subarray(0, maxPackedExamples).sort();
  const names = tags.map((_, at) => prefix + at);
  const columns = tags.map((tag, at) => Float32Array.from(rows, (row) => encodedValue(tag, examples[at][row])));
  const type = (at: number) => (isByte(tags[at]) ? "U8" : half && fitsFloat16(columns[at]) ? "F16" : "F32");
  return {
    tensors: new Map(names.map((name, at) => [name, { shape: [rows.length], values: columns[at] }])),
    types: new Map(names.map((name, at) => [name, type(at)])),
  };
}

/** What `packExamples` made of them; undefined where it is not there, or not right. */
export function unpackExamples({ tags }: Attributes, tensors: Weights): readonly Float32Array[] | undefined {
  const found = tags.map((_, at) => tensors.get(prefix + at)?.values ?? new Float32Array());
  const count = found[0]?.length ?? 0;
  const right = (tag: Attribute, values: Float32Array) =>
    values.length === count && (tag.kind === "number" || values.every((value) => isChoiceIndex(tag, value)));
  const columns = tags.map((tag, at) =>
    Float32Array.from(found[at], (value) => (isByte(tag) && value === unknownByte ? Number.NaN : value)),
  );
  return count > 0 && tags.every((tag, at) => right(tag, columns[at])) ? columns : undefined;
}

/** Whether a tensor is one of these. */
export function isExamples(name: string): boolean {
  return name.startsWith(prefix);
}

function encodedValue(tag: Attribute, value: number): number {
  return Number.isNaN(value) && isByte(tag) ? unknownByte : value;
}

function isByte({ kind, choices }: Attribute): boolean {
  return kind !== "number" && choices.length <= unknownByte;
}

/** Whether a tag that is no number can have a value; NaN, not known, is one. */
export function isChoiceIndex({ kind, choices }: Attribute, value: number): boolean {
  const count = kind === "binary" ? 2 : choices.length;
  return Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value < count);
}

function fitsFloat16(values: Float32Array): boolean {
  return values.every((value) => !(Math.abs(value) > maxFloat16));
}
