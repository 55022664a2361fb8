/** Peak throughput of a GPU with our own kernels: the roof for all others. */
import { random } from "omakase";
import { tensor } from "omakase";

const { add, input, matmul, state } = tensor;
const repetitions = 5;

/** FLOPs a second of a large matrix product, and bytes a second of a long addition. `open` gives a device with a clock. */
export async function measurePeakThroughput(open) {
  const device = await open();
  const { software } = device.adapter;
  const [side, length] = software ? [256, 1 << 20] : [4096, 1 << 26]; // a processor would take minutes
  const [a, b] = [state("a", [side, side]), state("b", [side, side])];
  const long = state("long", [length]);
  const numbers = (name, count) => random(1, name).uniforms(count, -1, 1);
  const held = device.upload(
    new Map([
      ["a", { shape: a.shape, values: numbers("a", side * side) }],
      ["b", { shape: b.shape, values: numbers("b", side * side) }],
      ["long", { shape: long.shape, values: new Float32Array(length) }],
    ]),
  );
  const product = await device.compile({ outputs: {}, updates: new Map([[b, matmul(a, b)]]) });
  const addition = await device.compile({ outputs: {}, updates: new Map([[long, add(long, input("x", []))]]) });
  for (let run = 0; run < repetitions; run++) {
    product.run(held);
    addition.run(held, { x: Float32Array.of(1) });
  }
  const times = await device.times();
  const rate = (what, unit) => {
    const found = times.find(({ label }) => label.includes(what));
    return (found[unit] * found.runs * 1000) / found.milliseconds;
  };
  const roof = { flops: rate("matmul", "flops"), bytes: rate("add", "bytes") };
  device.dispose();
  return roof;
}
