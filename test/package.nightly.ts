import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Environment without variables of this project, as on a fresh machine. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|ONNXRUNTIME|NODE_OPTIONS|VITEST|NODE_ENV)/.test(name)),
);

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  expect(status, `${command} ${args.join(" ")}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** Returns the size of all files, 10^6 bytes. */
function megabytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0) / 1e6;
}

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "omakase-package-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npm start fetches at most 250 MB and leaves at most 450 MB", () => {
  const copy = join(folder, "clone");
  mkdirSync(copy);
  for (const name of ["package.json", "package-lock.json", ".npmrc", "script", "studio/package.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const cache = join(folder, "cache-start");
  const code = `process.env.npm_config_cache = ${JSON.stringify(cache)};
    process.exitCode = await (await import("./script/install.mjs")).install("en");`;
  run(process.execPath, ["--input-type=module", "-e", code], copy);
  expect(megabytes(join(cache, "_cacache", "content-v2"))).toBeLessThan(251);
  expect(megabytes(join(copy, "node_modules"))).toBeLessThan(450);
});

describe("the packed library in an empty project", () => {
  let project = "";
  beforeAll(() => {
    run("npm", ["pack", "--pack-destination", folder], root);
    project = join(folder, "project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
    const packed = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
    run("npm", ["install", "--cache", join(folder, "cache"), join(folder, packed)], project);
  });

  test("takes at most 250 MB to download and 450 MB on the disk", () => {
    expect(megabytes(join(folder, "cache", "_cacache", "content-v2"))).toBeLessThan(250);
    expect(megabytes(join(project, "node_modules"))).toBeLessThan(450);
  });

  test("has correct types, including those of its dependencies", () => {
    const doors = ["omakase", "omakase/node", "omakase/browser"];
    const lines = doors.map((name, index) => `export * as door${index} from "${name}";`);
    writeFileSync(join(project, "types.ts"), lines.join("\n"));
    const options = {
      strict: true,
      skipLibCheck: false,
      target: "es2023",
      module: "nodenext",
      noEmit: true,
      types: [],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["types.ts"] }));
    run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], project);
  });

  test("runs the README's example in plain Node, on the native engine where there is one", () => {
    const example = /```ts\n([^]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))![1];
    writeFileSync(join(project, "example.js"), `${example}\nconsole.log(device.version);\n`);
    const output = run(process.execPath, ["example.js"], project);
    if (`${process.platform}/${process.arch}` === "linux/x64") expect(output).toContain("onnxruntime-node");
    expect(readFileSync(join(project, "sushi.png")).toString("latin1", 1, 4)).toBe("PNG");
  });

  test("samples from an included model", () => {
    writeFileSync(
      join(project, "model.js"),
      `import { readFileSync } from "node:fs";
      import { fileURLToPath } from "node:url";
      import { openPackedRun } from "omakase";
      const path = fileURLToPath(import.meta.resolve("omakase/model/characters.omakase"));
      console.log((await openPackedRun(readFileSync(path), path)).name);`,
    );
    expect(run(process.execPath, ["model.js"], project)).toContain("characters");
  });

  test("gives a page the element and a model with Vite", () => {
    writeFileSync(join(project, "index.html"), '<script type="module" src="element.js"></script>');
    writeFileSync(
      join(project, "element.js"),
      'import "omakase/element"; import url from "omakase/model/characters.omakase?url"; document.createElement("omakase-picture").model = url;',
    );
    run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build"], project);
    const built = readdirSync(join(project, "dist", "assets"));
    for (const name of [/^picture-worker-.*\.js$/, /^characters-.*\.omakase$/, /^ort-wasm-.*\.gz$/])
      expect(
        built.filter((file) => name.test(file)),
        String(name),
      ).toHaveLength(1);
  });

  test("builds into a page with Vite, including the engine's WebAssembly", () => {
    writeFileSync(join(project, "index.html"), '<script type="module" src="page.js"></script>');
    writeFileSync(
      join(project, "page.js"),
      'import { openDataset } from "omakase"; import { browserHost, browserDevice } from "omakase/browser"; console.log(openDataset, browserHost, browserDevice);',
    );
    run(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--target", "esnext"], project);
    const built = readdirSync(join(project, "dist", "assets"));
    expect(built.filter((name) => name.endsWith(".wasm"))).toHaveLength(1);
  });
});
