/** Weights as a safetensors file of float16 numbers: a thousandth of each is lost, and half of the bytes. */
export function half(weights, metadata) {
  const sorted = [...weights].sort(([a], [b]) => (a < b ? -1 : 1));
  const header = { __metadata__: metadata };
  let length = 0;
  for (const [name, { shape, values }] of sorted) {
    header[name] = { dtype: "F16", shape, data_offsets: [length, length + 2 * values.length] };
    length += 2 * values.length;
  }
  const text = JSON.stringify(header);
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + length).fill(0x20, 8, start);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(start - 8), true);
  bytes.set(new TextEncoder().encode(text), 8);
  let at = start;
  for (const [, { values }] of sorted) for (const value of values) view.setUint16((at += 2) - 2, toHalf(value), true);
  return bytes;
}

/** The bits of the nearest float16, to even where two are as near. */
function toHalf(value) {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size > 65504) throw new Error(`${value} is too large for float16`);
  if (size < 2 ** -14) return sign | even(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | (((exponent + 15) << 10) + even((size / 2 ** exponent - 1) * 1024));
}

function even(value) {
  const low = Math.floor(value);
  const rest = value - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}
