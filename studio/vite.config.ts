import react from "@vitejs/plugin-react";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Advice to who writes plugins; `npm start` prints what a person needs. */
const checks = { bundlerTimings: false };

/** Plain file servers compress nothing: what is large lies there compressed, as the page expects (`worker/run-cache.ts`). */
function compressed(): Plugin {
  let folder = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir, build.assetsDir)),
    closeBundle() {
      for (const name of readdirSync(folder).filter((file) => file.endsWith(".wasm"))) {
        const path = join(folder, name);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
        rmSync(path);
      }
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "./", // the page may lie in any folder of a server
  plugins: [react(), compressed()],
  resolve: {
    alias: [
      { find: /^omakase$/, replacement: here("../src/index.ts") },
      { find: /^omakase\/studio$/, replacement: here("../src/studio.ts") },
      { find: /^omakase\/browser$/, replacement: here("../src/browser/index.ts") },
    ],
  },
  worker: {
    format: "es",
    // ONNX Runtime's threads load the file that it stands in. With this, the bundler's helpers get a file of their own;
    // else that file would take them from the worker's, and every thread would run the worker's code as well.
    rolldownOptions: { checks, output: { strictExecutionOrder: true } },
  },
  build: {
    outDir: here("../dist/studio"),
    emptyOutDir: true,
    target: "esnext",
    assetsInlineLimit: 0, // the page's policy allows its own files only
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { checks },
  },
});
