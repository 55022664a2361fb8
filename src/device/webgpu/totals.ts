import type { Tensor } from "../../tensor/index.ts";
import type { Writer } from "./writer.ts";

/** The least float32, where the largest of some numbers begins. */
const least = "-3.40282346638528859812e+38f";

/** Begins the total of a fold or a product, and gives its name. */
export function beginTotal({ op }: Tensor, writer: Writer): string {
  const total = writer.fresh("t");
  writer.line(`var ${total} = ${op === "largest" ? least : "0.0"};`);
  return total;
}

/** Two parts of a total as one. */
export function combined({ op }: Tensor, a: string, b: string): string {
  return op === "largest" ? `larger(${a}, ${b})` : `${a} + ${b}`;
}
