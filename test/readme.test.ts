import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);
const readmes = ["README.md", "README.ja.md"];

const pagesOf = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const siteFolders = ["ja", "en"].flatMap((language) => [language, join(language, "guide")]);
const pages = [
  ".",
  "docs",
  join("docs", "notes"),
  ...siteFolders.map((folder) => join("docs", "site", folder)),
].flatMap(pagesOf);

/** Returns the TypeScript examples of a page, in order. */
async function examples(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

/** Returns the names that GitHub gives to the headings of a page. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("both READMEs show the same examples: a model of about 20 lines and a loss of about 15", async () => {
  const code = (text: string) => text.replace(/\/\/.*/g, "");
  const [english, japanese] = await Promise.all(readmes.map(examples));
  expect(japanese.map(code)).toEqual(english.map(code));
  const lines = english.map((text) => text.split("\n").filter((line) => line.trim() !== "").length);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBeLessThanOrEqual(20);
  expect(lines[1]).toBeLessThanOrEqual(20);
});

test.each(readmes)("%s has at most 120 lines", async (file) => {
  const text = await readFile(join(root, file), "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});

// The built package is what a reader imports; `npm test` builds before it tests.
describe.skipIf(!existsSync(join(root, "dist", "index.js")))("the examples of the README", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(root, "dist", "readme-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("the first model trains and draws", async () => {
    const [code] = await examples("README.md");
    // unchanged but for the patience: 300 steps take a minute, 4 show that every line works
    const quick = code
      .replace("steps: 300", "steps: 4")
      .replace("count: 500", "count: 40")
      .replace("step % 50", "step % 2");
    expect(quick).not.toBe(code);
    await writeFile(join(folder, "first.mjs"), quick);
    const { stdout } = await run(process.execPath, ["first.mjs"], { cwd: folder });
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect((await stat(join(folder, "sushi.png"))).size).toBeGreaterThan(1000);
  });

  test("the model with its own loss trains by the command shown, and logs its terms", async () => {
    const [, code] = await examples("README.md");
    const readme = await readFile(join(root, "README.md"), "utf8");
    expect(readme).toContain("npx omakase train ./my-model.ts sushi");
    await writeFile(join(folder, "my-model.ts"), code);
    const quick = ["--steps", "8", "--count", "40", "--device", "cpu", "--out", "mine"];
    const program = join(root, "dist", "cli", "main.js");
    await run(process.execPath, [program, "train", "./my-model.ts", "sushi", ...quick], { cwd: folder });
    const log = await readFile(join(folder, "mine", "log.jsonl"), "utf8");
    expect(log).toContain('"compactness"');
    expect(log).toContain('"reconstruction"');
  });
});

test.each(pages)("every link of %s leads somewhere", async (file) => {
  const text = (await readFile(join(root, file), "utf8")).replace(/^```[\s\S]*?^```$/gm, "");
  for (const [, target] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
    const [path, anchor] = target.split("#");
    const linked = path === "" ? join(root, file) : join(root, dirname(file), path);
    expect(existsSync(linked), target).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(await readFile(linked, "utf8")), target).toContain(anchor);
  }
});

test("each page of docs/notes begins with what holds now, in at most 10 lines", async () => {
  for (const file of pagesOf(join("docs", "notes"))) {
    const text = await readFile(join(root, file), "utf8");
    const [, holds] = /^# .+\n\n## What holds now\n\n([\s\S]*?)\n\n## /.exec(text) ?? [];
    expect(holds, file).toBeDefined();
    expect(holds.split("\n").length, file).toBeLessThanOrEqual(10);
  }
});

test.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("every path that %s names exists", async (file) => {
  const text = await readFile(join(root, file), "utf8");
  const named = [...text.matchAll(/`((?:src|test|studio|bench|docs|script|example)\/[^`<>…*\s]+)`/g)].map(
    ([, path]) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("ARCHITECTURE.md says for at least 25 changes which file to open", async () => {
  const text = await readFile(join(root, "ARCHITECTURE.md"), "utf8");
  const table = text.slice(text.indexOf("## To change something"));
  expect(table.match(/^\| (?!to change|-)/gm)?.length).toBeGreaterThanOrEqual(25);
});
