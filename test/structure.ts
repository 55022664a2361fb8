/**
 * The arrangement of src/, as rules over what its files import and name. Each rule takes all files and gives one
 * sentence for each breach; `structure.test.ts` runs them on the real tree and on small bad examples.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What may be imported: everything to the left. `index` is the public door, `node` and `browser` are hosts side by side. */
export const order = [
  "error",
  "host",
  "tensor",
  "math",
  "device",
  "image",
  "dataset",
  "nn",
  "optim",
  "model",
  "feature",
  "train",
  "checkpoint",
  "generate",
  "morph",
  "score",
  "direction",
  "taste",
  "figure",
  "run",
  "wire",
  "index",
  "node",
  "browser",
  "cli",
];

/** The one arrow that points down: the host's codecs speak of pictures. A type only, so nothing is loaded. */
const downwards = ["host.ts > image"];

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
const longestFile = 400;

/** One source file, read as far as the rules need. */
export interface Source {
  /** From src/, with forward slashes: `tensor/op/add.ts`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly starExports: number;
  /** Free names that belong to a page. */
  readonly domNames: readonly string[];
}

/** An import or re-export. */
export interface Import {
  /** As written for a package; from src/ for a file. */
  readonly target: string;
  readonly relative: boolean;
  /** Vanishes when compiled. */
  readonly typeOnly: boolean;
}

/** All files of a folder that are compiled into the package: no tests, fixtures or nightly runs. */
export function readSources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !/\.(test|nightly)\.ts$/.test(path))
    .sort()
    .map((path) => parse(path, readFileSync(join(folder, path), "utf8")));
}

/** Reads one file. */
export function parse(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const declared = new Set<string>();
  const names = new Set<string>();
  let starExports = 0;
  const add = (specifier: string, typeOnly: boolean) => {
    const relative = specifier.startsWith(".");
    const target = relative ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier;
    imports.push({ target, relative, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(textOf(node.moduleSpecifier), node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) {
        add(textOf(node.moduleSpecifier), node.isTypeOnly);
        if (node.exportClause === undefined) starExports++;
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (ts.isStringLiteralLike(node.arguments[0])) add(node.arguments[0].text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(textOf(node.argument.literal), true);
    } else if (ts.isIdentifier(node)) {
      if (declares(node)) declared.add(node.text);
      else if (domNames.includes(node.text) && !isMember(node)) names.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    path,
    lines: text.trimEnd().split("\n").length,
    imports,
    starExports,
    domNames: [...names].filter((name) => !declared.has(name)),
  };
}

/** No folder imports one below it. */
export function arrows(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((one) => one.relative)
      .map((one) => ({ one, from: place(source.path), to: place(one.target) }))
      .filter(({ one, from, to }) => {
        if (from === to || (one.typeOnly && downwards.includes(`${source.path} > ${to}`))) return false;
        if (from === "browser" && to === "node") return true;
        return !order.includes(to) || order.indexOf(to) > order.indexOf(from);
      })
      .map(({ to }) => `${source.path} imports ${to}, which is below it or unknown`),
  );
}

/** Another folder is entered through its index.ts only. */
export function doors(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((one) => one.relative && place(one.target) !== place(source.path) && one.target.includes("/"))
      .filter((one) => one.target !== `${place(one.target)}/index.ts`)
      .map((one) => `${source.path} imports ${one.target} and skips the door ${place(one.target)}/index.ts`),
  );
}

/** Every folder has a known place in the order. */
export function places(sources: readonly Source[]): string[] {
  const found = new Set(sources.map((source) => place(source.path)));
  return [...found].filter((name) => !order.includes(name)).map((name) => `src/${name} has no place in the order`);
}

/** `node:*` only in node/ and cli/. */
export function nodeModules(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => !["node", "cli"].includes(place(source.path)))
    .flatMap((source) =>
      source.imports
        .filter((one) => one.target.startsWith("node:"))
        .map((one) => `${source.path} imports ${one.target}, which only node/ and cli/ may`),
    );
}

/** Names of a page only in browser/. */
export function pageNames(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => place(source.path) !== "browser")
    .flatMap((source) => source.domNames.map((name) => `${source.path} uses ${name}, which only browser/ may`));
}

/** No `export *`: a door says what goes through it. */
export function explicitExports(sources: readonly Source[]): string[] {
  return sources.filter((source) => source.starExports > 0).map((source) => `${source.path} has an export *`);
}

/** No file over 400 lines, but for the public door: that is a list of names. */
export function fileLengths(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => source.lines > longestFile && source.path !== "index.ts")
    .map((source) => `${source.path} has ${source.lines} lines, more than ${longestFile}`);
}

/** No folder or file that is named after nothing. */
export function names(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.path
      .replace(/\.ts$/, "")
      .split("/")
      .filter((part) => forbiddenNames.includes(part) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
      .map((part) => `${source.path}: "${part}" is not a name we use`),
  );
}

/** No native package and no `node:*` can be reached from what a page loads. */
export function nativeFree(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set<string>();
  const breaches: string[] = [];
  const follow = (path: string, trail: readonly string[]): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.typeOnly) continue;
      if (one.relative) follow(one.target, [...trail, path]);
      else if (nativePackages.includes(one.target.split("/")[0]) || one.target.startsWith("node:"))
        breaches.push(`${one.target} can be reached from a page: ${[...trail, path].join(" > ")}`);
    }
  };
  follow("index.ts", []);
  for (const source of sources) if (place(source.path) === "browser") follow(source.path, []);
  return breaches;
}

/**
 * The README's map of folders names every folder of src/, in the order above, and nothing else. The map is made of the
 * lines that begin with `name/` (in a code block, or as the first cell of a table) under a heading with "folders" in it.
 */
export function readmeMap(sources: readonly Source[], readme: string): string[] {
  const section = /^#+[^\n]*(?:folders|フォルダ)[^\n]*\n(.*?)(?=^#|(?![^]))/ims.exec(readme)?.[1];
  if (section === undefined) return ["README has no map of folders"];
  const map = [...section.matchAll(/^[|\s]*`?([a-z-]+)\/`?(?=[\s|])/gm)].map((match) => match[1]);
  const mapped = map.filter((name) => name !== "src");
  const found = new Set(sources.filter((source) => source.path.includes("/")).map((source) => place(source.path)));
  const expected = order.filter((name) => found.has(name));
  const same = mapped.length === expected.length && mapped.every((name, index) => name === expected[index]);
  return same ? [] : [`README's map says ${mapped.join(" ")}, but src/ has ${expected.join(" ")}`];
}

/** `tensor` for tensor/op/add.ts, `error` for error.ts. */
function place(path: string): string {
  const slash = path.indexOf("/");
  return slash < 0 ? path.replace(/\.ts$/, "") : path.slice(0, slash);
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
