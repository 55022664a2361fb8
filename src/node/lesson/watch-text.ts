import { readFile } from "node:fs/promises";

/** Time between two looks at a watched file, ms. */
const pollInterval = 300;

/**
 * Waits until the text of a file differs from a known one. It polls, since notices of changes do not arrive on WSL and
 * on network drives; an editor that replaces the file leaves it missing for a moment, which counts as no change.
 *
 * @returns the new text; undefined when aborted.
 */
export async function waitForChange(path: string, known: string, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    await delay(pollInterval, signal);
    const text = await readFile(path, "utf8").catch(() => known);
    if (text !== known && text.trim() !== "") return text;
  }
  return undefined;
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
