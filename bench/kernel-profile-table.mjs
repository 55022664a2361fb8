/** Formats the time of every kernel of a step, longest first, and its share of the peak throughput. */
export function kernelProfileTable(name, { engine, adapter, kernels, roof }) {
  if (!kernels) return `${name}: this device has no clock for its kernels (${engine})`;
  const each = kernels.map((kernel) => ({ ...kernel, milliseconds: kernel.milliseconds / kernel.runs }));
  const sum = (key) => each.reduce((total, kernel) => total + kernel[key], 0);
  const whole = sum("milliseconds");
  const share = ({ flops, bytes, milliseconds }) =>
    Math.max(flops / roof.flops, bytes / roof.bytes) / (milliseconds / 1000);
  const row = (words) =>
    words.map((word, at) => (at === 0 ? String(word).padEnd(64) : String(word).padStart(10))).join(" ");
  return [
    `${name} on ${adapter}: ${each.length} dispatches, ${whole.toFixed(2)} ms one by one, ${(sum("flops") / 1e9).toFixed(1)} GFLOP, ${(sum("bytes") / 1e9).toFixed(2)} GB;`,
    `roof ${(roof.flops / 1e12).toFixed(2)} TFLOP/s and ${(roof.bytes / 1e9).toFixed(0)} GB/s, so at least ${(1000 * Math.max(sum("flops") / roof.flops, sum("bytes") / roof.bytes)).toFixed(2)} ms`,
    row(["kernel", "ms", "part", "GFLOP", "MB", "of roof"]),
    ...each.map((kernel) =>
      row([
        kernel.label,
        kernel.milliseconds.toFixed(3),
        `${((100 * kernel.milliseconds) / whole).toFixed(1)} %`,
        (kernel.flops / 1e9).toFixed(3),
        (kernel.bytes / 1e6).toFixed(2),
        `${(100 * share(kernel)).toFixed(0)} %`,
      ]),
    ),
  ].join("\n");
}
