import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "./", // the page may lie in any folder of a server
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^omakase$/, replacement: here("../src/index.ts") },
      { find: /^omakase\/browser$/, replacement: here("../src/browser/index.ts") },
    ],
  },
  worker: {
    format: "es",
    // ONNX Runtime's threads load the file that it stands in. With this, the bundler's helpers get a file of their own;
    // else that file would take them from the worker's, and every thread would run the worker's code as well.
    rolldownOptions: { output: { strictExecutionOrder: true } },
  },
  build: {
    outDir: here("../dist/studio"),
    emptyOutDir: true,
    target: "esnext",
    assetsInlineLimit: 0, // the page's policy allows its own files only
    chunkSizeWarningLimit: 1000,
  },
});
