import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeHost } from "../src/node/index.ts";
import { modelHash } from "../src/checkpoint/index.ts";
import { openPackedRun, openRun, packRun } from "../src/run/index.ts";
import { manifestSchema, type Manifest } from "../src/protocol/index.ts";
import { saveTinyRun } from "./browser/studio-fixture.ts";
import { untrainedRun } from "./untrained-run.ts";
import { runOmakase } from "./run-omakase.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, "dist", "cli", "main.js");
const page = join(root, "dist", "studio");

describe.skipIf(!existsSync(program) || !existsSync(page))("a site that draws without a server", () => {
  let folder: string;
  let site: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "omakase サイト-"));
    site = join(folder, "out");
    await Promise.all([saveTinyRun("cgan", join(folder, "顔 1")), saveTinyRun("pix2pix", join(folder, "sketches"))]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const omakase = (words: readonly string[], language?: "ja" | "en") => runOmakase(program, folder, words, language);
  const read = (path: string) => readFile(join(site, path));
  const files = async () =>
    (await readdir(site, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(site.length + 1)
          .replaceAll("\\", "/"),
      )
      .sort();
  const manifest = async (): Promise<Manifest> =>
    manifestSchema.parse(JSON.parse((await read("studio.json")).toString()));

  test("has the page, what it says of its models, and a file of each", async () => {
    await mkdir(join(site, "run"), { recursive: true });
    await writeFile(join(site, "run", ".gan.omakase.0a1b2c3d.draft"), "left by a killed export");
    const told = await omakase(["export", "顔 1", "sketches", "--site", "out"]);
    expect(told.code).toBe(0);
    const { kind, runs } = await manifest();
    expect(kind).toBe("site");
    expect(runs.map(({ name, model }) => [name, model])).toEqual([
      ["顔 1", "cgan"],
      ["sketches", "pix2pix"],
    ]);
    const lines = told.text.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: "model", file: `run/${runs[0].id}.omakase`, bytes: runs[0].bytes },
      { type: "model", file: "run/sketches.omakase", bytes: runs[1].bytes },
      { type: "site", folder: "out", files: (await files()).length },
    ]);
    for (const { id, bytes, hash, name } of runs) {
      const file = await read(`run/${id}.omakase`);
      expect(file.length).toBe(bytes);
      const opened = await openPackedRun(file, id);
      const original = await openRun(nodeHost(), join(folder, name));
      expect([opened.hash, hash]).toEqual(Array(2).fill(await modelHash(original.loaded.checkpoint.weights)));
    }
    expect(await readFile(join(site, "asset", "features.safetensors"))).toEqual(
      await readFile(join(root, "asset", "features.safetensors")),
    );
  });

  test("lies in any folder of a server, and knows nothing of ours", async () => {
    const html = (await read("index.html")).toString();
    expect(html).toMatch(/ src="\.\/assets\//);
    expect(html).not.toMatch(/(?:src|href)="(?!\.\/)/);
    for (const path of await files()) {
      const bytes = await read(path);
      const { weights: _, ...said } = path.startsWith("run/")
        ? (await openPackedRun(bytes, path)).loaded.checkpoint
        : {};
      expect(bytes.toString("latin1") + JSON.stringify(said), path).not.toContain(tmpdir());
    }
  });

  test("has ONNX Runtime compressed, as plain servers do not do it", async () => {
    const large = (await files()).filter((path) => /ort-.*\.wasm(?:\.gz)?$/.test(path));
    expect(large).toHaveLength(1);
    expect(large[0]).toMatch(/^assets\/ort-wasm-simd-threaded-.*\.wasm\.gz$/);
    const original = join(root, "node_modules", "onnxruntime-web", "dist", "ort-wasm-simd-threaded.wasm");
    expect(gunzipSync(await read(large[0])).equals(await readFile(original))).toBe(true);
  });

  test("is written once more without a word, and never over something else unasked", async () => {
    expect((await omakase(["export", "顔 1", "sketches", "--site", "out"])).code).toBe(0);
    await writeFile(join(site, "index.html"), "mine");
    const refused = await omakase(["export", "顔 1", "--site", "out"], "en");
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.text).toMatch(
      /^out\/(index\.html|studio\.json): expected a name that is still free, .+ Give another --site, or --overwrite/,
    );
    expect((await read("index.html")).toString()).toBe("mine");
    expect((await omakase(["export", "顔 1", "--site", "out"], "ja")).text).toContain("別の --site を指定するか");
    await writeFile(join(site, "robots.txt"), "also mine");
    expect((await omakase(["export", "sketches", "顔 1", "--site", "out", "--overwrite"])).code).toBe(0);
    expect((await manifest()).runs.map(({ name }) => name)).toEqual(["sketches", "顔 1"]);
    expect((await read("index.html")).toString()).toContain("<!doctype html>");
    expect((await read("robots.txt")).toString()).toBe("also mine");
  });

  test("two runs of one name are two models", async () => {
    await cp(join(folder, "sketches"), join(folder, "other", "Sketches"), { recursive: true });
    expect((await omakase(["export", "sketches", "other/Sketches", "--site", "two"])).code).toBe(0);
    site = join(folder, "two");
    expect((await manifest()).runs.map(({ id, name }) => [id, name])).toEqual([
      ["sketches", "sketches"],
      ["Sketches-2", "Sketches"],
    ]);
  });

  test.each([
    [["export", "a", "b"], /^<models\.\.\.>: expected one model for one ONNX file, got 2\./],
    [["export", "a", "--site", "x", "--out", "m.onnx"], /^--out: expected an export without --site/],
    [["export", "a", "--site", "x", "--batch", "2"], /^--batch: expected an export without --site/],
    [["export", "nowhere", "--site", "x"], /^nowhere: expected the folder of a run/],
    [["export", "sketches", "--site", "sketches"], /^--site: expected a folder for the site, got sketches, the folder/],
  ])("%j is refused in a sentence", async (words, message) => {
    const { code, text } = await omakase(words, "en");
    expect(code).toBe(2);
    expect(text).toMatch(message);
    expect(existsSync(join(folder, "x"))).toBe(false);
  });

  test.each(["ja", "en"] as const)("the help says how, in %s", async (language) => {
    const { text } = await omakase(["export", "--help"], language);
    expect(text).toContain("--site <folder>");
    expect(text).toContain("omakase export characters runs/gan-sushi --site out");
  });

  test("1.1 million weights and ONNX Runtime leave 0.4 MB of 6 MB for the page, and 0.6 of 2.5 MB without it", async () => {
    const run = untrainedRun("cgan", { size: 64, features: 38, latent: 16 });
    const model = await packRun(run, { float16: true, gzipped: true });
    const weights = [...(await openPackedRun(model, "x")).loaded.checkpoint.weights.values()];
    expect(weights.reduce((sum, { values }) => sum + values.length, 0)).toBeGreaterThan(1_090_000);
    const [runtime] = (await readdir(join(page, "assets"))).filter((name) => name.endsWith(".gz"));
    expect(model.length).toBeLessThan(1.9e6);
    expect((await readFile(join(page, "assets", runtime))).length).toBeLessThan(3.7e6);
  });
});
