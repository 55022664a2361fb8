import { expect, it } from "vitest";
import { philox } from "./philox.ts";

/** `philox4x32 10` in the file kat_vectors of Random123, the authors' own library. */
it.each([
  {
    counter: "00000000 00000000 00000000 00000000",
    key: "00000000 00000000",
    bits: "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
  },
  {
    counter: "ffffffff ffffffff ffffffff ffffffff",
    key: "ffffffff ffffffff",
    bits: "408f276d 41c83b0e a20bc7c6 6d5451fd",
  },
  {
    counter: "243f6a88 85a308d3 13198a2e 03707344",
    key: "a4093822 299f31d0",
    bits: "d16cfe09 94fdcceb 5001e420 24126ea1",
  },
])("counter $counter and key $key give $bits", ({ counter, key, bits }) => {
  const [c0, c1, c2, c3] = words(counter);
  const [k0, k1] = words(key);
  const out = new Uint32Array(6);
  philox(out, 1, c0, c1, c2, c3, k0, k1);
  expect([...out]).toEqual([0, ...words(bits), 0]);
});

function words(text: string): number[] {
  return text.split(" ").map((word) => parseInt(word, 16));
}
