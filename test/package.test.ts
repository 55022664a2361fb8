import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { omakaseVersion } from "../src/checkpoint/index.ts";

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json")) as Package;

test("the version that recipes carry is the package's", () => {
  expect(omakaseVersion).toBe(manifest.version);
});

test("every dependency is pinned to one version", () => {
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+(-beta\.\d+)?$/);
});

test("installing runs no script that downloads CUDA", () => {
  expect(read(".npmrc")).toContain("onnxruntime-node-install=skip");
  expect(manifest.allowScripts["onnxruntime-node"]).toBe(false);
});
