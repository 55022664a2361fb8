import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

test("nothing in a page comes from Node or is native", async () => {
  const { output } = (await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("page", import.meta.url)),
    build: { target: "esnext", minify: false, write: false, rolldownOptions: { input: "doors-main.ts" } },
  })) as Rolldown.RolldownOutput;
  const chunks = output.filter((part) => part.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  const packages = modules.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
  expect(packages).toContain("onnxruntime-web");
  for (const native of ["onnxruntime-node", "sharp", "webgpu", "playwright-core"])
    expect(packages).not.toContain(native);
  // A bundler leaves an unresolved import by its bare name, or replaces it by an empty module.
  const files = new Set(output.map(({ fileName }) => fileName));
  const strangers = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  expect(strangers.filter((name) => !files.has(name))).toEqual([]);
  expect(modules.filter((id) => /^node:|browser-external|\/src\/(node|cli)\//.test(id))).toEqual([]);
  expect(modules.filter((id) => /\/src\/(index|browser\/index)\.ts$/.test(id))).toHaveLength(2);
});

test("the threads of ONNX Runtime load nothing of the page's own", async () => {
  const assets = fileURLToPath(new URL("../../dist/studio/assets", import.meta.url)); // `npm test` builds it first
  const entry = readdirSync(assets).find((name) => /^ort\..*\.js$/.test(name))!;
  const reached = new Set([entry]);
  for (const name of reached)
    for (const [, next] of readFileSync(join(assets, name), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      reached.add(next);
  // The runtime itself, and the bundler's helpers.
  expect([...reached].map((name) => name.replace(/-[^-]*$/, ""))).toEqual(["ort.wasm.bundle.min", "rolldown-runtime"]);
});
