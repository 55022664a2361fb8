import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openDataset } from "../src/dataset/index.ts";
import { encodePng } from "../src/image/index.ts";
import type { ImageShape, Model } from "../src/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { train } from "../src/train/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "dist", "doc-examples");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Code before the examples: the public names, a small data set, a device, and a trained model. */
const prelude = `
import * as omakase from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
const { anomaly, images, nn, ops } = omakase;
const host = nodeHost();
const device = await cpuDevice();
const sushi = await omakase.openDataset("sushi", host, { size: 16, count: 24 });
const trained = await omakase.train(
  omakase.vae(omakase.vaeNetworks({ size: 16, channels: 3, features: 4, latent: 8 })), sushi, { device, steps: 1 },
).result();
`;

/** The examples in doc comments of a source file: the name of the function, and the code. */
function examplesIn(source: string): { readonly name: string; readonly code: string }[] {
  const pattern = /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\nexport (?:async )?(?:function\*?|const) (\w+)/g;
  return [...source.matchAll(pattern)].flatMap(([, comment, name]) => {
    const code = /@example\n \* ```ts\n([\s\S]*?)\n \* ```/.exec(comment)?.[1].replace(/^ \* ?/gm, "");
    return code === undefined ? [] : [{ name, code }];
  });
}

const examples = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !/\.(test|nightly)\.ts$/.test(path))
  .flatMap((path) => examplesIn(readFileSync(join(root, "src", path), "utf8")));

// The built package is what a reader imports; `npm test` builds before it tests.
test.skipIf(!existsSync(join(root, "dist", "index.js")))("every example in a doc comment runs", async () => {
  expect(examples.length).toBeGreaterThanOrEqual(25);
  mkdirSync(folder, { recursive: true });
  const blocks = examples.map(({ name, code }) => {
    const used = [...new Set(code.match(/\b[a-z]\w+\b/g))].filter(
      (word) => !["host", "device", "sushi", "trained", "anomaly", "images", "nn", "ops"].includes(word),
    );
    const taken = used.filter(
      (word) =>
        !new RegExp(`(const|let) (\\{[^}]*\\b${word}\\b[^}]*\\}|\\[[^\\]]*\\b${word}\\b[^\\]]*\\]|${word}\\b)`).test(
          code,
        ),
    );
    const names = `const { ${taken.map((word) => `${word}: ${word}$`).join(", ")} } = omakase;`;
    const renamed = code.replace(/(?<![.\w"])([a-z]\w+)\b(?=[(<])/g, (word) =>
      taken.includes(word) ? `${word}$` : word,
    );
    return `try {\n${names}\n${renamed}\n} catch (error) { console.log("${name}: " + error); process.exitCode = 1; }`;
  });
  writeFileSync(join(folder, "all.mjs"), prelude + blocks.join("\n") + "\nconsole.log('ran');\n");
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, "all.mjs")]).catch((error) => error);
  expect(stdout.trim()).toBe("ran");
});

/** Returns the blocks of TypeScript of a page, in order, as one program. */
function programOf(page: string): string {
  const text = readFileSync(join(root, "docs", "site", page), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code).join("\n");
}
const guidePages = readdirSync(join(root, "docs", "site", "en"), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".md") && programOf(`en/${path}`) !== "");

describe("the blocks of a page of the documentation site are one program", () => {
  let place = "";
  const home = process.cwd();
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), "omakase-site-"));
    vi.stubEnv("OMAKASE_CACHE", join(place, "cache"));
    const host = nodeHost();
    const sushi = await openDataset("sushi", host, { size: 32, count: 40 });
    for (const folder of ["my-pictures", "good", "today"]) mkdirSync(join(place, folder));
    for (let index = 0; index < 40; index++)
      for (const folder of ["my-pictures", "good", ...(index < 4 ? ["today"] : [])])
        writeFileSync(join(place, folder, `${index}.png`), await encodePng(await sushi.picture(index)));
    mkdirSync(join(place, "node_modules"));
    symlinkSync(root, join(place, "node_modules", "omakase"), "junction"); // as in a project of one's own
    process.chdir(place);
  });
  afterAll(() => {
    process.chdir(home);
    vi.unstubAllEnvs();
    rmSync(place, { recursive: true, force: true });
  });

  test("there are pages with programs", () => expect(guidePages.length).toBeGreaterThanOrEqual(4));

  test.each(guidePages)("%s runs, with fewer steps", async (page) => {
    const program = programOf(`en/${page}`);
    const quick = program.replace(/\bsteps: \d+/g, "steps: 2").replace(/\bsize: 64\b/g, "size: 32");
    const path = join(place, `${page.replaceAll("/", "-").replace(/\.md$/, "")}.ts`);
    writeFileSync(path, quick);
    await import(pathToFileURL(path).href);
    for (const [, file] of program.matchAll(/files\.write\("([^"]+)"/g))
      expect(readFileSync(join(place, file)).length, file).toBeGreaterThan(200);
  });

  test.each(guidePages)("%s has the same blocks in Japanese, but for comments", (page) => {
    const code = (text: string) => text.replace(/ *\/\/ .*/g, "");
    expect(code(programOf(`ja/${page}`))).toBe(code(programOf(`en/${page}`)));
  });

  const isReal = "ops.meanAll(ops.softplus(ops.multiply(discriminator(images), -1)))";
  const isFake = "ops.meanAll(ops.softplus(discriminator(generator(noise('z', [batch, 32])))))";
  const decoder = "nn.sequential(nn.dense(channels * size ** 2), nn.reshape(channels, size, size), nn.tanh())";
  /** Code for the gaps of each chapter's sketch, in order. */
  const fillers: Readonly<Record<string, readonly string[]>> = {
    "03-vae": [
      ...["flatten", "square"],
      ...["nn.sequential(nn.flatten(), nn.dense(8))", decoder],
      "ops.meanAll(ops.square(ops.subtract(decoder(toMean(look(images))), images)))",
    ],
    "08-relativistic": [
      ...["flatten", "softplus"],
      ...[decoder, "nn.sequential(nn.flatten(), nn.dense(1))", `ops.add(${isReal}, ${isFake})`],
      `ops.multiply(${isFake}, -1)`,
    ],
  };
  const lessons = readdirSync(join(root, "lesson")).flatMap((name) =>
    ["ja", "en"].map((language) => ({
      name,
      text: readFileSync(join(root, "lesson", name, `text.${language}.md`), "utf8"),
    })),
  );

  test("blocks in the texts of lessons stand in the chapter's program; a sketch with gaps trains when they are filled", async () => {
    let blocks = 0;
    for (const { name, text } of lessons) {
      const program = readFileSync(join(root, "lesson", name, "lesson.ts"), "utf8");
      for (const [, code] of text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
        blocks++;
        if (!code.includes("…")) {
          expect(program, `${name}: ${code}`).toContain(code.trim());
          continue;
        }
        let at = 0;
        const filled = code.replaceAll("…", () => fillers[name][at++]);
        expect(at).toBe(fillers[name].length);
        const kind = /kind: "([^"]+)"/.exec(code)![1];
        const path = join(place, `${kind}.ts`); // the commands of the text name it so
        writeFileSync(path, filled);
        const url = `${pathToFileURL(path).href}?${blocks}`;
        const create = ((await import(url)) as { default(shape: ImageShape): Model }).default;
        const data = await openDataset("my-pictures", nodeHost(), { size: 16 });
        const model = create({ size: 16, channels: 3 });
        expect(model.kind).toBe(kind);
        expect((await train(model, data, { device: await cpuDevice(), steps: 1 }).result()).step).toBe(1);
        expect(text).toContain(`runs/${kind}-sushi/figures/samples.png`);
      }
    }
    expect(blocks).toBeGreaterThanOrEqual(8);
  });

  test("omakase accepts every command to train of the lessons' texts", async () => {
    const commands = new Set(lessons.flatMap(({ text }) => text.match(/npx omakase train [^`\n]+/g) ?? []));
    expect(commands.size).toBeGreaterThanOrEqual(6);
    cpSync(join(root, "lesson"), join(place, "lessons"), { recursive: true });
    for (const command of commands) {
      const words = command.split(" ").slice(2);
      const few = words.includes("--count") ? [] : ["--count", "20"]; // no 10,000 pictures to prepare
      const small = words.map((word, at) => (words[at - 1] === "--count" ? "20" : word));
      const program = join(root, "dist", "cli", "main.js");
      const run = promisify(execFile)(process.execPath, [program, ...small, ...few, "--dry-run"], { cwd: place });
      expect((await run).stdout, command).toContain('"source"');
    }
  });
});
