import { isOp, type Tensor } from "../../tensor/index.ts";

/** A convolution whose only consumer adds a bias to each feature. */
export interface BiasedConvolution {
  readonly convolution: Tensor<"conv2d">;
  /** `[1, out, 1, 1]`. */
  readonly bias: Tensor;
}

/**
 * Finds additions that can be fused into a convolution as its bias.
 *
 * @param nodes - all tensors of a graph.
 * @param results - outputs and updates of the graph, which must stay.
 */
export function findBiasedConvolutions(
  nodes: readonly Tensor[],
  results: Iterable<Tensor>,
): Map<Tensor, BiasedConvolution> {
  const readers = new Map<Tensor, number>();
  const read = (node: Tensor) => readers.set(node, (readers.get(node) ?? 0) + 1);
  for (const node of results) read(node);
  for (const node of nodes) node.inputs.forEach(read);
  const found = new Map<Tensor, BiasedConvolution>();
  for (const node of nodes) {
    if (!isOp(node, "add")) continue;
    const [a, b] = node.inputs;
    const [convolution, bias] = isOp(a, "conv2d") ? [a, b] : [b, a];
    if (!isOp(convolution, "conv2d") || readers.get(convolution) !== 1) continue;
    const perFeature = bias.shape.length === 4 && bias.shape.every((length, axis) => axis === 1 || length === 1);
    if (perFeature && bias.shape[1] === convolution.shape[1]) found.set(node, { convolution, bias });
  }
  return found;
}
