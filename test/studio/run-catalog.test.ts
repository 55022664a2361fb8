import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeHost } from "../../src/node/index.ts";
import { createRunCatalog } from "../../src/node/server/run-catalog.ts";
import { saveTinyRun } from "../browser/studio-fixture.ts";

test("catalog: begins with the characters that come along, or with an own conditional GAN", async () => {
  const workspace = await mkdtemp(join(tmpdir(), "omakase-catalog-"));
  const catalog = createRunCatalog({
    ...{ host: nodeHost(), workspace, namedRuns: [], cache: join(workspace, "cache") },
    onModel: async () => {},
    onChange: () => {},
    onNotice: () => {},
  });
  const ids = async () => (await catalog.refresh()).map(({ info }) => info.id);
  await saveTinyRun("ae", join(workspace, "runs/own-ae"));
  expect(await ids()).toEqual(["characters", "own-ae", "faces", "sushi", "sushi-brush", "emoji-line"]);
  await saveTinyRun("cgan", join(workspace, "runs/own-cgan"));
  expect((await ids()).slice(0, 2)).toEqual(["own-cgan", "characters"]);
  await rm(workspace, { recursive: true });
});

test("catalog: a removed run leaves no files, at any moment of a refresh", async () => {
  const workspace = await mkdtemp(join(tmpdir(), "omakase-catalog-"));
  const [run, cache, spare] = ["runs/one", "cache", "spare"].map((path) => join(workspace, path));
  const catalog = createRunCatalog({
    ...{ host: nodeHost(), workspace, namedRuns: [], cache },
    onModel: async () => {},
    onChange: () => {},
    onNotice: () => {},
  });
  const look = async () => [(await catalog.find("one"))?.path, await readdir(cache)];
  await saveTinyRun("ae", run);
  await cp(run, spare, { recursive: true });
  expect(await look()).toEqual([run, ["one.json", "one.safetensors"]]);
  await rm(join(run, "checkpoint"), { recursive: true }); // a folder is removed entry by entry
  expect(await look()).toEqual([undefined, []]);
  await cp(spare, run, { recursive: true });
  expect(await look()).toEqual([run, ["one.json", "one.safetensors"]]);
  await rm(run, { recursive: true });
  expect(await look()).toEqual([undefined, []]);
  await rm(workspace, { recursive: true });
});
