import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OmakaseError } from "../../error.ts";
import { encodePng } from "../../image/index.ts";
import type { Upload } from "../../protocol/index.ts";
import { openStorage, type StudioStorage } from "../database/open-storage.ts";
import { openUploadStore, type UploadStore } from "./upload-store.ts";
import { uploadLimits, type UploadLimits } from "./upload-limits.ts";

const program = fileURLToPath(new URL("../../../dist/node/server/check-upload.js", import.meta.url));

/** Limits made so small that a test can reach them. */
describe.skipIf(!existsSync(program))("upload limits", () => {
  let workspace: string;
  let storage: StudioStorage;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-upload-"));
    storage = await openStorage({ folder: join(workspace, ".omakase") });
  });
  afterAll(async () => {
    await storage.close();
    await rm(workspace, { recursive: true, force: true });
  });

  const storeWith = (limits: Partial<UploadLimits>, table = storage.uploads): Promise<UploadStore> => {
    const incomingFolder = join(workspace, ".omakase", "waiting");
    return openUploadStore({
      table,
      workspace,
      incomingFolder,
      limits: { ...uploadLimits, ...limits },
    });
  };
  const picture = encodePng({ width: 16, height: 16, channels: 1, pixels: new Uint8Array(256) });
  const archive = zipSync({ "a.png": picture, "b.png": picture });
  async function* parts() {
    yield archive;
  }
  const refusal = async (limits: Partial<UploadLimits>): Promise<string> => {
    const store = await storeWith(limits);
    const { cause } = await store.add("x", parts()).then(
      () => ({ cause: undefined }),
      (error: { cause: unknown }) => error,
    );
    expect(cause).toBeInstanceOf(OmakaseError);
    return (cause as OmakaseError).message;
  };

  test("each limit gives one sentence, and no files remain", async () => {
    expect(await refusal({ archiveBytes: 100 })).toContain("expected at most 0 MB");
    expect(await refusal({ files: 1 })).toContain("2 files (at most 1)");
    expect(await refusal({ pixels: 100 })).toContain("a.png (16 × 16 pixels");
    expect(await refusal({ unpackedBytes: 10 })).toContain("when unpacked");
    expect(await refusal({ sets: 0 })).toContain("Expected at most 0 sets");
    // too short to start: the checking process is killed
    expect(await refusal({ seconds: 0.02 })).toContain("took more time or memory than there is");
    expect(await storage.uploads.list()).toEqual([]);
    expect(existsSync(join(workspace, "pictures"))).toBe(false);
  });

  test("concurrent uploads are checked one after the other", async () => {
    const store = await storeWith({ sets: 3 });
    const taken = await Promise.all([1, 2, 3].map(() => store.add("same", parts())));
    expect(taken.map(({ id }) => id).sort()).toEqual(["same", "same-2", "same-3"]);
    expect(await store.list()).toHaveLength(3);
    await expect(store.add("same", parts())).rejects.toThrow();
  });

  test("a server that is killed in the middle leaves listed data sets, and no others", async () => {
    const { uploads: table } = storage;
    for (const { id } of await table.list()) await (await storeWith({})).remove(id);
    const forever = () => new Promise<never>(() => {});
    const pictures = join(workspace, "pictures");
    const isThere = (id: string) => existsSync(join(pictures, id, `${id}.zip`));
    await mkdir(join(pictures, "mine"), { recursive: true });
    await writeFile(join(pictures, "mine", "mine.zip"), "a person's own");

    void (await storeWith({}, { ...table, add: forever })).add("before", parts());
    await expect.poll(() => isThere("before")).toBe(true);
    const listed = { ...table, add: (upload: Upload) => table.add(upload).then(forever) };
    void (await storeWith({}, listed)).add("after", parts());
    await expect.poll(async () => (await table.list()).length).toBe(1);
    await (await storeWith({})).add("gone", parts());
    void (await storeWith({}, { ...table, remove: (id) => table.remove(id).then(forever) })).remove("gone");
    await expect.poll(async () => (await table.list()).length).toBe(1);
    expect((await readdir(pictures)).sort()).toEqual(["after", "gone", "mine"]);

    const store = await storeWith({});
    expect((await store.list()).map(({ id }) => id)).toEqual(["after"]);
    expect((await readdir(pictures)).sort()).toEqual(["after", "mine"]);
    expect((await readdir(join(pictures, "after"))).sort()).toEqual([".examples.png", "after.zip"]);
    expect(isThere("mine")).toBe(true);
    expect((await store.add("before", parts())).id).toBe("before");
  });
  test("a database that fails after it has listed a data set leaves both or neither", async () => {
    const { uploads: table } = storage;
    for (const { id } of await table.list()) await (await storeWith({})).remove(id);
    const fail = () => Promise.reject(new Error("connection lost"));
    const add = (upload: Upload) => table.add(upload).then(fail);
    await expect((await storeWith({}, { ...table, add })).add("neither", parts())).rejects.toThrow("connection lost");
    expect(await table.list()).toEqual([]);
    expect(existsSync(join(workspace, "pictures", "neither"))).toBe(false);
    const away = { ...table, add, remove: fail };
    await expect((await storeWith({}, away)).add("both", parts())).rejects.toThrow("connection lost");
    expect((await table.list()).map(({ id }) => id)).toEqual(["both"]);
    expect(existsSync(join(workspace, "pictures", "both", "both.zip"))).toBe(true);
  });
});
