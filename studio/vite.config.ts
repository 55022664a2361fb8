import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, defineConfig, type Plugin } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Advice to who writes plugins; `npm start` prints what a person needs. */
const checks = { bundlerTimings: false };

/** Plain file servers compress nothing: what is large lies there compressed, as the page expects (`worker/run-cache.ts`). */
function compressed(): Plugin {
  let folder = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved: ({ root, build }) => void (folder = resolvePath(root, build.outDir, build.assetsDir)),
    closeBundle() {
      for (const name of readdirSync(folder).filter((file) => file.endsWith(".wasm"))) {
        const path = join(folder, name);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
        rmSync(path);
      }
    },
  };
}

const resolve = {
  alias: [
    { find: /^omakase$/, replacement: here("../src/index.ts") },
    { find: /^omakase\/lesson$/, replacement: here("../src/lesson/index.ts") },
    { find: /^omakase\/studio$/, replacement: here("../src/studio.ts") },
    { find: /^omakase\/browser$/, replacement: here("../src/browser/index.ts") },
  ],
};

/**
 * Gives a module that will have no address of its own one that reaches nothing: addresses relative to it are valid, and
 * stack traces tell it from a learner's program.
 */
const withoutAddress: Plugin = {
  name: "without-address",
  renderChunk: (code) => code.replaceAll("import.meta.url", '"https://frame.invalid/"'),
};

/**
 * Builds what the frame of a lesson needs: the library as one module, which a frame without network can take as text,
 * and the frame's page, whose policy names its one script by its hash.
 */
function lessonFrame(): Plugin {
  const folder = here("src/worker/learn/");
  const output = { entryFileNames: "lesson-library.js", assetFileNames: "assets/[name]-[hash][extname]" };
  return {
    name: "lesson-frame",
    apply: "build",
    async writeBundle({ dir }) {
      const page = readFileSync(`${folder}lesson-frame.html`, "utf8");
      const script = /<script>(.*)<\/script>/s.exec(page)![1];
      const hash = `sha256-${createHash("sha256").update(script).digest("base64")}`;
      writeFileSync(join(dir!, "lesson-frame.html"), page.replace("HASH", hash));
      await build({
        configFile: false,
        root: here("."),
        base: "./",
        logLevel: "warn",
        resolve,
        plugins: [withoutAddress],
        build: {
          outDir: dir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: "esnext",
          assetsInlineLimit: 0,
          chunkSizeWarningLimit: 3000,
          rolldownOptions: {
            checks,
            input: `${folder}lesson-worker.ts`,
            preserveEntrySignatures: "strict",
            output: { ...output, codeSplitting: false },
          },
        },
      });
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "./", // the page may lie in any folder of a server
  plugins: [react(), lessonFrame(), compressed()],
  resolve,
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
