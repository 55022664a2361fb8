import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "dist", "doc-examples");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Code before the examples: the public names, a small data set, a device, and a trained model. */
const prelude = `
import * as omakase from "omakase";
import { cpuDevice, nodeHost } from "omakase/node";
const { nn, ops } = omakase;
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
      (word) => !["host", "device", "sushi", "trained", "nn", "ops"].includes(word),
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
