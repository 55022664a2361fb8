import { OmakaseError, formatError, type Language } from "../error.ts";
import { cliText } from "../text/index.ts";

/**
 * Lets the work outlive its output. A reader that went away (`| head`) ends the output in silence; a full disk ends it
 * with one sentence on standard error, and with exit code 1 when the work is done. Errors of standard error are
 * dropped: there is no other place to report them.
 */
export function guardOutput(language: Language): void {
  const { stdout, stderr } = process;
  stderr.on("error", () => discardFrom(stderr));
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (stdout.write === discard) return;
    discardFrom(stdout);
    if (error.code === "EPIPE") return;
    process.exitCode ||= 1;
    stderr.write(`${formatError(outputLost(error.code), language)}\n`);
  });
}

/** Drops all further writes: a stream that failed would keep them in memory. */
function discardFrom(stream: NodeJS.WriteStream): void {
  stream.write = discard;
}

function discard(): boolean {
  return true;
}

function outputLost(code = "unknown"): OmakaseError {
  const full = code === "ENOSPC";
  return new OmakaseError("run", { where: "stdout", ...cliText.output.outputLost({ full: Boolean(full), code }) });
}

/** Escapes control characters and bidirectional controls, so that no name acts on the terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
