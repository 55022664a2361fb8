import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Only isolated pages may share memory between threads, which ONNX Runtime's threads do. */
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  worker: { format: "es" },
  build: {
    outDir: fileURLToPath(new URL("../../dist/page", import.meta.url)),
    emptyOutDir: true,
    target: "esnext",
    chunkSizeWarningLimit: 1000,
  },
  preview: { headers },
});
