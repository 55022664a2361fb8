import { unzipSync } from "fflate";
import { Hono } from "hono";
import { beforeEach, describe, expect, test } from "vitest";
import { uploadLimits } from "./upload-limits.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { errorResponse } from "./http-error.ts";

describe("a form of files", () => {
  let archive: Uint8Array;
  const app = new Hono();
  app.onError(errorResponse);
  const store = {
    list: async () => [],
    remove: async () => {},
    sourcePath: (id: string) => id,
    examplesPath: (id: string) => id,
    async add(name: string, parts: AsyncIterable<Uint8Array>) {
      const all: Uint8Array[] = [];
      for await (const part of parts) all.push(part);
      archive = Buffer.concat(all);
      return { id: "x", name, files: 1, bytes: archive.length };
    },
  };
  app.route(
    "/",
    uploadRoutes(store, () => []),
  );
  beforeEach(() => {
    archive = new Uint8Array();
  });

  const hand = async (names: readonly string[]): Promise<number> => {
    const form = new FormData();
    names.forEach((name, at) => form.append("files", new Blob([`${at}`]), name));
    return (await app.request("/?name=x", { method: "POST", body: form })).status;
  };
  const namesIn = () => Object.keys(unzipSync(archive));

  test("becomes an archive, for any file names", async () => {
    expect(await hand(["a/b.png", "../x.png", "C:\\y.png", "a//./z.png", "__proto__", "ねこ.png", "constructor"])).toBe(
      201,
    );
    expect(namesIn()).toEqual(["a/b.png", "x.png", "y.png", "a/z.png", "picture", "ねこ.png", "constructor"]);
    expect(await hand([`${"a".repeat(70_000)}.png`, "b/".repeat(40_000), "\0", "\ud800.png"])).toBe(201);
    expect(namesIn()).toHaveLength(4);
  });

  test("keeps thousands of files of the same name", async () => {
    expect(await hand(["a.png", "a-2.png", "a.png", "a.png", "b", "b"])).toBe(201);
    expect(namesIn()).toEqual(["a.png", "a-2.png", "a-3.png", "a-4.png", "b", "b-2"]);
    expect(await hand(new Array<string>(10_000).fill("image.jpg"))).toBe(201);
    expect(namesIn()).toHaveLength(10_000);
  });

  test("is rejected above the maximum number of files, which an archive cannot count", async () => {
    expect(await hand(Array.from({ length: uploadLimits.files + 1 }, (_, at) => `${at}.png`))).toBe(413);
  });
});
