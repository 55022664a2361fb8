/**
 * Bundles the element `<omakase-picture>` into dist/element/, a folder that a page without a bundler can use as it is:
 * the element, the worker that draws, and the engine, which is fetched when it is needed.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { projectRoot } from "./run-program.mjs";
import { zodForPages } from "./zod-for-pages.mjs";

const source = join(projectRoot, "src", "browser", "element");
const target = join(projectRoot, "dist", "element");
const engine = createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm");

const names = ["omakase-picture", "picture-worker"];
rmSync(target, { recursive: true, force: true });
for (const name of names) {
  // Each has its own modules: the element loads nothing of the library.
  const input = { [name]: join(source, `${name}.ts`) };
  const bundle = await rolldown({ input, platform: "browser", plugins: zodForPages });
  await bundle.write({
    dir: target,
    format: "esm",
    minify: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
}
// Plain file servers compress nothing: 14 MB become 3.7.
writeFileSync(join(target, "ort-wasm-simd-threaded.wasm.gz"), gzipSync(readFileSync(engine), { level: 9 }));
