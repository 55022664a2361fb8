import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as omakase from "../../src/index.ts";
import * as lesson from "../../src/lesson/index.ts";
import { libraryDocs } from "../../studio/library-docs.ts";
import type { DocEntry, LibraryDocs } from "../../studio/src/feature/learn/editor/library-docs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the docs of the editor of the course", () => {
  let docs: LibraryDocs;
  beforeAll(() => {
    docs = libraryDocs();
  }, 240_000);

  const find = (path: string, entries: readonly DocEntry[] = docs.modules.omakase): DocEntry | undefined => {
    const [first, ...rest] = path.split(".");
    const entry = entries.find(({ name }) => name === first);
    return rest.length === 0 ? entry : find(rest.join("."), entry?.members);
  };

  test("have each public value, and nothing that is no value; functions say what they do", () => {
    const report = readFileSync(join(root, "docs/public-api.txt"), "utf8");
    const listed = /^values\n([^]*)^types$/m.exec(report)![1].trim().split(/\s+/);
    const given = docs.modules.omakase.flatMap((entry) => [entry, ...(entry.members ?? [])].map((one) => (one === entry ? one.name : `${entry.name}.${one.name}`)).filter((_, at, all) => all.length === 1 || at > 0)); // oxfmt-ignore
    const values = given.filter((path) => find(path)!.kind !== "type");
    expect(values.sort()).toEqual(listed.sort());
    for (const path of listed) {
      const { kind, text, signature } = find(path)!;
      const value = path
        .split(".")
        .reduce((holder: unknown, name) => (holder as Record<string, unknown>)[name], omakase);
      expect(kind === "function" || kind === "class", path).toBe(typeof value === "function");
      expect(text, path).toMatch(/^[A-Z`]/);
      expect(signature, path).toMatch(/^[(:]/);
    }
    const names = docs.modules["omakase/lesson"].filter(({ kind }) => kind !== "type").map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(lesson).sort());
  });

  test("say shapes, what is returned, and the first example", () => {
    const conv = find("nn.conv")!;
    expect(conv.signature).toBe("(out: number, options?: ConvOptions): Layer");
    expect(conv.parameters![0]).toMatchObject({ name: "out", text: "number of output features, 1 or more." });
    expect(conv.returns).toContain("`[out, in, kernel, kernel]`");
    expect(find("ops.multiply")!.parameters!.map(({ text }) => text)).toEqual([
      "any shape, or a number.",
      "any shape that broadcasts with `left` as in NumPy, or a number.",
    ]);
    expect(find("defineModel")!.example).toMatch(/^const model = defineModel\(\{\n {2}kind: "mean",/);
    expect(/.{20}(\{@link|```)/.exec(JSON.stringify(docs))).toBeNull();
    expect(find("nn")!.text).toMatch(/^[A-Z]/);
  });

  test("have the fields of options, of a model's definition and of what a loss gets, to the end of the stages", () => {
    const fields = (key: string | undefined) => docs.types[key!].fields;
    const fieldOf = (key: string | undefined, name: string) => fields(key).find((one) => one.name === name)!;
    expect(fields(find("nn.conv")!.parameters![1].type).map(({ name }) => name)).toContain("stride");
    const definition = find("defineModel")!.parameters![0].type;
    const [batch, tools] = fieldOf(definition, "loss").parameters!;
    expect(fields(batch.type).map(({ name }) => name)).toContain("images");
    expect(fieldOf(tools.type, "noise")).toMatchObject({ kind: "function", text: expect.stringContaining("N(0, 1)") });
    const stage = docs.types[fieldOf(definition, "stages").type!].each!.type;
    const loss = docs.types[fieldOf(stage, "losses").type!].each!;
    expect(loss.parameters!.map(({ type }) => type)).toEqual([batch.type, tools.type]);
    const keys = JSON.stringify(docs).matchAll(/"(?:type|result)":"(\d+)"/g);
    for (const [, key] of keys) expect(docs.types[key], key).toBeDefined();
  });

  test("mark what programs of the course use, and nothing that they only write about", () => {
    const common = find("ops")!.members!.filter((entry) => entry.common).map(({ name }) => name); // oxfmt-ignore
    expect(common).toEqual(expect.arrayContaining(["add", "exp", "meanAll", "multiply", "softplus", "square", "sum"]));
    expect(common.filter((name) => /^(dot|philox|substitute|withGradient|buildGraph|conv2dInputGradient)$/.test(name))).toEqual([]); // oxfmt-ignore
    expect(find("defineModel")!.common).toBe(true);
  });

  test("name only types that a text has explained, in the signatures of what a learner writes", () => {
    const folders = readdirSync(join(root, "lesson")).filter((name) => /^\d\d-/.test(name));
    for (const language of ["ja", "en"]) {
      let explained = "";
      for (const folder of folders) {
        const read = (file: string) => readFileSync(join(root, "lesson", folder, file), "utf8");
        explained += [...read(`text.${language}.md`).matchAll(/`[^`]+`/g)].join(" ");
        const taken = /const \{ (.*) \} = ops;/.exec(read("lesson.ts"))?.[1].split(", ") ?? [];
        const answers = new Set(lesson.gapAnswers(read("lesson.ts")).flat().join(" ").match(/\w+/g));
        const written = new Set(taken.filter((name) => answers.has(name)));
        for (const { name, signature } of find("ops")!.members!.filter((one) => written.has(one.name)))
          for (const word of signature!.match(/\b[A-Z]\w+|\baxes\b/g) ?? [])
            expect(explained, `${folder}, ${language}: ${name}${signature}`).toContain(`\`${word}\``);
      }
    }
  });

  test("are at most 60 kB compressed", () => {
    expect(gzipSync(JSON.stringify(docs), { level: 9 }).length).toBeLessThan(60_000);
  });
});

describe("the generator of the docs", () => {
  const folder = mkdtempSync(join(tmpdir(), "omakase-docs-"));
  const file = join(folder, "index.ts");
  afterAll(() => rmSync(folder, { recursive: true }));
  const docsOf = (source: string): readonly DocEntry[] => {
    writeFileSync(file, source);
    return libraryDocs({ omakase: file, "omakase/lesson": file }).modules.omakase;
  };

  test("follows the source: a renamed function disappears, a changed doc changes", () => {
    const source = `/** Adds one. More words.\n *\n * Not this. @param n - a number. */\nexport function first(n: number): number { return n + 1; }\n`;
    const [before] = docsOf(source);
    expect(before).toMatchObject({ name: "first", kind: "function", text: "Adds one. More words.", signature: "(n: number): number" }); // oxfmt-ignore
    const after = docsOf(source.replace("first", "second").replace("Adds one", "Adds 1"));
    expect(after.map(({ name, text }) => [name, text])).toEqual([["second", "Adds 1. More words."]]);
  });
});
