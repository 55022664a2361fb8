import * as ort from "onnxruntime-node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { untrainedRun } from "../../test/untrained-run.ts";
import { modelHash, readSafetensors, writeChecksummed } from "../checkpoint/index.ts";
import { onnxDevice, type Ort, type Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import {
  generate,
  latentPoints,
  render,
  createSampler,
  renderRecipe,
  translate,
  createTranslator,
} from "../sample/index.ts";
import { openPackedRun } from "./open-packed-run.ts";
import { trainedRun, type OpenedRun } from "./open-run.ts";
import { packRun } from "./pack-run.ts";
import { gunzipWeights } from "./gzip-weights.ts";

const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const weightsOf = (run: OpenedRun) => run.loaded.checkpoint.weights;
const drawn = async (run: OpenedRun, latents: Float32Array) => {
  const sampler = createSampler(trainedRun(run, device));
  const pictures = await render(sampler, latentPoints(latents, sampler.latent));
  sampler.dispose();
  return pictures;
};
const worst = (a: readonly { pixels: ArrayLike<number> }[], b: typeof a) =>
  Math.max(...a.map(({ pixels }, at) => Math.max(...Array.from(pixels, (v, i) => Math.abs(v - b[at].pixels[i])))));

const kinds: [string, OpenedRun][] = [
  ["ae", untrainedRun("ae")],
  ["vae", untrainedRun("vae")],
  ["gan", untrainedRun("gan")],
  ["dcgan", untrainedRun("dcgan")],
  ["cgan", untrainedRun("cgan")],
  ["classic cgan", untrainedRun("cgan", { method: "classic" })],
];

describe.each(kinds)("%s", (_, run) => {
  test("packed run: samples and encodes as before, in half precision within 2/255, with the same hash", async () => {
    const [whole, half] = [await packRun(run), await packRun(run, { float16: true })];
    expect(half.length).toBeLessThan(0.75 * whole.length);
    const sampler = createSampler(trainedRun(run, device));
    const latents = sampler.latents(5, 12);
    const pictures = await drawn(run, latents);
    expect(new Set(pictures.map(({ pixels }) => pixels.join())).size, "distinct samples").toBe(12);
    expect(worst(pictures, await drawn(await openPackedRun(whole, "whole"), latents))).toBe(0);
    const small = await openPackedRun(half, "half");
    expect(worst(pictures, await drawn(small, latents))).toBeLessThanOrEqual(2);
    const hash = await modelHash(weightsOf(run));
    expect(small).toMatchObject({ name: "試し", hash, loaded: { checkpoint: { step: 7, imagesSeen: 112 } } });

    const [ours] = await generate(sampler, { seed: 5 });
    const theirs = createSampler(trainedRun(small, device));
    const again = await renderRecipe(theirs, ours.recipe, "there");
    expect(again.recipe).toEqual(ours.recipe);
    expect(worst([ours.picture], [again.picture])).toBeLessThanOrEqual(2);

    expect(theirs.canEncode).toBe(sampler.canEncode);
    if (!sampler.canEncode) return;
    const values = new Float32Array(3 * 16 * 16).map((_, at) => Math.sin(at));
    const [a, b] = [await sampler.encode(values, 1), await theirs.encode(values, 1)];
    a.forEach((value, at) => expect(b[at]).toBeCloseTo(value, 1));
  });

  test("packed run: holds inference weights only", async () => {
    const { weights } = readSafetensors(await packRun(run), "x");
    const networks = new Set([...weights.keys()].map((name) => name.split(".")[0]));
    const cgan = run.config.model === "cgan" ? ["examples"] : [];
    const own = { ae: ["decoder", "encoder", "latent"], vae: ["decoder", "encoder"] };
    expect([...networks].sort()).toEqual(
      (own[run.config.model as "ae"] as string[] | undefined) ?? [...cgan, "generator"],
    );
  });
});

test("packed run: quantized weights are within 1/64 of their root mean square, and gzip much better", async () => {
  const run = untrainedRun("vae", { features: 32 });
  const options = { float16: true, gzipped: true };
  const [half, quantized] = [await packRun(run, options), await packRun(run, { ...options, quantized: true })];
  expect(quantized.length).toBeLessThan(0.6 * half.length);
  const [before, after] = [weightsOf(await openPackedRun(half, "h")), weightsOf(await openPackedRun(quantized, "r"))];
  for (const [name, { shape, values }] of before) {
    const rms = Math.sqrt(Array.from(values).reduce((sum, value) => sum + value ** 2, 0) / values.length);
    const most = shape.filter((length) => length > 1).length > 1 ? rms / 64 + 1e-4 : 0;
    const found = after.get(name)!.values;
    expect(Math.max(...Array.from(values, (value, at) => Math.abs(value - found[at]))), name).toBeLessThanOrEqual(most);
  }
  const sampler = createSampler(trainedRun(run, device));
  const latents = sampler.latents(5, 12);
  const [pictures, again] = [await drawn(run, latents), await drawn(await openPackedRun(quantized, "r"), latents)];
  const differences = pictures.flatMap(({ pixels }, at) =>
    Array.from(pixels, (v, i) => Math.abs(v - again[at].pixels[i])),
  );
  expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(2);
});

test("packed run: a translator gives the same translations", async () => {
  const run = untrainedRun("pix2pix");
  const picture = { width: 16, height: 16, channels: 3, pixels: new Uint8Array(768).map((_, at) => at * 7) } as const;
  const outputs = [];
  for (const opened of [run, await openPackedRun(await packRun(run, { float16: true }), "half")])
    outputs.push((await translate(createTranslator(trainedRun(opened, device)), [{ name: "n", picture }]))[0]);
  expect(outputs[1].recipe).toEqual(outputs[0].recipe);
  expect(worst([outputs[0].output], [outputs[1].output])).toBeLessThanOrEqual(2);
});

test("packed run: holds the averaged weights", async () => {
  const run = untrainedRun("gan");
  const name = "generator.0.weight";
  const average = {
    ...weightsOf(run).get(name)!,
    values: weightsOf(run)
      .get(name)!
      .values.map((value) => value + 1),
  };
  const weights = new Map(weightsOf(run)).set(`average.${name}`, average);
  const averaged = { ...run, loaded: { ...run.loaded, checkpoint: { ...run.loaded.checkpoint, weights } } };
  expect(readSafetensors(await packRun(averaged), "x").weights.get(name)).toEqual(average);
});

test("packed run: a weight beyond half precision keeps its value", async () => {
  const run = untrainedRun("gan");
  const tensor = weightsOf(run).get("generator.0.weight")!;
  const values = tensor.values
    .slice()
    .fill(1e5, 0, 1)
    .fill(1 / 3, 1, 2);
  const weights = new Map([...weightsOf(run)].filter(([name]) => !name.startsWith("average.")));
  weights.set("generator.0.weight", { ...tensor, values });
  const large = { ...run, loaded: { ...run.loaded, checkpoint: { ...run.loaded.checkpoint, weights } } };
  const kept = readSafetensors(await packRun(large, { float16: true }), "x").weights.get("generator.0.weight");
  expect(kept!.values).toEqual(values);
});

test("packed run: weights that are not finite are rejected", async () => {
  const run = untrainedRun("gan");
  const name = "generator.0.weight";
  const tensor = weightsOf(run).get(name)!;
  const weights = new Map([...weightsOf(run)].filter(([name]) => !name.startsWith("average.")));
  weights.set(name, { ...tensor, values: tensor.values.slice().fill(NaN, 3, 4) });
  const broken = { ...run, loaded: { ...run.loaded, checkpoint: { ...run.loaded.checkpoint, weights } } };
  await expect(openPackedRun(await packRun(broken), "x.omakase")).rejects.toThrow(
    `x.omakase: expected an undamaged model as omakase wrote it, got a file whose weights "${name}" are not finite`,
  );
});

test("packed run: keeps the attributes of at most 2,000 images", async () => {
  const run = untrainedRun("cgan");
  const { examples } = await openPackedRun(await packRun(run), "x");
  expect(examples!.map((column) => column.length)).toEqual([2000, 2000, 2000]);
  const row = (columns: readonly Float32Array[], at: number) => columns.map((column) => column[at]).join();
  const all = new Set(Array.from(run.examples![0], (_, at) => row(run.examples!, at)));
  for (let at = 0; at < 2000; at++) expect(all).toContain(row(examples!, at));
  const share = (column: Float32Array, value: number) => column.filter((one) => one === value).length / column.length;
  for (const choice of [0, 1, 2])
    expect(Math.abs(share(examples![1], choice) - share(run.examples![1], choice))).toBeLessThan(0.03);

  const few = untrainedRun("cgan", {}, 50);
  expect((await openPackedRun(await packRun(few), "x")).examples).toEqual(few.examples);
  const [hat, hair, yaw] = (await openPackedRun(await packRun(few, { float16: true }), "x")).examples!;
  expect([hat, hair]).toEqual(few.examples!.slice(0, 2));
  yaw.forEach((value, at) => {
    const own = few.examples![2][at];
    if (Number.isNaN(own)) expect(value).toBeNaN();
    else expect(Math.abs(value - own)).toBeLessThan(0.05);
  });
});

test("packed run: a gzipped file is smaller and equal after decompression", async () => {
  const run = untrainedRun("gan", { features: 32 });
  const [loose, tight] = [await packRun(run, { float16: true }), await packRun(run, { float16: true, gzipped: true })];
  expect(tight.length).toBeLessThan(0.9 * loose.length);
  expect(weightsOf(await openPackedRun(tight, "x"))).toEqual(weightsOf(await openPackedRun(loose, "x")));
});

test("packed run: the file holds no folder names, and packing it again changes nothing", async () => {
  const packed = await packRun(untrainedRun("cgan"), { float16: true });
  const text = new TextDecoder("latin1").decode(packed);
  expect(text).not.toContain("somebody");
  const opened = await openPackedRun(packed, "x");
  expect(opened.config).toMatchObject({ source: "pictures", from: { run: "older" } });
  expect(await packRun(opened, { float16: true })).toEqual(packed);
});

describe("damage", () => {
  const caught = async (bytes: Uint8Array, what?: unknown): Promise<OmakaseError> => {
    try {
      await openPackedRun(bytes, "m.safetensors");
    } catch (error) {
      if (error instanceof OmakaseError) return error;
      throw error;
    }
    throw new Error(`it was read: ${String(what)}`);
  };

  test.each([false, true])("any changed or missing byte gives one clear sentence (gzipped: %s)", async (gzipped) => {
    const whole = await packRun(untrainedRun("gan", { features: 1, latent: 1 }), { float16: true, gzipped });
    const inside = gzipped ? await gunzipWeights(whole) : whole;
    /** Returns whether bytes end on a byte boundary and inflate: gzip stores a time and pads deflate to whole bytes. */
    const isUnchanged = async (bytes: Uint8Array) => {
      const read = gzipped ? await gunzipWeights(bytes).catch(() => undefined) : bytes;
      return read !== undefined && Buffer.from(inside).equals(read);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = whole.slice();
        changed[at] ^= by;
        for (const bytes of [changed, whole.subarray(0, at)]) {
          if (bytes === changed && (await isUnchanged(bytes))) continue;
          const error = await caught(bytes);
          expect(error.code).toBe("checkpoint");
          expect(error.message).toMatch(
            /^m\.safetensors: expected an undamaged model as omakase wrote it, got .+\. Load/,
          );
        }
      }),
      { numRuns: 300, examples: [[whole.length - 9, 128]] },
    );
  });

  test("random bytes give an OmakaseError", () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => void (await caught(bytes)))));

  test("a checksummed file with other content is rejected", async () => {
    const whole = await packRun(untrainedRun("cgan"));
    const { weights, metadata } = readSafetensors(whole, "x");
    const { sha256: _, ...about } = metadata;
    const config = JSON.parse(about.config) as object;
    const without = (name: string) => new Map([...weights].filter(([own]) => own !== name));
    const first = [...weights.keys()].find((name) => name.startsWith("generator."))!;
    const reshaped = new Map(weights).set("examples.1", { shape: [1], values: new Float32Array(1) });
    const wrong = new Map(weights).set("examples.1", { shape: [2000], values: new Float32Array(2000).fill(3) });
    const cases: [Weights, object, RegExp][] = [
      [weights, { ...about, format: "omakase checkpoint" }, /a wrong format/],
      [weights, { ...about, formatVersion: "2" }, /one of format 2\. Update omakase/],
      [weights, { ...about, config: "{" }, /a wrong config/],
      [weights, { ...about, config: JSON.stringify({ ...config, features: 9 }) }, /do not fit/],
      [weights, { ...about, config: JSON.stringify({ ...config, attributes: undefined }) }, /impossible shape/],
      [weights, { ...about, step: "-1" }, /a wrong step/],
      [weights, { ...about, modelHash: "" }, /a wrong modelHash/],
      [without(first), about, /weights "generator\..+" do not fit/],
      [without("examples.0"), about, /attributes of pictures are wrong/],
      [reshaped, about, /attributes of pictures are wrong/],
      [wrong, about, /attributes of pictures are wrong/],
    ];
    for (const [tensors, metadata, message] of cases)
      expect(
        (await caught(await writeChecksummed(tensors, metadata as Record<string, string>), message)).message,
      ).toMatch(message);
  });
});
