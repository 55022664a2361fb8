import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findProseBreaches } from "./prose.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** A folder such as `src/dataset`, for who works on it; everything by default. */
const only = process.env.PROSE ?? "";

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

test("comments and test titles keep the house rules", () => {
  const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx", "*.mjs"], { cwd: root })
    .toString()
    .split("\n")
    .filter((path) => path.startsWith(only) && isFile(join(root, path)) && !path.startsWith("test/prose"));
  const breaches = files.flatMap((path) => findProseBreaches(path, readFileSync(join(root, path), "utf8")));
  expect(breaches.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
});

test("a bad example of each kind is found, a good one is not", () => {
  const found = (source: string, path = "a.ts") => findProseBreaches(path, source).length;
  expect(found("/** What is drawn. */\nconst a = 1;")).toBe(1);
  expect(found("/**\n * Where the\n * images lie.\n */")).toBe(1);
  expect(found("const a = 1; // whoever reads this")).toBe(1);
  expect(found('test("what is drawn is kept", () => {});', "a.test.ts")).toBe(1);
  expect(found("/** Draws images; `nobody` is a name here. */\nconst address = 'https://so';")).toBe(0);
  expect(found('test("draws the same image twice", () => {});', "a.test.ts")).toBe(0);
});
