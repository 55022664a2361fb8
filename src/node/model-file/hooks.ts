/**
 * Module hooks that let Node load a person's model file: TypeScript is stripped of its types line by line, so errors
 * name the right line, and `omakase` is this very package, wherever the file lies. They run in a thread of their own.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "sucrase";

interface Context {
  readonly conditions: readonly string[];
  readonly parentURL?: string;
}
type NextResolve = (specifier: string, context: Context) => Promise<{ readonly url: string }>;
type NextLoad = (url: string, context: object) => Promise<object>;

const entries: Readonly<Record<string, string>> = {
  omakase: "../../index.js",
  "omakase/lesson": "../../lesson/index.js",
  "omakase/node": "../index.js",
  "omakase/browser": "../../browser/index.js",
};

/** Resolves the names of this package to the running copy. */
export async function resolve(specifier: string, context: Context, next: NextResolve): Promise<object> {
  if (!Object.hasOwn(entries, specifier)) return next(specifier, context);
  return { url: new URL(entries[specifier], import.meta.url).href, format: "module", shortCircuit: true };
}

/** Loads TypeScript files as modules. */
export async function load(url: string, context: object, next: NextLoad): Promise<object> {
  const { protocol, pathname } = new URL(url);
  if (protocol !== "file:" || !/\.[cm]?ts$/.test(pathname)) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = transform(await readFile(path, "utf8"), {
    transforms: ["typescript"],
    filePath: path,
    disableESTransforms: true,
    preserveDynamicImport: true,
  });
  return { format: "module", source: code, shortCircuit: true };
}
