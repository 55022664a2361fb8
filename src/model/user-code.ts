import { OmakaseError } from "../error.ts";
import { modelText, type ErrorTexts } from "../text/index.ts";

/** URL of this library's folder; stack frames inside it are not the user's. */
const library = new URL(/* @vite-ignore */ "../", import.meta.url).href;

/** Calls a function of the user's file; its errors name the line. */
export function runUserCode<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw locateInUserCode(error);
  }
}

/**
 * Adds the line of the user's file to an error thrown inside a custom model: `my-vae.ts:12, add: expected …`. An error of
 * JavaScript, such as a misspelt name, becomes an error that the user can fix. Returns errors of the library's own models
 * unchanged.
 */
export function locateInUserCode(error: unknown): unknown {
  if (!(error instanceof Error) || !error.stack) return error;
  const line = userLine(error.stack);
  if (line === undefined) return error;
  if (!(error instanceof OmakaseError)) {
    return new OmakaseError("option", { where: line, ...explain(error.message.split("\n")[0]) }, { cause: error });
  }
  const { code, errorParts } = error;
  if (errorParts.where.startsWith(line)) return error;
  return new OmakaseError(code, { ...errorParts, where: `${line}, ${errorParts.where}` }, { cause: error });
}

/** Puts a message of JavaScript that beginners meet often into plain words. */
function explain(message: string): ErrorTexts {
  const { userCode } = modelText;
  const [, unknown] = /^(\S+) is not defined/.exec(message) ?? [];
  if (unknown) return userCode.notDefined({ name: unknown });
  const [, called] = /^(\S+) is not a function/.exec(message) ?? [];
  if (called) return userCode.notFunction({ name: called });
  const [, empty, field] = /^Cannot read properties of (undefined|null) \(reading '(.+)'\)/.exec(message) ?? [];
  if (empty) return userCode.empty({ field });
  return userCode.broken({ message });
}

/** Finds the first frame of a stack that is not in this library, as `file.ts:12`. */
function userLine(stack: string): string | undefined {
  for (const frame of stack.split("\n").slice(1)) {
    const [, file, line] = /((?:[a-z]+:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (file === undefined || frame.includes("node:internal/")) continue;
    const url = file.startsWith("/") ? `file://${file}` : file;
    if (url.startsWith(library) || url.includes("/node_modules/")) continue;
    const name = url.split("?")[0].split(/[\\/]/).at(-1)!;
    return `${decodeURIComponent(name)}:${line}`;
  }
  return undefined;
}
