import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Bundles a script of `page/` as a page's bundler does, into a new folder: `main.js` and its chunks. */
export async function bundlePageScript(script: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "omakase-page-"));
  await build({
    configFile: false,
    root: fileURLToPath(new URL("page", import.meta.url)),
    base: "./",
    logLevel: "warn",
    worker: { format: "es", rolldownOptions: { output: { strictExecutionOrder: true } } },
    build: {
      outDir,
      emptyOutDir: true,
      target: "esnext",
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: { main: script }, output: { entryFileNames: "[name].js", strictExecutionOrder: true } },
    },
  });
  return outDir;
}
