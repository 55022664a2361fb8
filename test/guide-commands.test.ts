import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesOf } from "./nightly.ts";
import { runOmakase } from "./run-omakase.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const site = join(root, "docs", "site");
const folder = mkdtempSync(join(tmpdir(), "omakase-guide-"));

/** Pages of the documentation site; the first one trains what others draw with. */
const pages = readdirSync(join(site, "en"), { recursive: true, encoding: "utf8" })
  .map((page) => page.replaceAll("\\", "/"))
  .filter((page) => page.endsWith(".md"))
  .sort((one, other) => Number(one !== "guide/my-folder.md") - Number(other !== "guide/my-folder.md"));

/** Commands that other tests run, by their first words. */
const runElsewhere = [
  ["npm start", "test/script.test.ts"],
  ["npx omakase class", "test/cli-class.test.ts"],
  ["npx omakase outlier fit ./plates --features", "test/cli-outlier.test.ts"],
  ["npm install --offline", "test/class-node.nightly.ts"],
  ["npx omakase lesson", "test/cli-lesson.test.ts"],
] as const;

function commandsOf(language: string, page: string): string[] {
  const text = readFileSync(join(site, language, page), "utf8");
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.flatMap((block) => block.replaceAll(/ +#.*/g, "").trim().split("\n"));
}

const small = ["--size", "16", "--count", "40"];

/** Returns a command with few small pictures and steps in place of its minutes. */
function shortened(words: readonly string[]): string[] {
  const minutes = words.indexOf("--minutes");
  const others = minutes < 0 ? [...words] : words.toSpliced(minutes, 2);
  if (words.includes("--resume")) return [...others, "--steps", "4"];
  if (words[0] === "train") return [...others, "--steps", "2", ...small];
  if (words[1] === "fit") return [...others, "--size", "16", "--features", "4", "--pictures", "64"];
  return [...words];
}

test("both languages show the same commands", () => {
  for (const page of pages) expect(commandsOf("ja", page), page).toEqual(commandsOf("en", page));
});

describe.skipIf(!existsSync(main))("commands of the guides", () => {
  beforeAll(async () => {
    const save = (path: string, background: { r: number; g: number; b: number }) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toFile(join(folder, path));
    for (const name of ["my-pictures", "good", "plates", "today"]) {
      mkdirSync(join(folder, name));
      for (let at = 0; at < 40; at++) await save(`${name}/${at}.png`, { r: 200 - at, g: 60 + at, b: 50 });
    }
    for (const name of ["7.jpg", "12.jpg"]) cpSync(join(folder, "today", "7.png"), join(folder, "today", name));
    const rows = Array.from({ length: 40 }, (_, at) => `${at}.png,${at % 2 === 0 ? "red" : "blue"}`);
    writeFileSync(join(folder, "my-pictures", "tags.csv"), ["file,colour", ...rows, ""].join("\n"));
    cpSync(join(root, "lesson", "02-autoencoder", "lesson.ts"), join(folder, "my-model.ts"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(casesOf(pages, ["guide/which-model.md"]))(
    "%s",
    async (page) => {
      for (const command of commandsOf("en", page)) {
        if (runElsewhere.some(([start]) => command.startsWith(start))) continue;
        expect(command).toMatch(/^npx omakase /);
        const { code, text } = await runOmakase(main, folder, shortened(command.split(" ").slice(2)));
        expect(code, `${command}\n${text}`).toBe(0);
      }
    },
    600_000,
  );

  test("a command that is left out here has a test of its own", () => {
    const all = pages.flatMap((page) => commandsOf("en", page));
    for (const [start, file] of runElsewhere) {
      expect(all.some((command) => command.startsWith(start))).toBe(true);
      expect(existsSync(join(root, file)), file).toBe(true);
    }
  });
});
