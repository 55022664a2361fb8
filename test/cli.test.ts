import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as ortWeb from "onnxruntime-web";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCheckpoint, readRecipe, recipeText, saveCheckpoint, writeRunConfig } from "../src/checkpoint/index.ts";
import { datasetFromPictures } from "../src/dataset/index.ts";
import { writePngText } from "../src/image/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { createModel, resolveConfig, settingsOf } from "../src/run/index.ts";
import { type ModelName } from "../src/model/index.ts";
import { random } from "../src/tensor/index.ts";
import { createTrainer, createBatchSource } from "../src/train/index.ts";
import { everyNth } from "./nightly.ts";
import { pythonWithModules } from "./python-with-modules.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = join(mkdtempSync(join(tmpdir(), "omakase-")), "お寿司 cli");
const at = (...parts: string[]) => join(folder, ...parts);

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in the story's folder, in English unless told otherwise. */
function omakase(...words: string[]): Promise<Ended> {
  const spoken = words.includes("--lang") ? words : [...words, "--lang", "en"];
  const env = { ...process.env, OMAKASE_CACHE: at("cache"), OMAKASE_DEBUG: "" };
  const child = spawn(process.execPath, [main, ...spoken], { cwd: folder, env });
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on("data", (part: Buffer) => stdout.push(part));
  child.stderr.on("data", (part: Buffer) => stderr.push(part));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** Runs a command with `--json`, which must succeed, and returns its lines. */
async function data(...words: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await omakase(...words, "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A run as training leaves it, made here in a moment: two steps on noise. */
async function makeRun(model: ModelName, name: string, seed = 1): Promise<void> {
  const { files } = nodeHost();
  const pictures = Array.from({ length: 8 }, (_, index) => ({
    width: 16,
    height: 16,
    channels: 3 as const,
    pixels: Uint8Array.from(random(index, "noise").uniforms(768, 0, 256)),
  }));
  const dataset = datasetFromPictures(pictures);
  const conditions = { size: 16, channels: 3, features: 4, latent: 8, batchSize: 4 } as const;
  const config = resolveConfig(model, "sushi", conditions, { pictures: 8, seed });
  const device = await cpuDevice({ threads: 1 });
  const trainer = await createTrainer(createModel(config), createBatchSource(dataset, seed, { flip: false }), {
    device,
    seed,
    settings: settingsOf(config),
  });
  for (let step = 0; step < 2; step++) await trainer.advance();
  const { step, weights } = await trainer.snapshot();
  await writeRunConfig(files, at(name), config);
  await saveCheckpoint(files, at(name), { step, weights, config, seed, imagesSeen: step * 4, device });
  trainer.dispose();
}

const pixels = (path: string) => sharp(path).raw().toBuffer();

describe.skipIf(!existsSync(main))("omakase", () => {
  beforeAll(async () => {
    mkdirSync(at("empty"), { recursive: true });
    mkdirSync(at("letters"));
    writeFileSync(at("letters", "a.txt"), "hello");
    writeFileSync(at("text.png"), "これは絵ではありません");
    for (const [model, name, seed] of [
      ["vae", "runs/vae", 1],
      ["ae", "runs/ae", 1],
      ["gan", "runs/絵 gan", 1],
      ["gan", "runs/other", 2],
    ] as const)
      await makeRun(model, name, seed);
    cpSync(at("runs/vae"), at("damaged"), { recursive: true });
    for (const name of readdirSync(at("damaged", "checkpoint"))) {
      const bytes = readFileSync(at("damaged", "checkpoint", name));
      bytes[bytes.length >> 1] ^= 1;
      writeFileSync(at("damaged", "checkpoint", name), bytes);
    }
    const colours = { r: 200, g: 80, b: 40 };
    await sharp({ create: { width: 40, height: 24, channels: 3, background: colours } })
      .jpeg()
      .toFile(at("photo.jpg"));
  });
  afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));

  test("generates pictures with recipes, and the same bytes again", async () => {
    const run = "runs/絵 gan";
    const events = await data("generate", run, "--count", "5", "--seed", "7");
    expect(events.map(({ type }) => type)).toEqual([...Array<string>(5).fill("picture"), "sheet"]);
    const third = String(events[2].file);
    expect(readRecipe(readFileSync(at(third)), third)).toMatchObject({
      latent: { seed: 7, index: 2 },
      run: "絵 gan",
      modelKind: "gan",
    });

    const alone = await omakase("generate", run, "--count", "3", "--seed", "7");
    expect(alone.stdout).toMatch(/^Drew 3 pictures \(seed 7\)\./);
    expect(readdirSync(at(dirname(third)))).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => `seed-7-000${index}.png`),
      "seed-7-sheet-3.png",
      "seed-7-sheet-5.png",
    ]);
    const few = await data("generate", run, "--count", "1", "--seed", "7", "--out", "few");
    expect(readFileSync(at(String(few[0].file)))).toEqual(readFileSync(at(String(events[0].file))));

    const [found] = await data("generate", "--recipe", "few/seed-7-0000.png");
    expect(found, "the run is found by its name").toMatchObject({ identical: true, run: join("runs", "絵 gan") });
    for (const { file } of [events[2], events[5]]) {
      const [again] = await data("generate", "--recipe", String(file));
      expect(again).toMatchObject({ identical: true, run });
      expect(readFileSync(at(String(again.file)))).toEqual(readFileSync(at(String(file))));
    }
  });

  test("never replaces another picture unasked", async () => {
    const first = ["generate", "runs/other", "--count", "2", "--seed", "3"];
    await data(...first, "--out", "mine");
    const taken = await omakase(...first, "--truncation", "0.5", "--out", "mine");
    expect(taken.code).toBe(2);
    expect(taken.stderr).toMatch(
      /seed-3-0000\.png: expected a name that is still free, got a file with other content\./,
    );
    await data(...first, "--truncation", "0.5", "--out", "mine", "--overwrite");
    expect(readRecipe(readFileSync(at("mine", "seed-3-0001.png")), "x").truncation).toBe(0.5);
  });

  test("draws a picture again after more training, and with a closed output", async () => {
    const { files } = nodeHost();
    const { checkpoint } = await loadCheckpoint(files, at("runs/other"));
    const moved = [...checkpoint.weights].map(
      ([name, { shape, values }]) => [name, { shape, values: values.map((value) => value + 0.1) }] as const,
    );
    await saveCheckpoint(files, at("runs/other"), { ...checkpoint, step: 3, weights: new Map(moved) });
    const [again] = await data("generate", "--recipe", "mine/seed-3-0001.png");
    expect(again).toMatchObject({ identical: true });

    const child = spawn(process.execPath, [main, "generate", "runs/other", "--count", "2", "--out", "unheard"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(readdirSync(at("unheard"))).toHaveLength(3);
  });

  test("reconstructs pictures and folders, and says how alike they are", async () => {
    const events = await data("reconstruct", "runs/vae", "photo.jpg", "mine", "--out", "pairs");
    const names = events.slice(0, -1).map(({ file }) => String(file).split(/[\\/]/).at(-1));
    expect(names).toEqual(["photo.jpg", "seed-3-0000.png", "seed-3-0001.png", "seed-3-sheet-2.png"]);
    for (const { psnr } of events.slice(0, -1)) expect(psnr).toBeGreaterThan(3);
    expect(events.at(-1)).toMatchObject({ type: "figure", count: 4 });
    expect((await sharp(at("pairs", "pairs.png")).metadata()).width).toBeGreaterThan(400);
    const table = await omakase("reconstruct", "runs/ae", "photo.jpg", "--lang", "ja");
    expect(table.stdout).toMatch(/^photo\.jpg +\d+\.\d dB\n1 枚、PSNR の平均 \d+\.\d dB\n/);
  });

  test("morphs between seeds, pictures and their recipes, as a film or a strip", async () => {
    const [film] = await data(
      "morph",
      "runs/絵 gan",
      "--from",
      "1",
      "--via",
      "7:2",
      "--to",
      "3",
      "--frames",
      "5",
      "--loop",
    );
    expect(film).toMatchObject({ frames: 8, path: "sphere", stops: ["1", "7:2", "3"] });
    const { width, pages, delay } = await sharp(at(String(film.file)), { pages: -1 }).metadata();
    expect({ width, pages, delay: delay?.[0] }).toEqual({ width: 256, pages: 8, delay: 50 });

    const drawn = "runs/絵 gan/pictures/seed-7/seed-7-0002.png";
    const words = ["morph", "runs/絵 gan", "--from", drawn, "--to", "3", "--frames", "2", "--fps", "4"];
    const [own] = await data(...words, "--path", "line", "--out", "own.webp");
    expect(own).toMatchObject({ path: "line", stops: ["seed-7-0002", "3"] });
    const webp = await sharp(at("own.webp"), { page: 0 }).resize(16, 16).removeAlpha().raw().toBuffer();
    const off = async (path: string) =>
      (await pixels(at(path))).reduce((sum, value, place) => sum + Math.abs(value - webp[place]), 0);
    const other = await off(drawn.replace("0002", "0003"));
    expect(await off(drawn), "the film begins with the picture of the recipe").toBeLessThan(other / 2);

    const [strip] = await data("morph", "runs/vae", "--from", "photo.jpg", "--to", "2", "--out", "strip.png");
    expect(strip).toMatchObject({ frames: 9, path: "line" });
    expect((await sharp(at("strip.png")).metadata()).height).toBeGreaterThan(200);
  });

  /** The picture that the exported model should draw for {@link z}, `[3, 16, 16]`. */
  let planar: Uint8Array;
  const z = random(5, "draw", 0).normals(8);
  const expectSame = (values: ArrayLike<number>) => {
    const off = Array.from(values, (value, place) => Math.abs(Math.round((value + 1) * 127.5) - planar[place]));
    expect(off).toHaveLength(768);
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  };

  test("exports a model that draws the same pictures in a page", async () => {
    const [model] = await data("export", "runs/vae", "--out", "model.onnx");
    expect(model).toMatchObject({ input: { z: ["batch", 8] }, output: { picture: ["batch", 3, 16, 16] } });
    const [drawn] = await data("generate", "runs/vae", "--count", "1", "--seed", "5", "--out", "for export");
    const shown = await pixels(at(String(drawn.file)));
    planar = Uint8Array.from({ length: 768 }, (_, place) => shown[(place % 256) * 3 + Math.floor(place / 256)]);
    const session = await ortWeb.InferenceSession.create(readFileSync(at("model.onnx")), {
      executionProviders: ["wasm"],
    });
    const { picture } = await session.run({ z: new ortWeb.Tensor("float32", z, [1, 8]) });
    await session.release();
    expectSame(picture.data as Float32Array);
  });

  const python = pythonWithModules("onnxruntime", "numpy");
  test.skipIf(python === undefined)("and in Python", () => {
    const script = `
import json, sys, numpy, onnxruntime
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
z = numpy.array([json.loads(sys.argv[2])], numpy.float32)
print(json.dumps(session.run(["picture"], {"z": z})[0].ravel().tolist()))`;
    const { stdout } = spawnSync(python!, ["-c", script, at("model.onnx"), JSON.stringify([...z])], {
      encoding: "utf8",
    });
    expectSame(JSON.parse(stdout) as number[]);
  });

  test("looks at a data set", async () => {
    const [report] = await data("dataset", "mine", "--size", "16", "--out", "report");
    expect(report).toMatchObject({ type: "dataset", name: "mine", count: 3, size: 16 });
    const names = readdirSync(at("report"));
    expect(names).toEqual(expect.arrayContaining(["brightness.png", "report.txt", "sheet.png"]));
    const japanese = await omakase("dataset", "mine", "--size", "16", "--lang", "ja");
    expect(japanese.stdout).toMatch(/^mine: 3枚、16 × 16 ピクセルのカラー/);
    expect(readFileSync(at("dataset-mine", "report.txt"), "utf8").split("\n")[0]).toBe(japanese.stdout.split("\n")[0]);
  });

  test("opens no studio for a tour that it cannot train", async () => {
    const refused = async (...words: string[]) => await omakase("start", ...words, "--studio", "--lang", "en");
    const nowhere = await refused("nowhere");
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("a built-in set")]);
    const odd = await refused("sushi", "--size", "100");
    expect([odd.code, odd.stderr]).toEqual([
      2,
      expect.stringContaining("--size: expected 8, 16, 32, 64, 128, 256, got 100"),
    ]);
  });

  test("explains itself in both languages", async () => {
    const verbs = ["start", "train", "generate", "morph", "reconstruct", "export", "dataset"];
    const [english, japanese] = await Promise.all([omakase("--help"), omakase("--help", "--lang", "ja")]);
    for (const verb of verbs) expect(english.stdout).toMatch(new RegExp(`^  ${verb} `, "m"));
    expect(english.code).toBe(0);
    expect(english.stdout).toMatch(/^Usage: omakase/);
    expect(japanese.stdout).toMatch(/^使い方: omakase[^]*コマンド:/);
    const one = await omakase("morph", "--help", "--lang", "ja");
    expect(one.stdout).toMatch(/使い方: omakase morph[^]*オプション:[^]*例:\n {2}omakase morph/);
  });

  const wrong: [words: string[], sentence: RegExp][] = [
    [["paint"], /^paint: expected a command of omakase/],
    [
      ["generate"],
      /^model: expected the folder of a run \(runs.*\), a \.omakase file, or a model .*, got nothing\. Try npx omakase generate runs/,
    ],
    [
      ["generate", "nowhere"],
      /^nowhere: expected the folder of a run .* \(characters, faces, .*\), got nothing of this name/,
    ],
    [["generate", "empty"], /^empty: expected the folder of a run .*, got a folder without a run/],
    [["generate", "damaged"], /^damaged.*: expected an undamaged checkpoint/],
    [["generate", "runs/vae", "--count", "0"], /^--count: expected 1 … 10000, got "0"/],
    [["generate", "runs/vae", "--truncation", "2"], /^--truncation: expected 0 … 1, got "2"/],
    [["generate", "runs/vae", "--colour", "red"], /^--colour: expected an option of this command/],
    [
      ["generate", "--recipe", "photo.jpg"],
      /^photo\.jpg: expected a PNG with a recipe of omakase, got a picture without/,
    ],
    [["generate", "--recipe", "gone.png"], /^gone\.png: expected a file that can be read/],
    [
      ["generate", "--recipe", "lost.png"],
      /^lost\.png: expected the folder of the run "どこか" that drew this picture/,
    ],
    [["generate", "runs/other", "--recipe", "few/seed-7-0000.png"], /^few.*: expected a recipe for the model \w{12}/],
    [["generate", "--recipe", "few/seed-7-0000.png", "--seed", "1"], /^--seed: expected no --recipe, got both/],
    [["reconstruct", "runs/絵 gan", "photo.jpg"], /^gan: expected a model with an encoder/],
    [["reconstruct", "runs/vae", "text.png"], /^text\.png: expected a JPEG, PNG.*got bytes that are no picture/],
    [["reconstruct", "runs/vae", "gone.png"], /^gone\.png: expected /],
    [["morph", "runs/vae", "--from", "1"], /^--to: expected this option/],
    [
      ["morph", "runs/vae", "--from", "1", "--to", "x"],
      /^x: expected a seed \(7 or 7:12\) or a picture file, got neither/,
    ],
    [["morph", "runs/vae", "--from", "1", "--to", "2", "--out", "a.mp4"], /^--out: expected a name that ends in \.gif/],
    [
      ["morph", "runs/vae", "--from", "1", "--to", "2", "--path", "curve"],
      /^--path: expected line \| sphere, got "curve"/,
    ],
    [["morph", "runs/vae", "--from", "1", "--via", "2", "--to", "3", "--frames", "2"], /^--frames: expected 3 or more/],
    [["export", "runs/vae", "--out", "model.pt"], /^--out: expected a name that ends in \.onnx/],
    [["dataset", "nowhere"], /^nowhere: expected a folder of pictures or a built-in set/],
    [["dataset", "empty"], /empty: expected a folder with pictures in it, got nothing in it/],
    [["dataset", "letters"], /letters: expected a folder with pictures in it/],
    [["dataset", "text.png"], /^text\.png: expected a folder, a ZIP archive or an IDX file/],
    [["train", "gna", "sushi"], /^model: expected ae, vae, gan, latent-flow, dcgan, cgan, pix2pix, got gna/],
    [["train", "gan", "sushi", "--size", "60", "--count", "2"], /^(--)?size: expected .*got 60/],
  ];

  test("says in one sentence what is wrong, exits with 2, and shows no stack", { timeout: 600_000 }, async () => {
    const few = readFileSync(at("few", "seed-7-0000.png"));
    const recipe = { ...readRecipe(few, "few"), run: "どこか", modelHash: "0".repeat(64) };
    writeFileSync(at("lost.png"), writePngText(few, recipeText(recipe)));
    const queue = [...everyNth(2, wrong).entries()];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, [words, sentence]] = next;
        // every third in Japanese, where only the form is compared
        const japanese = index % 3 === 2;
        const { code, stdout, stderr } = await omakase(...words, ...(japanese ? ["--lang", "ja"] : []));
        const typed = words.join(" ");
        expect(stderr, typed).toMatch(japanese ? /^.+: .+が必要ですが、.+でした。.+。\n$/u : sentence);
        expect(stderr.trimEnd().split("\n"), typed).toHaveLength(1);
        expect(stderr, typed).not.toMatch(/internal|undefined|\n\s+at /);
        expect(stdout, typed).toBe("");
        expect(code, typed).toBe(2);
      }
    };
    await Promise.all([work(), work()]);
  });
});
