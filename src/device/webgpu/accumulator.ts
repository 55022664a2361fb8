import type { Tensor } from "../../tensor/index.ts";
import type { WgslWriter } from "./wgsl-writer.ts";

/** The least float32, the initial value of a maximum. */
const smallestFloat = "-3.40282346638528859812e+38f";

/** Declares the total of a reduction or contraction and returns its name. */
export function beginAccumulator({ op }: Tensor, writer: WgslWriter): string {
  const total = writer.uniqueName("t");
  writer.line(`var ${total} = ${op === "max" ? smallestFloat : "0.0"};`);
  return total;
}

/** Combines two partial totals. */
export function combineAccumulators({ op }: Tensor, a: string, b: string): string {
  return op === "max" ? `larger(${a}, ${b})` : `${a} + ${b}`;
}
