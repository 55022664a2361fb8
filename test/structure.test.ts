import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  importOrderBreaches,
  doorBreaches,
  starExportBreaches,
  inlineTexts,
  longFiles,
  forbiddenFileNames,
  nativeImportsOfDoors,
  nodeModuleImports,
  folderOrder,
  pageNameUses,
  parseSource,
  unknownFolders,
  readmeMapBreaches,
  readSources,
} from "./structure.ts";

const root = new URL("..", import.meta.url);
const sources = readSources(fileURLToPath(new URL("src", root)));

const rules = {
  arrows: importOrderBreaches,
  doors: doorBreaches,
  places: unknownFolders,
  nodeModules: nodeModuleImports,
  pageNames: pageNameUses,
  explicitExports: starExportBreaches,
  texts: inlineTexts,
  fileLengths: longFiles,
  names: forbiddenFileNames,
  nativeFree: nativeImportsOfDoors,
};

describe("src/", () => {
  test.each(Object.entries(rules))("keeps the rule of %s", (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });

  test("is what the map in ARCHITECTURE.md says", () => {
    const architecture = readFileSync(new URL("ARCHITECTURE.md", root), "utf8");
    expect(readmeMapBreaches(sources, architecture)).toEqual([]);
  });

  test("was read", () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.find((source) => source.path === "device/device.ts")?.imports).toEqual([
      { target: "tensor/index.ts", isRelative: true, isTypeOnly: true },
    ]);
  });
});

/** Each rule finds its bad example and leaves its good one alone. */
const examples: Record<keyof typeof rules, { bad: [path: string, text: string]; good: [path: string, text: string] }> =
  {
    arrows: {
      bad: ["tensor/a.ts", 'import { model } from "../train/index.ts";'],
      good: ["model/a.ts", 'import { tensor } from "../tensor/index.ts";'],
    },
    doors: {
      bad: ["model/a.ts", 'import { add } from "../tensor/op/add.ts";'],
      good: ["tensor/a.ts", 'import { add } from "./op/add.ts";\nimport { internal } from "../error.ts";'],
    },
    places: { bad: ["extra/a.ts", ""], good: ["tensor/a.ts", ""] },
    nodeModules: {
      bad: ["tensor/a.ts", 'export const read = () => import("node:fs");'],
      good: ["node/a.ts", 'import "node:fs";'],
    },
    pageNames: {
      bad: ["figure/a.ts", 'document.createElement("canvas");'],
      good: ["figure/a.ts", "function f(document: X) { return document.body + host.window; }"],
    },
    explicitExports: {
      bad: ["tensor/index.ts", 'export * from "./a.ts";'],
      good: ["tensor/index.ts", 'export { a } from "./a.ts";'],
    },
    texts: {
      bad: ["dataset/a.ts", 'export const name = { ja: "はい", en: "yes" };'],
      good: ["text/a.ts", 'export const name = { ja: "はい", en: "yes" };'],
    },
    fileLengths: { bad: ["tensor/a.ts", "//\n".repeat(401)], good: ["tensor/a.ts", "//\n".repeat(400)] },
    names: { bad: ["tensor/utils/a.ts", ""], good: ["tensor/op/sum-to.ts", ""] },
    nativeFree: {
      bad: ["index.ts", 'import sharp from "sharp";'],
      good: ["index.ts", 'import type { Sharp } from "sharp";\nimport { InferenceSession } from "onnxruntime-common";'],
    },
  };

describe("the rules", () => {
  test.each(Object.entries(examples))("%s finds its bad example", (name, { bad, good }) => {
    const rule = rules[name as keyof typeof rules];
    expect(rule([parseSource(...bad)])).toHaveLength(1);
    expect(rule([parseSource(...good)])).toEqual([]);
  });

  test("hosts do not import each other", () => {
    expect(
      importOrderBreaches([parseSource("browser/a.ts", 'import { files } from "../node/index.ts";')]),
    ).toHaveLength(1);
    expect(
      importOrderBreaches([parseSource("node/a.ts", 'import { files } from "../browser/index.ts";')]),
    ).toHaveLength(1);
  });

  test("host.ts may name the type of a picture, but load nothing below it", () => {
    expect(importOrderBreaches([parseSource("host.ts", 'import type { Picture } from "./image/index.ts";')])).toEqual(
      [],
    );
    expect(importOrderBreaches([parseSource("host.ts", 'import { resize } from "./image/index.ts";')])).toHaveLength(1);
    expect(
      importOrderBreaches([parseSource("host.ts", 'import { type Model } from "./model/index.ts";')]),
    ).toHaveLength(1);
  });

  test("types count as imports: import(…) types and export … from", () => {
    expect(
      importOrderBreaches([parseSource("tensor/a.ts", 'export type X = import("../model/index.ts").Model;')]),
    ).toHaveLength(1);
    expect(
      importOrderBreaches([parseSource("tensor/a.ts", 'export { type Model } from "../model/index.ts";')]),
    ).toHaveLength(1);
  });

  test("a native package is found through other files", () => {
    const chain = [
      parseSource("index.ts", 'export { a } from "./tensor/index.ts";'),
      parseSource("tensor/index.ts", 'export { a } from "./a.ts";'),
      parseSource("tensor/a.ts", 'export const a = () => import("onnxruntime-node");'),
    ];
    expect(nativeImportsOfDoors(chain)).toEqual([
      "onnxruntime-node can be reached from a page: index.ts > tensor/index.ts > tensor/a.ts",
    ]);
    expect(nativeImportsOfDoors([parseSource("browser/a.ts", 'import "node:fs";')])).toHaveLength(1);
  });

  test("a page's name is found behind globalThis", () => {
    expect(pageNameUses([parseSource("figure/a.ts", "globalThis.window;")])).toHaveLength(1);
  });

  test("the README's map has every folder in order", () => {
    const tree = [parseSource("tensor/a.ts", ""), parseSource("device/a.ts", ""), parseSource("error.ts", "")];
    const map = (lines: string) => `# omakase\n\n## The folders\n\n${lines}\n\n## Licence\nimage/ is no folder here\n`;
    expect(readmeMapBreaches(tree, map("```\nsrc/\n  tensor/  what\n  device/  where\n```"))).toEqual([]);
    expect(readmeMapBreaches(tree, map("| `tensor/` | what |\n| `device/` | where |"))).toEqual([]);
    expect(readmeMapBreaches(tree, map("```\n  device/  where\n  tensor/  what\n```"))).toHaveLength(1);
    expect(readmeMapBreaches(tree, map("```\n  tensor/  what\n```"))).toHaveLength(1);
    expect(readmeMapBreaches(tree, map("```\n  tensor/  what\n  device/  where\n  old/  gone\n```"))).toHaveLength(1);
    expect(readmeMapBreaches(tree, "# omakase")).toEqual(["README has no map of folders"]);
  });

  test("every folder has its place once", () => {
    expect(new Set(folderOrder).size).toBe(folderOrder.length);
  });
});
