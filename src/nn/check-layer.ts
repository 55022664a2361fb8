import { describeValue, OmakaseError } from "../error.ts";
import { isTensor, type Tensor } from "../tensor/index.ts";
import { nnText } from "../text/index.ts";
import type { Layer, Scope } from "./layer.ts";

/**
 * Checks a number of features or the length of an axis when a layer is created, so that the error names that line.
 *
 * @param layer - name of the function that creates the layer.
 * @throws OmakaseError `option` when it is no whole number above 0.
 */
export function checkFeatures(layer: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  const isText = typeof count === "string";
  throw new OmakaseError("option", { where: layer, ...nnText.features.count({ got: describeValue(count), isText }) });
}

/**
 * Checks the options of a layer: a number in their place is not passed over.
 *
 * @param brackets - options such as the error proposes.
 * @throws OmakaseError `option` when they are no object.
 */
export function checkOptions(layer: string, out: number, options: object, brackets: string): void {
  if (typeof options === "object") return;
  const got = describeValue(options);
  throw new OmakaseError("option", { where: layer, ...nnText.options.object({ layer, out, brackets, got }) });
}

/**
 * Checks an argument of `sequential` and the like.
 *
 * @throws OmakaseError `option` when it is no function.
 */
export function checkLayer(where: string, layer: Layer): void {
  if (typeof layer === "function") return;
  const isList = Array.isArray(layer);
  throw new OmakaseError("option", { where, ...nnText.sequential.noLayer({ got: describeValue(layer), isList }) });
}

/**
 * Checks the input of a network.
 *
 * @throws OmakaseError `shape` when it is no tensor.
 */
export function checkInput(x: Tensor, { path }: Scope): void {
  if (isTensor(x)) return;
  const field = ["images", "z"].find((one) => Object.hasOwn(Object(x), one));
  throw new OmakaseError("shape", {
    where: path,
    ...nnText.sequential.noInput({ got: describeValue(x), isBatch: field !== undefined, brackets: `{ ${field} }` }),
  });
}

/**
 * Returns the output of a layer.
 *
 * @throws OmakaseError `shape` when it is no tensor, as for `relu` without parentheses.
 */
export function checkOutput(output: Tensor, { path }: Scope): Tensor {
  if (isTensor(output)) return output;
  const isLayer = typeof output === "function";
  throw new OmakaseError("shape", {
    where: path,
    ...nnText.sequential.noTensor({ got: describeValue(output), isLayer }),
  });
}

/** Names a layer by its place and kind: `encoder.2, dense`. */
export function layerPath({ path }: Scope, kind: string): string {
  return path === "" ? kind : `${path}, ${kind}`;
}
