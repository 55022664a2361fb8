import { OmakaseError } from "../../error.ts";
import type { OnnxInitializer, OnnxNode } from "./onnx-model.ts";
import { deviceText } from "../../text/index.ts";

/**
 * Makes the batch size of a model dynamic: in target shapes of reshapes, lengths that contain the batch become −1.
 *
 * @param batch - length that stands for the batch: a large prime, so that its multiples are recognized.
 * @throws OmakaseError `shape` when another attribute contains the batch.
 */
export function dynamicBatch(
  nodes: readonly OnnxNode[],
  initializers: readonly OnnxInitializer[],
  batch: number,
): OnnxInitializer[] {
  const shapes = new Set(nodes.filter(({ type }) => type === "Reshape").map(({ inputs }) => inputs[1]));
  const others = new Set(
    nodes.flatMap(({ type, inputs }) => (type === "Reshape" ? [inputs[0]] : inputs).filter((name) => shapes.has(name))),
  );
  return initializers.map((initializer) => {
    const { name, shape, values } = initializer;
    if (shape.some((length) => length % batch === 0)) throw fixedBatchError(name);
    if (!(values instanceof BigInt64Array)) return initializer;
    const parts = [...values].filter((value) => isMultiple(value, batch)).length;
    if (parts === 0) return initializer;
    if (parts > 1 || !shapes.has(name) || others.has(name)) throw fixedBatchError(name);
    return { name, shape, values: values.map((value) => (isMultiple(value, batch) ? -1n : value)) };
  });
}

function isMultiple(value: bigint, batch: number): boolean {
  return value !== 0n && value % BigInt(batch) === 0n;
}

function fixedBatchError(where: string): OmakaseError {
  return new OmakaseError("shape", { where, ...deviceText.dynamicBatch.fixedBatch });
}
