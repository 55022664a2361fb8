import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

type Output = Rolldown.RolldownOutput;

/** Bundles a page in memory. */
async function buildInMemory(config: Parameters<typeof build>[0]): Promise<Output["output"]> {
  const made = (await build({ logLevel: "error", ...config, build: { ...config?.build, write: false } })) as Output;
  return made.output;
}

test("nothing in a page comes from Node or is native", async () => {
  const output = await buildInMemory({
    configFile: false,
    root: fileURLToPath(new URL("page", import.meta.url)),
    build: { target: "esnext", minify: false, rolldownOptions: { input: "doors-main.ts" } },
  });
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
  const configFile = fileURLToPath(new URL("../../studio/vite.config.ts", import.meta.url));
  const files = new Map((await buildInMemory({ configFile })).map((part) => [part.fileName, textOf(part)]));
  const entry = [...files.keys()].find((name) => /\/ort\..*\.js$/.test(name))!;
  const reached = new Set([entry]);
  for (const name of reached)
    for (const [, next] of files.get(name)!.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      reached.add(`assets/${next}`);
  // The runtime itself, and the bundler's helpers.
  expect([...reached].map((name) => name.replace(/-[^-]*$/, ""))).toEqual([
    "assets/ort.wasm.bundle.min",
    "assets/rolldown-runtime",
  ]);
});

function textOf(part: Output["output"][number]): string {
  if (part.type === "chunk") return part.code;
  return typeof part.source === "string" ? part.source : new TextDecoder("latin1").decode(part.source);
}
