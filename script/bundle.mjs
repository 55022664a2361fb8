/**
 * Bundles the command line into dist/cli/, with what it needs of the library and of packages in pure JavaScript: to load
 * a thousand small files takes most of a start. The library itself is not bundled. The bundle has public doors of its
 * own, so that a person's model file and the commands have the same modules.
 */
import { rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { projectRoot } from "./run-program.mjs";

const src = join(projectRoot, "src");
const dist = join(projectRoot, "dist");
const target = join(dist, "cli");

/** Public doors, and programs that import them or that a person's file runs in. */
const entries = ["index", "lesson/index", "node/index", "browser/index"];
entries.push("node/lesson/lesson-process", "node/model-file/hooks");
/** Modules that find the entries above beside themselves. */
const besideEntries = ["node/lesson/start-lesson", "node/model-file/hooks", "node/model-file/register-hooks"];

/** Packages with native or Wasm parts, or with files that they find beside themselves. */
const external = ["@electric-sql/pglite", "@resvg/resvg-wasm", "linkedom", "onnxruntime-node", "onnxruntime-web"];
external.push("postgres", "sharp", "sucrase", "webgpu");

/** Stands for the path to dist/, which depends on the place of a chunk. */
const toDist = "PATH-TO-DIST";

/** Gives each module the address that it has in dist/ without a bundle: its assets and programs are beside it. */
const ownAddress = {
  name: "own-address",
  transform(code, id) {
    if (!id.startsWith(src + sep) || !code.includes("import.meta.url")) return null;
    const module = relative(src, id).split(sep).join("/").replace(/\.ts$/, "");
    const file = `${besideEntries.includes(module) ? "cli/" : ""}${module}.js`;
    return code.replaceAll("import.meta.url", `new URL("${toDist}/${file}", import.meta.url).href`);
  },
  renderChunk(code, { fileName }) {
    return code.replaceAll(
      toDist,
      relative(dirname(join(target, fileName)), dist)
        .split(sep)
        .join("/"),
    );
  },
};

const bundle = await rolldown({
  input: Object.fromEntries(
    [["main", "cli/main"], ...entries.map((name) => [name, name])].map(([name, module]) => [
      name,
      join(src, `${module}.ts`),
    ]),
  ),
  platform: "node",
  external: external.map((name) => new RegExp(`^${name}(/|$)`)),
  plugins: [ownAddress],
});
rmSync(target, { recursive: true, force: true });
await bundle.write({ dir: target, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
await bundle.close();
