import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);

/** The examples of a README, in order. */
async function examples(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

test("both READMEs show the same first autoencoder", async () => {
  const code = (text: string) => text.replace(/\/\/.*/g, "");
  const [english, japanese] = [await examples("README.md"), await examples("README.ja.md")];
  expect(english).toHaveLength(1);
  expect(japanese.map(code)).toEqual(english.map(code));
});

// The built package is what a reader imports; `npm test` builds before it tests.
test.skipIf(!existsSync(join(root, "dist", "index.js")))("the first autoencoder trains and draws", async () => {
  const [code] = await examples("README.md");
  // as it stands but for the patience: 300 steps are a minute, 4 show that every line works
  const quick = code
    .replace("steps: 300", "steps: 4")
    .replace("count: 500", "count: 40")
    .replace("step % 50", "step % 2");
  expect(quick).not.toBe(code);
  const folder = await mkdtemp(join(root, "dist", "readme-"));
  try {
    await writeFile(join(folder, "example.mjs"), quick);
    const { stdout } = await run(process.execPath, ["example.mjs"], { cwd: folder });
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect((await stat(join(folder, "sushi.png"))).size).toBeGreaterThan(1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.each(["README.md", "README.ja.md"])("what %s links to is there", async (file) => {
  const text = await readFile(join(root, file), "utf8");
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
});
