import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundledModelIds, openBundledModel } from "../src/node/index.ts";
import { projectRoot } from "./run-program.mjs";

test("each model that comes along has a small picture of its present weights; else run model-thumbnails.mjs", async () => {
  const wanted = await Promise.all(
    bundledModelIds.map(async (id) => `${id}-${(await openBundledModel(id)).hash!.slice(0, 8)}.webp`),
  );
  expect(readdirSync(join(projectRoot, "asset", "model", "thumbnail")).sort()).toEqual(wanted.sort());
});
