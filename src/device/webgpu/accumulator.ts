import type { Tensor } from "../../tensor/index.ts";
import type { WgslWriter } from "./wgsl-writer.ts";

/** The least float32, where the largest of some numbers begins. */
const smallestFloat = "-3.40282346638528859812e+38f";

/** Begins the total of a fold or a product, and gives its name. */
export function beginAccumulator({ op }: Tensor, writer: WgslWriter): string {
  const total = writer.uniqueName("t");
  writer.line(`var ${total} = ${op === "max" ? smallestFloat : "0.0"};`);
  return total;
}

/** Two parts of a total as one. */
export function combineAccumulators({ op }: Tensor, a: string, b: string): string {
  return op === "max" ? `larger(${a}, ${b})` : `${a} + ${b}`;
}
