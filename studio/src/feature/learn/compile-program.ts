import { init, parse } from "es-module-lexer";
import { transform, type Options } from "sucrase";
import { findSyntaxError, OmakaseError } from "omakase/studio";
import { words } from "./words.ts";

/** Name of a learner's file, as in error messages. */
export const lessonFile = "lesson.ts";

/** Modules that a program may import. */
const openModules = ["omakase", "omakase/lesson"] as const;
/** Name of such a module. */
export type OpenModule = (typeof openModules)[number];

/** Program without types, ready to be loaded. Lines stay where they were. */
export interface CompiledProgram {
  /** JavaScript between the names of imported modules: one part more than `modules`. */
  readonly parts: readonly string[];
  readonly modules: readonly OpenModule[];
  /** Function that holds the program and is never called: the browser parses it for errors, and runs none of it. */
  readonly sealed: string;
}

/**
 * Strips the types of a learner's program and finds its imports.
 *
 * @throws Error with `loc.line`, if the text is no program or imports something else than the library.
 */
export async function compileProgram(text: string): Promise<CompiledProgram> {
  await init;
  const options = { disableESTransforms: true, filePath: lessonFile } as const;
  const code = withoutTypes(text, options);
  const parts: string[] = [];
  const modules: OpenModule[] = [];
  let from = 0;
  for (const { s: start, e: end, d: dynamic } of parse(code, lessonFile)[0]) {
    if (dynamic === -2) continue; // import.meta
    const name = code.slice(start, end); // not `n`, for which the lexer needs eval
    const open = openModules.find((one) => one === name);
    if (dynamic > -1 || !open) throw closedModule(name, lineAt(code, start));
    parts.push(code.slice(from, start));
    modules.push(open);
    from = end;
  }
  const { code: inside } = transform(text, { ...options, transforms: ["typescript", "imports"] });
  return { parts: [...parts, code.slice(from)], modules, sealed: `export async function program() {${inside}\n}` };
}

/** Strips the types. A syntax error names its line. */
function withoutTypes(text: string, options: Omit<Options, "transforms">): string {
  try {
    return transform(text, { ...options, transforms: ["typescript"] }).code;
  } catch (error) {
    const line = findSyntaxError(text);
    throw line === undefined ? error : Object.assign(error as Error, { loc: { line } });
  }
}

function closedModule(name: string, line: number): Error {
  const error = new OmakaseError("option", {
    where: `${lessonFile}:${line}, import`,
    expected: words.openModules,
    got: { ja: name, en: name },
    remedy: words.removeImport,
  });
  return Object.assign(error, { loc: { line } });
}

function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}
