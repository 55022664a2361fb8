/**
 * `npm run docs`: builds the documentation site into `docs/site/dist/site`, for any web server. Its tools lie in
 * `docs/site`, apart from those of omakase, and are installed here when they are missing.
 *
 * `-- --base /omakase/` builds it for a folder of a server; without it, for the root.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { assemblePages, languages, titleOf } from "../docs/site/assemble.mjs";
import { build } from "./build.mjs";
import { install, installTools } from "./install.mjs";
import { messageLanguage } from "./message-language.mjs";
import { projectRoot, runProgram } from "./run-program.mjs";

const site = join(projectRoot, "docs", "site");
const [pagesFolder, builtFolder, referenceFolder] = ["pages", "site", "reference"].map((name) =>
  join(site, "dist", name),
);

/** Builds the site. Gives the exit code. */
export async function buildDocs({ base = "/" } = {}) {
  const language = messageLanguage(process.argv.slice(2));
  const ready = (await install(language)) === 0 && (await installTools(site, words[language])) && (await build()) === 0;
  if (!ready) return 1;
  for (const folder of [pagesFolder, builtFolder, referenceFolder]) rmSync(folder, { recursive: true, force: true });
  if ((await tool("typedoc/bin/typedoc", ["--logLevel", "Error"])) !== 0) return 1;
  await writePages();
  if ((await tool("vitepress/bin/vitepress.js", ["build", ".", "--base", base])) !== 0) return 1;
  await addStudio();
  console.log(builtFolder);
  return 0;
}

const words = {
  ja: {
    installing: "サイトを作る道具を docs/site にインストールします（ディスク 約 150 MB）。",
    failed: (got) =>
      `docs/site: 道具（VitePress と TypeDoc）をインストールできませんでした（${got}）。npm レジストリにつながるか確認して、もう一度 npm run docs を実行してください。`,
  },
  en: {
    installing: "Installing the tools of the site into docs/site (about 150 MB on disk).",
    failed: (got) =>
      `docs/site: expected to install VitePress and TypeDoc from the npm registry, got ${got}. Check that the registry can be reached, then run npm run docs again.`,
  },
};

/** Runs a tool of the site in its folder. */
function tool(path, args) {
  return runProgram(process.execPath, [join(site, "node_modules", path), ...args], { cwd: site });
}

/** Writes the pages in Markdown, their pictures, and the sidebar of each language. */
async function writePages() {
  const [{ listChapters }, lesson] = await Promise.all([library("node"), library("lesson")]);
  const chapters = await listChapters();
  const sidebar = {};
  for (const language of Object.keys(languages)) {
    const { pages, pictures } = assemblePages(language, chapters, lesson);
    for (const [page, text] of pages) write(join(pagesFolder, page), text);
    for (const [picture, source] of pictures) {
      mkdirSync(dirname(join(pagesFolder, picture)), { recursive: true });
      cpSync(join(projectRoot, source), join(pagesFolder, picture));
    }
    cpSync(referenceFolder, join(pagesFolder, languages[language], "reference"), { recursive: true });
    sidebar[language] = sectionsOf(language, pages);
  }
  write(join(site, "dist", "sidebar.json"), JSON.stringify(sidebar));
}

/** Loads a door of the built library. */
function library(name) {
  return import(pathToFileURL(join(projectRoot, "dist", name, "index.js")).href);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Returns the sections of the sidebar. */
function sectionsOf(language, pages) {
  const folder = languages[language];
  const item = (page) => ({ text: titleOf(pages.get(folder + page)), link: `/${folder}${page}` });
  const within = (start) =>
    [...pages.keys()].map((page) => page.slice(folder.length)).filter((page) => page.startsWith(start));
  const names = sectionNames[language];
  return [
    {
      text: names.course,
      items: ["lesson/index.md", ...within("lesson/").filter((page) => !page.endsWith("index.md"))],
    },
    {
      text: names.guides,
      items: [...guides, "example.md", "document/commands.md", "document/studio.md", "document/glossary.md"],
    },
    {
      text: names.results,
      items: ["results.md", "document/results.md", "document/cgan.md", ...within("document/notes/")],
    },
  ]
    .map(({ text, items }) => ({ text, items: items.map(item) }))
    .toSpliced(2, 0, { text: names.reference, items: referenceItems(folder) })
    .map((section) => ({ ...section, collapsed: true }));
}

const guides = ["pytorch", "my-folder", "in-a-page", "outliers", "which-model", "for-hosts"].map(
  (name) => `guide/${name}.md`,
);

const sectionNames = {
  ja: { course: "しくみ", guides: "手引き", reference: "API", results: "成績" },
  en: { course: "Course", guides: "Guides", reference: "API", results: "Results" },
};

/** Returns the pages of the reference: the doors of the package, the first with its namespaces. */
function referenceItems(folder) {
  const item = (text, page) => ({ text, link: `/${folder}reference/${page}.md` });
  const namespaces = ["anomaly", "figures", "images", "latents", "metrics", "nn", "ops", "optim", "preference"];
  return [
    { ...item("omakase", "omakase/index"), items: namespaces.map((name) => item(name, `omakase/namespaces/${name}`)) },
    ...["node", "browser", "lesson"].map((name) => item(`omakase/${name}`, `omakase/${name}`)),
  ];
}

/** Puts the studio with the models that come along beside the pages: lessons run there, without a server. */
async function addStudio() {
  const { buildSite, bundledModelIds, nodeHost, openBundledModel } = await library("node");
  const models = await Promise.all(bundledModelIds.map((id) => openBundledModel(id)));
  for (const { path, bytes } of await buildSite(nodeHost().files, models)) {
    const target = join(builtFolder, "studio", ...path.split("/"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { base: { type: "string", default: "/" }, lang: { type: "string" } } });
  process.exitCode = await buildDocs(values);
}
