/** Shows how far an installation is, from the size of the folder that grows. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds between two looks at the folder. */
const pause = 1000;
/** Characters of the bar. */
const width = 30;

/**
 * Shows a bar on a terminal, else a line at every tenth, until the function that it gives is called.
 *
 * @param expected bytes of the folder at the end
 */
export function progress(words, folder, expected) {
  const terminal = process.stderr.isTTY === true;
  const verb = words === "ja" ? "インストール中" : "installing";
  let told = -1;
  const show = (share) => {
    const percent = Math.floor(100 * share);
    if (terminal) {
      const full = Math.round(width * share);
      process.stderr.write(`\r${verb} ${"█".repeat(full)}${"░".repeat(width - full)} ${percent} %  `);
    } else if (Math.floor(percent / 10) > told) {
      told = Math.floor(percent / 10);
      process.stderr.write(`${verb}: ${percent} %\n`);
    }
  };
  const timer = setInterval(() => show(Math.min(0.99, bytesIn(folder) / expected)), pause);
  show(0);
  return (complete) => {
    clearInterval(timer);
    if (complete) show(1);
    if (terminal) process.stderr.write("\n");
  };
}

/** Gives the bytes of all files in a folder that may change meanwhile. */
export function bytesIn(folder) {
  let bytes = 0;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesIn(path);
    else if (entry.isFile()) bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not there yet, or no more
  }
}
