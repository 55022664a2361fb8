import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { sha256Fallback, sha256 } from "./sha256.ts";

test("the known hash of a known text (FIPS 180-4, example)", async () => {
  const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const bytes = new TextEncoder().encode("abc");
  expect(await sha256(bytes)).toBe(known);
  expect(Buffer.from(sha256Fallback(bytes)).toString("hex")).toBe(known);
});

test("without the browser's help the hash is the same, of any length", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(Buffer.from(sha256Fallback(bytes)).toString("hex")).toBe(await sha256(bytes));
    }),
    { numRuns: 300 },
  );
});

test("pages that did not come over https have a hash too", async () => {
  const bytes = new Uint8Array(1000).map((_, at) => at * 7);
  const known = await sha256(bytes);
  vi.stubGlobal("crypto", {});
  try {
    expect(await sha256(bytes)).toBe(known);
  } finally {
    vi.unstubAllGlobals();
  }
});
