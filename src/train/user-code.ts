import { OmakaseError } from "../error.ts";
import { trainText } from "../text/index.ts";

/** URL of this library's folder; stack frames inside it are not the user's. */
const library = new URL(/* @vite-ignore */ "../", import.meta.url).href;

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
    const message = error.message.split("\n")[0];
    return new OmakaseError("option", { where: line, ...trainText.userCode.broken({ message }) }, { cause: error });
  }
  const { code, errorParts } = error;
  if (errorParts.where.startsWith(line)) return error;
  return new OmakaseError(code, { ...errorParts, where: `${line}, ${errorParts.where}` }, { cause: error });
}

/** Finds the first frame of a stack that is not in this library, as `file.ts:12`. */
function userLine(stack: string): string | undefined {
  for (const frame of stack.split("\n").slice(1)) {
    const [, file, line] = /((?:[a-z]+:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (file === undefined || file.startsWith("node:")) continue;
    const url = file.startsWith("/") ? `file://${file}` : file;
    if (url.startsWith(library) || url.includes("/node_modules/")) continue;
    const name = url.split("?")[0].split(/[\\/]/).at(-1)!;
    return `${decodeURIComponent(name)}:${line}`;
  }
  return undefined;
}
