import { OmakaseError } from "../error.ts";

/** URL of this library's folder; stack frames inside it are not the user's. */
const library = new URL(/* @vite-ignore */ "../", import.meta.url).href;

/**
 * Adds the line of the user's file to an error thrown inside a custom loss: `my-vae.ts:12, add: expected …`. Returns errors
 * of the library's own models unchanged.
 */
export function locateInUserCode(error: unknown): unknown {
  if (!(error instanceof OmakaseError) || !error.stack) return error;
  const line = userLine(error.stack);
  if (line === undefined) return error;
  const { code, errorParts } = error;
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
