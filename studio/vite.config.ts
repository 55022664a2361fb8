import react from "@vitejs/plugin-react";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, defineConfig, type Plugin } from "vite";
import { libraryDocs } from "./library-docs.ts";
import { zodForPages } from "../script/zod-for-pages.mjs";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Advice to who writes plugins; `npm start` prints what a person needs. */
const checks = { bundlerTimings: false, emptyImportMeta: false };

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

let docs: string | undefined;

/** Makes the module of the docs that the editor of the course shows; see `library-docs.ts`. */
const libraryDocsModule: Plugin = {
  name: "library-docs",
  resolveId: (id) => (id === "virtual:library-docs" ? `\0${id}` : undefined),
  load(id) {
    if (id !== "\0virtual:library-docs") return undefined;
    docs ??= JSON.stringify(JSON.stringify(libraryDocs()));
    return `export default JSON.parse(${docs});`;
  },
};

/**
 * Lets uPlot write numbers as the page's languages do. It asks for the browser's language, and ends the page's script where
 * that is none: WebKit on a system without a language says "C".
 */
const chartNumbers: Plugin = {
  name: "chart-numbers",
  transform: {
    filter: { id: /uPlot\.esm\.js$/ },
    handler(code) {
      const asked = "domEnv ? nav.language : 'en-US'";
      if (!code.includes(asked)) throw new Error("uPlot asks for the language in another way");
      return code.replace(asked, "'en-US'");
    },
  },
};

/**
 * Gives a module that will have no address of its own one that reaches nothing: addresses relative to it are valid, and
 * stack traces tell it from a learner's program.
 */
const withoutAddress: Plugin = {
  name: "without-address",
  enforce: "post",
  renderChunk: (code) => code.replaceAll(/import\.meta\.url|\bself\.location\.href/g, '"https://frame.invalid/"'),
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

/**
 * Builds the course as one plain script and a style sheet, for a page that opens from a folder: browsers load no modules
 * and start no workers from files. Pictures are those of the page.
 */
function offlinePage(): Plugin {
  const outDir = here("../dist/offline");
  const output = {
    format: "iife",
    entryFileNames: "offline.js",
    assetFileNames: ({ names }: { names: string[] }) =>
      names[0]?.endsWith(".css") ? "offline.css" : "assets/[name]-[hash][extname]",
  } as const;
  return {
    name: "offline-page",
    apply: "build",
    async closeBundle() {
      await build({
        configFile: false,
        root: here("."),
        logLevel: "warn",
        resolve: {
          alias: [...resolve.alias, { find: /^.*\/client\.ts$/, replacement: here("src/offline/client.ts") }],
        },
        plugins: [react(), libraryDocsModule],
        worker: { format: "iife", plugins: () => [withoutAddress] },
        experimental: { renderBuiltUrl: (name) => ({ runtime: JSON.stringify(`./${name}`) }) },
        build: {
          outDir,
          emptyOutDir: true,
          copyPublicDir: false,
          target: "esnext",
          cssCodeSplit: false,
          assetsInlineLimit: (path) => path.endsWith(".safetensors.gz"), // a worker without address finds no files
          chunkSizeWarningLimit: 3500,
          rolldownOptions: { checks, input: here("src/offline/main.tsx"), output: { ...output, codeSplitting: false } },
        },
      });
      copyFileSync(here("src/offline/open.js"), join(outDir, "open.js"));
      const page = here("../dist/studio/assets/");
      for (const name of readdirSync(join(outDir, "assets"))) {
        if (!existsSync(page + name) && !existsSync(`${page}${name}.gz`)) throw new Error(`${name}: not of the page`);
      }
      rmSync(join(outDir, "assets"), { recursive: true });
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "./", // the page may lie in any folder of a server
  plugins: [react(), libraryDocsModule, chartNumbers, zodForPages, lessonFrame(), compressed(), offlinePage()],
  resolve,
  worker: {
    format: "es",
    plugins: () => zodForPages,
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
