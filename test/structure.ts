/**
 * The arrangement of src/, as rules over what its files import and name. Each rule takes all files and gives one
 * sentence for each breach; `structure.test.ts` runs them on the real tree and on small bad examples.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Order of imports: a folder may import everything to its left. `index` is the public door, `node` and `browser` are hosts side by side. */
export const folderOrder = [
  "text",
  "error",
  "host",
  "find-syntax-error",
  "serial-queue",
  "tensor",
  "math",
  "device",
  "image",
  "synthetic",
  "dataset",
  "nn",
  "optim",
  "model",
  "train",
  "checkpoint",
  "feature",
  "sample",
  "latent",
  "evaluate",
  "anomaly",
  "preference",
  "figure",
  "run",
  "protocol",
  "door",
  "lesson",
  "index",
  "studio",
  "node",
  "browser",
  "cli",
];

/** The one arrow that points down: the host's codecs speak of pictures. A type only, so nothing is loaded. */
const allowedDownwardImports = ["host.ts > image"];

const forbiddenNames = ["utils", "util", "helpers", "helper", "common", "shared", "misc", "lib"];
const nativePackages = ["onnxruntime-node", "sharp", "webgpu"];
const domNames = [
  "document",
  "window",
  "navigator",
  "location",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "requestAnimationFrame",
  "Image",
  "ImageData",
  "OffscreenCanvas",
  "createImageBitmap",
  "Worker",
  "alert",
  "HTMLElement",
  "HTMLCanvasElement",
  "HTMLImageElement",
];
const maxFileLines = 400;
/** Files whose texts are not yet in the catalogues. */
const notYetInCatalogues = ["lesson/", "cli/command/lesson.ts", "cli/output/lesson-texts.ts"];

/** One source file, read as far as the rules need. */
export interface SourceFacts {
  /** From src/, with forward slashes: `tensor/op/add.ts`. */
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly ImportFacts[];
  readonly starExportCount: number;
  /** Free names that belong to a page. */
  readonly domNames: readonly string[];
  /** Number of literals `{ ja, en }`. */
  readonly inlineTextCount: number;
}

/** An import or re-export. */
export interface ImportFacts {
  /** As written for a package; from src/ for a file. */
  readonly target: string;
  readonly isRelative: boolean;
  /** Vanishes when compiled. */
  readonly isTypeOnly: boolean;
}

/** All files of a folder that are compiled into the package: no tests, fixtures or nightly runs. */
export function readSources(folder: string): SourceFacts[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !/\.(test|nightly)\.ts$/.test(path))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(folder, path), "utf8")));
}

/** Reads one file. */
export function parseSource(path: string, text: string): SourceFacts {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: ImportFacts[] = [];
  const declared = new Set<string>();
  const names = new Set<string>();
  let starExportCount = 0;
  let inlineTextCount = 0;
  const add = (specifier: string, isTypeOnly: boolean) => {
    const isRelative = specifier.startsWith(".");
    const target = isRelative ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier;
    imports.push({ target, isRelative, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(textOf(node.moduleSpecifier), node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) {
        add(textOf(node.moduleSpecifier), node.isTypeOnly);
        if (node.exportClause === undefined) starExportCount++;
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (ts.isStringLiteralLike(node.arguments[0])) add(node.arguments[0].text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(textOf(node.argument.literal), true);
    } else if (ts.isObjectLiteralExpression(node)) {
      if (isInlineText(node)) inlineTextCount++;
    } else if (ts.isIdentifier(node)) {
      if (declares(node)) declared.add(node.text);
      else if (domNames.includes(node.text) && !isMember(node)) names.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    path,
    lineCount: text.trimEnd().split("\n").length,
    imports,
    starExportCount,
    inlineTextCount,
    domNames: [...names].filter((name) => !declared.has(name)),
  };
}

/** No folder imports one below it. */
export function importOrderBreaches(sources: readonly SourceFacts[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((one) => one.isRelative)
      .map((one) => ({ one, from: folderOf(source.path), to: folderOf(one.target) }))
      .filter(({ one, from, to }) => {
        if (from === to || (one.isTypeOnly && allowedDownwardImports.includes(`${source.path} > ${to}`))) return false;
        if (from === "browser" && to === "node") return true;
        return !folderOrder.includes(to) || folderOrder.indexOf(to) > folderOrder.indexOf(from);
      })
      .map(({ to }) => `${source.path} imports ${to}, which is below it or unknown`),
  );
}

/** Another folder is entered through its index.ts only. */
export function doorBreaches(sources: readonly SourceFacts[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((one) => one.isRelative && folderOf(one.target) !== folderOf(source.path) && one.target.includes("/"))
      .filter((one) => one.target !== `${folderOf(one.target)}/index.ts`)
      .map((one) => `${source.path} imports ${one.target} and skips the door ${folderOf(one.target)}/index.ts`),
  );
}

/** Every folder has a known place in the order. */
export function unknownFolders(sources: readonly SourceFacts[]): string[] {
  const found = new Set(sources.map((source) => folderOf(source.path)));
  return [...found]
    .filter((name) => !folderOrder.includes(name))
    .map((name) => `src/${name} has no place in the order`);
}

/** `node:*` only in node/ and cli/. */
export function nodeModuleImports(sources: readonly SourceFacts[]): string[] {
  return sources
    .filter((source) => !["node", "cli"].includes(folderOf(source.path)))
    .flatMap((source) =>
      source.imports
        .filter((one) => one.target.startsWith("node:"))
        .map((one) => `${source.path} imports ${one.target}, which only node/ and cli/ may`),
    );
}

/** Names of a page only in browser/. */
export function pageNameUses(sources: readonly SourceFacts[]): string[] {
  return sources
    .filter((source) => folderOf(source.path) !== "browser")
    .flatMap((source) => source.domNames.map((name) => `${source.path} uses ${name}, which only browser/ may`));
}

/** No `export *`: a door says what goes through it. */
export function starExportBreaches(sources: readonly SourceFacts[]): string[] {
  return sources.filter((source) => source.starExportCount > 0).map((source) => `${source.path} has an export *`);
}

/** Sentences for people are in the catalogues of text/, not in the code. */
export function inlineTexts(sources: readonly SourceFacts[]): string[] {
  return sources
    .filter((source) => source.inlineTextCount > 0 && folderOf(source.path) !== "text")
    .filter((source) => !notYetInCatalogues.some((start) => source.path.startsWith(start)))
    .map((source) => `${source.path} has ${source.inlineTextCount} texts of its own, which belong into text/`);
}

/** No file over 400 lines, but for the public door, which lists names, and the catalogues, which list sentences. */
export function longFiles(sources: readonly SourceFacts[]): string[] {
  return sources
    .filter((source) => source.lineCount > maxFileLines && source.path !== "index.ts")
    .filter((source) => !/^text\/(en|ja)\//.test(source.path))
    .map((source) => `${source.path} has ${source.lineCount} lines, more than ${maxFileLines}`);
}

/** No folder or file that is named after nothing. */
export function forbiddenFileNames(sources: readonly SourceFacts[]): string[] {
  return sources.flatMap((source) =>
    source.path
      .replace(/\.ts$/, "")
      .split("/")
      .filter((part) => forbiddenNames.includes(part) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
      .map((part) => `${source.path}: "${part}" is not a name we use`),
  );
}

/** No native package and no `node:*` can be reached from what a page loads. */
export function nativeImportsOfDoors(sources: readonly SourceFacts[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const breaches: string[] = [];
  const follow = (path: string, trail: readonly string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.isTypeOnly) continue;
      if (one.isRelative) follow(one.target, [...trail, path]);
      else if (nativePackages.includes(one.target.split("/")[0]) || one.target.startsWith("node:"))
        breaches.push(`${one.target} can be reached from a page: ${[...trail, path].join(" > ")}`);
    }
  };
  follow("index.ts", []);
  for (const source of sources) if (folderOf(source.path) === "browser") follow(source.path, []);
  return breaches;
}

/**
 * The README's map of folders names every folder of src/, in the order above, and nothing else. The map is made of the
 * lines that begin with `name/` (in a code block, or as the first cell of a table) under a heading with "folders" in it.
 */
export function readmeMapBreaches(sources: readonly SourceFacts[], readme: string): string[] {
  const section = /^#+[^\n]*(?:folders|フォルダ)[^\n]*\n(.*?)(?=^#|(?![^]))/ims.exec(readme)?.[1];
  if (section === undefined) return ["README has no map of folders"];
  const map = [...section.matchAll(/^[|\s]*`?([a-z-]+)\/`?(?=[\s|])/gm)].map((match) => match[1]);
  const mapped = map.filter((name) => name !== "src");
  const found = new Set(sources.filter((source) => source.path.includes("/")).map((source) => folderOf(source.path)));
  const expected = folderOrder.filter((name) => found.has(name));
  const same = mapped.length === expected.length && mapped.every((name, index) => name === expected[index]);
  return same ? [] : [`README's map says ${mapped.join(" ")}, but src/ has ${expected.join(" ")}`];
}

/** `tensor` for tensor/op/add.ts, `error` for error.ts. */
function folderOf(path: string): string {
  const slash = path.indexOf("/");
  return slash < 0 ? path.replace(/\.ts$/, "") : path.slice(0, slash);
}

/** Whether an object has the two keys of a text, with values or as shorthand. */
function isInlineText(node: ts.ObjectLiteralExpression): boolean {
  const keys = node.properties.map((property) => property.name?.getText());
  return keys.length === 2 && keys.includes("ja") && keys.includes("en");
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : "";
}

/** Whether this identifier gives a name to something here, so that the name is not the page's. */
function declares(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isImportSpecifier(parent)) &&
    parent.name === node
  );
}

/** Whether it is the `b` of `a.b`, a key, or a property's name. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === node && parent.expression.getText() !== "globalThis";
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent)) &&
    parent.name === node
  );
}
