import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { formatError, type OmakaseError } from "../error.ts";
import { nodeHost } from "../node/index.ts";
import { canonicalWeights, modelHash } from "./canonical-weights.ts";
import { modelCard, writeModelCard } from "./model-card.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint-bytes.ts";
import { listCheckpoints } from "./list-checkpoints.ts";
import { loadCheckpoint } from "./load-checkpoint.ts";
import { appendLog, hasEqualSteps, readLog, trimLog } from "./log.ts";
import { readRunConfig, writeRunConfig } from "./run-config.ts";
import { saveCheckpoint } from "./save-checkpoint.ts";
import { sha256 } from "./sha256.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const { files } = nodeHost({ cache: false });

function checkpoint(step: number): Checkpoint {
  return {
    step,
    imagesSeen: step * 32,
    seed: 4_294_967_295,
    device: { name: "onnx", version: "onnxruntime-node 1.30.0" },
    config: { model: "gan", rate: { from: 1e-3, to: 1e-4, images: 1000 }, source: "日本語 の フォルダ" },
    weights: new Map([
      ["generator.0.weight", { shape: [2, 2], values: new Float32Array([step, 0.1, -0, 1e-45]) }],
      ["optimizer.generator.0.weight.first", { shape: [2, 2], values: new Float32Array([1, 2, 3, 4]) }],
    ]),
  };
}

async function failure(action: Promise<unknown>): Promise<OmakaseError> {
  return action.then(
    () => Promise.reject(new Error("it should have failed")),
    (error: OmakaseError) => error,
  );
}

let run = "";
beforeEach(async () => {
  run = join(await mkdtemp(join(tmpdir(), "omakase-")), "お寿司 run");
});
afterEach(() => rm(join(run, ".."), { recursive: true }));

/** Changes one byte in the middle of the numbers. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length - 5] ^= 1;
  await writeFile(path, bytes);
}

const steps = async () => (await listCheckpoints(files, run)).map(({ at }) => at);

describe("a checkpoint", () => {
  test("is read as it was saved", async () => {
    await saveCheckpoint(files, run, checkpoint(7));
    expect((await loadCheckpoint(files, run)).checkpoint).toEqual(checkpoint(7));
  });

  test("has the same bytes for the same training", async () => {
    expect(await encodeCheckpoint(checkpoint(7))).toEqual(await encodeCheckpoint(checkpoint(7)));
  });

  test("every flipped bit and every missing byte is detected", async () => {
    const whole = await encodeCheckpoint(checkpoint(7));
    for (let at = 0; at < whole.length; at++) {
      const bytes = whole.slice();
      bytes[at] ^= 1 << (at % 8);
      expect((await failure(decodeCheckpoint(bytes, "x"))).code, `byte ${at}`).toBe("checkpoint");
    }
    for (let length = 0; length < whole.length; length++)
      expect((await failure(decodeCheckpoint(whole.subarray(0, length), "x"))).code).toBe("checkpoint");
  });

  test("another format version is refused with a remedy", async () => {
    const bytes = await encodeCheckpoint(checkpoint(7));
    const text = new TextDecoder("latin1").decode(bytes).replace('"formatVersion":"1"', '"formatVersion":"2"');
    const changed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const start = text.indexOf('"sha256":"') + '"sha256":"'.length;
    changed.set(new TextEncoder().encode(await sha256(changed.subarray(start + 64))), start);
    const error = await failure(decodeCheckpoint(changed, "x"));
    expect(error.message).toBe(
      "x: expected a checkpoint of format 1, got one of format 2. Use the version of omakase that wrote it.",
    );
  });

  test.each([NaN, Infinity, -Infinity])("with a weight of %s is refused", async (value) => {
    const { weights, ...rest } = checkpoint(7);
    const broken = new Map(weights).set("generator.0.weight", { shape: [1], values: new Float32Array([value]) });
    const error = await failure(decodeCheckpoint(await encodeCheckpoint({ ...rest, weights: broken }), "x"));
    expect(error.message).toContain(
      'x: expected an undamaged checkpoint, got a file whose weights "generator.0.weight"',
    );
  });

  test("a safetensors file without a checksum is refused", async () => {
    const error = await failure(decodeCheckpoint(writeSafetensors(checkpoint(1).weights), "x"));
    expect(error.message).toContain("no checkpoint");
  });
});

describe("the checkpoints of a run", () => {
  test("are the last three, and the best one", async () => {
    await saveCheckpoint(files, run, checkpoint(1), { best: true });
    for (const step of [2, 3, 4, 100_000_000]) await saveCheckpoint(files, run, checkpoint(step));
    expect(await steps()).toEqual(["best", 3, 4, 100_000_000]);
    expect((await loadCheckpoint(files, run)).checkpoint.step).toBe(100_000_000);
    expect((await loadCheckpoint(files, run, { at: 3 })).checkpoint.step).toBe(3);
    expect((await loadCheckpoint(files, run, { at: "best" })).checkpoint.step).toBe(1);
    await saveCheckpoint(files, run, checkpoint(100_000_001), { best: true, keep: 2 });
    expect(await steps()).toEqual(["best", 100_000_000, 100_000_001]);
    expect((await loadCheckpoint(files, run, { at: "best" })).checkpoint.step).toBe(100_000_001);
  });

  test("a rollback removes later checkpoints", async () => {
    for (const step of [10, 20, 30]) await saveCheckpoint(files, run, checkpoint(step));
    await saveCheckpoint(files, run, checkpoint(15));
    expect(await steps()).toEqual([10, 15]);
  });

  test("a damaged one is skipped and reported", async () => {
    for (const step of [10, 20, 30]) await saveCheckpoint(files, run, checkpoint(step));
    const entries = await listCheckpoints(files, run);
    await damage(entries[2].path);
    await writeFile(entries[1].path, (await readFile(entries[1].path)).subarray(0, 50));
    const loaded = await loadCheckpoint(files, run);
    expect(loaded.checkpoint).toEqual(checkpoint(10));
    expect(loaded.skipped.map(({ path }) => path)).toEqual([entries[2].path, entries[1].path]);
    expect(formatError(loaded.skipped[0].error, "ja")).toBe(
      `${entries[2].path}: 壊れていないチェックポイントが必要ですが、中身が壊れたファイルでした。ひとつ前のチェックポイントを使ってください。`,
    );
  });

  test("a damaged one is refused by name, and the error names the one before it", async () => {
    for (const step of [10, 20]) await saveCheckpoint(files, run, checkpoint(step), { best: step === 20 });
    for (const { path, at } of await listCheckpoints(files, run)) if (at !== 10) await damage(path);
    expect((await failure(loadCheckpoint(files, run, { at: 20 }))).message).toContain(
      "Use the one of step 10 instead.",
    );
    expect((await failure(loadCheckpoint(files, run, { at: "best" }))).errorParts.remedy.en).toMatch(/step (10|20)/);
  });

  test("an error tells when all are damaged, or none exists", async () => {
    expect((await failure(loadCheckpoint(files, run))).code).toBe("run");
    await saveCheckpoint(files, run, checkpoint(10));
    expect((await failure(loadCheckpoint(files, run, { at: 11 }))).message).toContain("only 10");
    for (const { path } of await listCheckpoints(files, run)) await damage(path);
    expect((await failure(loadCheckpoint(files, run))).code).toBe("checkpoint");
  });

  test("partial files of an interrupted write are ignored and removed", async () => {
    await saveCheckpoint(files, run, checkpoint(10));
    await writeFile(join(run, "checkpoint", ".step-00000020.safetensors.1234.draft"), "half");
    await writeFile(join(run, "checkpoint", "step-20.safetensors"), "not ours");
    expect(await steps()).toEqual([10]);
    await saveCheckpoint(files, run, checkpoint(30));
    expect(await readdir(join(run, "checkpoint"))).toEqual([
      "step-00000010.safetensors",
      "step-00000030.safetensors",
      "step-20.safetensors",
    ]);
  });
});

describe("modelHash", () => {
  const tensor = (...values: number[]) => ({ shape: [values.length], values: new Float32Array(values) });

  test("the hash covers the averaged generator and nothing else", async () => {
    const weights = new Map([
      ["generator.0.weight", tensor(1)],
      ["generator.0.bias", tensor(2)],
      ["average.generator.0.weight", tensor(3)],
      ["discriminator.0.weight", tensor(4)],
      ["optimizer.generator.0.weight.first", tensor(5)],
    ]);
    expect(canonicalWeights(weights)).toEqual(
      new Map([
        ["generator.0.weight", tensor(3)],
        ["generator.0.bias", tensor(2)],
      ]),
    );
    const hash = await modelHash(weights);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await modelHash(new Map([...weights].reverse()))).toBe(hash);
    expect(await modelHash(new Map(weights).set("discriminator.0.weight", tensor(9)))).toBe(hash);
    expect(await modelHash(new Map(weights).set("generator.0.weight", tensor(9)))).toBe(hash);
    expect(await modelHash(new Map(weights).set("average.generator.0.weight", tensor(9)))).not.toBe(hash);
  });

  test("the hash of an autoencoder covers the decoder and the fitted Gaussian", () => {
    const weights = new Map([
      ["encoder.0.weight", tensor(1)],
      ["decoder.0.weight", tensor(2)],
      ["latent.mean", tensor(3)],
    ]);
    expect([...canonicalWeights(weights).keys()]).toEqual(["decoder.0.weight", "latent.mean"]);
  });

  test("is SHA-256 (FIPS 180-4, the example of one block)", async () => {
    expect(await sha256(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("log.jsonl", () => {
  const record = (step: number) => ({ step, imagesSeen: step * 32, metrics: { loss: 1 / step } });

  test("is read as it was written, without torn lines", async () => {
    expect(await readLog(files, run)).toEqual([]);
    for (const step of [1, 2, 3]) await appendLog(files, run, record(step));
    expect(await readLog(files, run)).toEqual([1, 2, 3].map(record));
    await appendFile(join(run, "log.jsonl"), '{"step":4,"imagesSeen":128,"metr');
    expect(await readLog(files, run)).toEqual([1, 2, 3].map(record));
  });

  test("is cut back to where a run goes on", async () => {
    for (const step of [1, 2, 3]) await appendLog(files, run, record(step));
    await appendFile(join(run, "log.jsonl"), '{"step":4,');
    expect(await trimLog(files, run, 2)).toEqual([1, 2].map(record));
    await appendLog(files, run, record(3));
    expect(await readLog(files, run)).toEqual([1, 2, 3].map(record));
  });
});

describe("config.json", () => {
  const schema = z.strictObject({ size: z.int().positive() });

  test("is read as it was written", async () => {
    await writeRunConfig(files, run, { size: 64 });
    expect(await readRunConfig(files, run, schema)).toEqual({ size: 64 });
  });

  test("errors name the wrong field", async () => {
    expect((await failure(readRunConfig(files, run, schema))).message).toContain("expected the folder of a run");
    await writeRunConfig(files, run, { size: "big" });
    expect((await failure(readRunConfig(files, run, schema))).message).toContain("a problem with size");
    await writeRunConfig(files, run, { size: 64, colour: "red" });
    expect((await failure(readRunConfig(files, run, schema))).message).toContain("colour");
    await files.write(join(run, "config.json"), "{");
    expect((await failure(readRunConfig(files, run, schema))).code).toBe("run");
  });
});

describe("card.md", () => {
  const facts = {
    run: "sushi-gan",
    model: "gan",
    size: 64,
    source: "C:\\絵|`back`",
    pictures: 20_000,
    credit: undefined,
    steps: 1500,
    imagesSeen: 48_000,
    seed: 7,
    verdict: { ja: "順調です", en: "healthy" },
    device: { name: "onnx", version: "onnxruntime-node 1.30.0" },
    omakase: "0.1.0",
    modelHash: "0123",
    command: "omakase train gan sushi --seed 7",
  };

  test("the card has all facts in both languages", async () => {
    for (const language of ["ja", "en"] as const) {
      const candidate = modelCard(facts, language);
      for (const part of ["# sushi-gan", "64 × 64 px", "20,000", "48,000", "1,500", "0123", facts.command])
        expect(candidate).toContain(part);
      expect(candidate).toContain("`` C:\\絵\\|`back` ``");
      expect(candidate.split("\n").filter((line) => line.startsWith("| "))).toHaveLength(12);
    }
    expect(modelCard(facts, "ja")).toContain("学習した絵");
    expect(modelCard({ ...facts, retry: { ja: "一度", en: "broke once" } }, "en")).toContain("| broke once |");
    expect(modelCard({ ...facts, credit: { ja: "作者", en: "Somebody, CC BY 4.0" } }, "en")).toContain("CC BY 4.0");
    await writeModelCard(files, run, facts, "en");
    expect(await readFile(join(run, "card.md"), "utf8")).toBe(modelCard(facts, "en"));
  });
});

test("log: steps are equal until a stage has a batch of its own", () => {
  const even = [0, 8, 16].map((step) => ({ step, imagesSeen: 16 * step }));
  expect(hasEqualSteps([])).toBe(true);
  expect(hasEqualSteps(even)).toBe(true);
  expect(hasEqualSteps([...even, { step: 20, imagesSeen: 256 + 4 * 1024 }])).toBe(false);
});
