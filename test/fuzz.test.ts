/** Readers accept or refuse, in a sentence, what the fuzzer found and the inputs that reached most lines. See `npm run fuzz`. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { feed, targetNames } from "./fuzz/targets.mjs";

const corpus = fileURLToPath(new URL("fuzz/corpus", import.meta.url));

test("each reader has inputs, and each folder of inputs has a reader", () => {
  expect(readdirSync(corpus)).toEqual([...targetNames].sort());
});

describe.each(targetNames)("the reader %s", (name) => {
  const files = readdirSync(`${corpus}/${name}`);
  test.each(files)("bears %s, whole, cut off and damaged", async (file) => {
    const bytes = readFileSync(`${corpus}/${name}/${file}`);
    expect(await feed(name, bytes)).toBeUndefined();
    for (const share of [0.25, 0.5, 0.9])
      expect(await feed(name, bytes.subarray(0, share * bytes.length))).toBeUndefined();
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] ^= 0xff;
      expect(await feed(name, damaged), `byte ${at}`).toBeUndefined();
    }
  });
});
