import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Only isolated pages may share memory between threads, which ONNX Runtime's threads do. */
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  worker: {
    format: "es",
    // ONNX Runtime's threads load the file that it stands in. With this, the bundler's helpers get a file of their own;
    // else that file would take them from the worker's, and every thread would run the worker's code as well.
    rolldownOptions: { output: { strictExecutionOrder: true } },
  },
  build: {
    outDir: fileURLToPath(new URL("../../dist/page", import.meta.url)),
    emptyOutDir: true,
    target: "esnext",
    chunkSizeWarningLimit: 1000,
  },
  preview: { headers },
});
