/** The pages of the documentation site, from their sources: `docs-site.nightly.ts` builds them and looks at them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import * as lesson from "../src/lesson/index.ts";
import { chapterFolder, programText, type Chapter } from "../src/lesson/index.ts";
import { listChapters } from "../src/node/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Assembled {
  readonly pages: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<string, string>;
}
type Assemble = (language: string, chapters: readonly Chapter[], module: typeof lesson) => Assembled;

const languages = ["ja", "en"] as const;
const folders = { ja: "", en: "en/" } as const;
let chapters: readonly Chapter[];
const sites = new Map<string, Assembled>();
beforeAll(async () => {
  const url = new URL("../docs/site/assemble.mjs", import.meta.url).href;
  const { assemblePages } = (await import(url)) as { readonly assemblePages: Assemble };
  chapters = await listChapters();
  for (const language of languages) sites.set(language, assemblePages(language, chapters, lesson));
});

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```$/gm, "");
const handwritten = (language: "ja" | "en") =>
  readdirSync(join(root, "docs", "site", language), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/site/${language}/${path.replaceAll("\\", "/")}`);

describe.each(languages)("the pages in %s", (language) => {
  test("link to pages and pictures of the site, and to the studio", () => {
    const { pages, pictures } = sites.get(language)!;
    const broken: string[] = [];
    for (const [page, text] of pages)
      for (const [, target] of withoutCode(text).matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)) {
        const path = posix.join(posix.dirname(page), target.split(/[#?]/)[0]);
        if (!pages.has(path) && !pictures.has(path) && path !== "studio/index.html") broken.push(`${page}: ${target}`);
      }
    expect(broken).toEqual([]);
    expect(pages.size).toBeGreaterThan(35);
  });

  test("have each chapter with its programs and hints, and the way to the studio's screen Learn", () => {
    for (const chapter of chapters) {
      const folder = chapterFolder(chapter);
      const text = sites.get(language)!.pages.get(`${folders[language]}lesson/${folder}.md`)!;
      const source = read(`lesson/${folder}/lesson.ts`);
      for (const kind of ["exercise", "solution"] as const)
        expect(text).toContain(programText(source, kind, language).trimEnd());
      expect(text).toContain(`studio/index.html?lang=${language}#/learn?chapter=${folder})`);
      expect(text.match(/^::: details/gm)).toHaveLength(2 + chapter.hints.length);
      expect(text).toContain(`<LiveView chapter="${folder}" name=`); // the program runs in the page
      const components = [...read(`lesson/${folder}/text.${language}.md`).matchAll(/<!-- see inside: (\w+) -->/g)];
      for (const [, name] of components) expect(text).toContain(`<LiveView chapter="${folder}" inside="${name}" name=`);
      expect(text).not.toContain("<!--");
    }
  });

  test("give only numbers that stand in a measurement", () => {
    const measured = ["results", "cgan", ...noteNames].map((name) => read(`docs/${name}.md`)).join("\n");
    const version = /Node(?:\.js)?\s\d+\.\d+/g;
    for (const path of handwritten(language).filter((name) => /results|which-model|outliers|my-folder/.test(name))) {
      const numbers =
        withoutCode(read(path))
          .replace(version, "")
          .match(/\d+\.\d+/g) ?? [];
      expect(numbers.filter((number) => !measured.includes(number)), path).toEqual([]); // oxfmt-ignore
    }
  });
});

const noteNames = ["anomaly", "conditional", "crossover", "gan", "inversion", "latent-flow", "preference", "speed"].map(
  (name) => `notes/${name}`,
);

test("both languages have the same pages", () => {
  const english = [...sites.get("en")!.pages.keys()].map((page) => page.replace(/^en\//, ""));
  expect([...sites.get("ja")!.pages.keys()].sort()).toEqual(english.sort());
});

test("pages name only functions and commands that exist", () => {
  const api = new Set(read("docs/public-api.txt").split("\n").map((line) => line.trim())); // oxfmt-ignore
  for (const path of languages.flatMap(handwritten)) {
    // the left column of a table of names is PyTorch's
    const text = withoutCode(read(path)).replace(/^\| [^|]*\|/gm, "");
    for (const [, name] of text.matchAll(/`((?:nn|ops|latents|anomaly|figures|metrics|optim)\.\w+)/g))
      expect(api.has(name), `${path}: ${name}`).toBe(true);
    for (const [, command] of read(path).matchAll(/npx omakase ([a-z]+)/g))
      expect(commandExists(command), `${path}: ${command}`).toBe(true);
  }
});

function commandExists(name: string): boolean {
  const folder = join(root, "src", "cli", "command");
  return [`${name}.ts`, join(name, `${name}.ts`), name].some((path) => existsSync(join(folder, path)));
}

test("the search cuts Japanese into words, and names at their dots", async () => {
  const url = new URL("../docs/site/.vitepress/tokenize.mjs", import.meta.url).href;
  const { tokenize } = (await import(url)) as { readonly tokenize: (text: string) => string[] };
  // as VitePress does it: from the function's text alone
  const copy = new Function(`return ${tokenize.toString()}`)() as typeof tokenize;
  expect(copy("潜在空間の地図")).toEqual(["潜在", "空間", "の", "地図"]);
  expect(copy("ops.softplus(x), latent-flow")).toEqual(["ops", "softplus", "x", "latent", "flow"]);
});

test("anchors are written as people type them, letter by letter", async () => {
  const url = new URL("../docs/site/.vitepress/slugify.mjs", import.meta.url).href;
  const { slugify } = (await import(url)) as { readonly slugify: (heading: string) => string };
  const cases = {
    プログラムで: "プログラムで",
    "4. ラベルで注文する": "_4-ラベルで注文する",
    "In a program": "in-a-program",
  };
  for (const [heading, anchor] of Object.entries(cases)) expect(slugify(heading)).toBe(anchor.normalize("NFC"));
  expect(slugify("Café & bar?")).toBe("cafe-bar");
});

test("the site's tools are no part of omakase's packages", () => {
  const { workspaces, dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, object>;
  const tools = JSON.parse(read("docs/site/package.json")) as { readonly devDependencies: Record<string, string> };
  expect(Object.values(workspaces)).not.toContain("docs/site");
  for (const [name, version] of Object.entries(tools.devDependencies)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    if (name !== "typescript") expect({ ...dependencies, ...devDependencies }).not.toHaveProperty(name);
  }
});
