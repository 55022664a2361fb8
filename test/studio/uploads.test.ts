import { zipSync } from "fflate";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDataset } from "../../src/dataset/index.ts";
import { crc32, encodePng } from "../../src/image/index.ts";
import { nodeCodecs } from "../../src/node/codecs.ts";
import { nodeHost } from "../../src/node/index.ts";
import { uploadSchema } from "../../src/protocol/index.ts";
import { cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";
import { smallPictureArchive, smallPictures } from "./small-pictures.ts";

const text = (value: string) => new TextEncoder().encode(value);

/** Valid and malicious uploads. */
describe.skipIf(!existsSync(cliProgramPath))("uploads of images", () => {
  let workspace: string;
  let studio: StudioProcess;

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase 絵-"));
    studio = await spawnStudio(workspace);
  });
  afterAll(async () => {
    // no attempt leaves files behind
    expect(await readdir(join(workspace, ".omakase", "waiting"))).toEqual([]);
    expect((await readdir(workspace)).sort()).toEqual([".omakase", "pictures"]);
    await studio.end();
    await rm(workspace, { recursive: true, force: true });
  });

  const hand = (name: string, body: BodyInit, type?: string) =>
    studio.request(`/api/pictures?name=${encodeURIComponent(name)}`, {
      method: "POST",
      body,
      ...(type !== undefined && { headers: { "Content-Type": type } }),
    });
  const refused = async (archive: Uint8Array, status = 400): Promise<string> => {
    const answer = await hand("x", archive as Uint8Array<ArrayBuffer>, "application/zip");
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: { ja: string; en: string } };
    expect(error.ja).toContain("必要ですが");
    return error.en;
  };

  test("a form of files becomes a data set with its folders as tags", async () => {
    const form = new FormData();
    const names = ["cats/a.png", "cats/b.png", "dogs/a.png", "../../dogs/../escape.png", "cats/a.png"];
    smallPictures(5).forEach((bytes, at) =>
      form.append("files", new Blob([bytes as Uint8Array<ArrayBuffer>]), names[at]),
    );
    const answer = await hand("ペット", form);
    expect(answer.status).toBe(201);
    const { id, files } = uploadSchema.parse(await answer.json());
    expect(id).toBe("pictures");
    expect(files).toBe(5);
    const dataset = await openDataset(join(workspace, "pictures", id, `${id}.zip`), nodeHost({ cache: false }), {
      size: 8,
    });
    expect(dataset.count).toBe(5);
    expect(dataset.tags[0].tag.choices.map(({ name }) => name)).toEqual(["cats", "dogs"]);
  });

  test("the first images of an upload are shown, cropped to squares", async () => {
    const oblong = encodePng({ width: 30, height: 10, channels: 1, pixels: new Uint8Array(300).fill(200) });
    const archive = zipSync(Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.png`, oblong])));
    const answer = await hand("oblong", archive as Uint8Array<ArrayBuffer>, "application/zip");
    const { id } = uploadSchema.parse(await answer.json());
    const examples = await studio.request(`/api/pictures/${id}/examples.png`);
    expect(examples.headers.get("Content-Type")).toBe("image/png");
    const { width, height, channels, pixels } = await nodeCodecs.decode(new Uint8Array(await examples.arrayBuffer()));
    expect([width, height]).toEqual([256, 64]);
    expect(new Set(pixels.filter((_, at) => channels === 3 || at % 4 !== 3))).toEqual(new Set([200]));
    expect((await studio.request(`/api/pictures/${id}`, { method: "DELETE" })).status).toBe(200);
    for (const name of [id, "..", "%2e%2e", "nobody"])
      expect((await studio.request(`/api/pictures/${name}/examples.png`)).status).toBe(404);
  });

  test("a used name, a path and the name of a built-in set get another id", async () => {
    const ids: string[] = [];
    for (const name of ["sushi", "sushi", "../../etc/passwd", "..", "C:\\Windows\\x.zip", "a".repeat(200)]) {
      const answer = await hand(name, smallPictureArchive(2), "application/zip");
      ids.push(uploadSchema.parse(await answer.json()).id);
    }
    expect(ids).toEqual(["sushi-2", "sushi-3", "etc-passwd", "pictures-2", "c-windows-x", "a".repeat(40)]);
    expect((await readdir(join(workspace, "pictures"))).sort()).toEqual([...ids, "pictures"].sort());
    for (const id of ids) expect((await studio.request(`/api/pictures/${id}`, { method: "DELETE" })).status).toBe(200);
    expect(await readdir(join(workspace, "pictures"))).toEqual(["pictures"]);
    for (const id of ["..", "%2e%2e", "..%2f..", "nobody", ".omakase"])
      expect((await studio.request(`/api/pictures/${id}`, { method: "DELETE" })).status).toBeGreaterThanOrEqual(400);
    expect(existsSync(join(workspace, ".omakase", "workspace"))).toBe(true);
  });

  test("other files, archives without images and paths that lead outside are rejected", async () => {
    expect(await refused(text("no archive"))).toContain("Expected a sound ZIP archive");
    expect(await refused(new Uint8Array(0))).toContain("Expected a sound ZIP archive");
    expect(await refused(smallPictureArchive(3).subarray(0, 300))).toMatch(/^Expected a sound ZIP archive/); // no path
    expect(await refused(zipSync({ "a.txt": text("a") }))).toContain("an archive without pictures");
    expect(await refused(zipSync({ "a.png": text("<svg onload='alert(1)'/>") }))).toContain("none that can be used");
    const [picture] = smallPictures(1);
    expect(await refused(zipSync({ "../../escape.png": picture }))).toContain("a name that points outside");
    expect(await refused(zipSync({ "/etc/cron.d/x.png": picture }))).toContain("a name that points outside");
    expect((await hand("x", "plain", "text/html")).status).toBe(415);
    expect((await hand("", smallPictureArchive(1), "application/zip")).status).toBe(400);
    expect((await hand("x", "nonsense", "multipart/form-data; boundary=none")).status).toBe(415);
  });

  test("archives and images above the limits are rejected", async () => {
    const [one] = smallPictures(1);
    const claims = zipSync(Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${at}.png`, one])));
    const table = new DataView(claims.buffer);
    for (let at = 0; at + 46 < claims.length; at++)
      if (table.getUint32(at, true) === 0x02014b50) table.setUint32(at + 24, 200e6, true); // unpacked size, bytes
    expect(await refused(claims)).toContain("4200 MB when unpacked (at most 4000 MB)");
    const zeros = zipSync({ "zeros.png": new Uint8Array(80e6) }, { level: 1 });
    expect(zeros.length).toBeLessThan(1e6);
    expect(await refused(zeros)).toContain("none that can be used");
    const wide = encodePng({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) });
    const view = new DataView(wide.buffer);
    view.setUint32(16, 60_000);
    view.setUint32(20, 50_000);
    view.setUint32(29, crc32(wide.subarray(12, 29)));
    expect(await refused(zipSync({ "wide.png": wide }))).toContain(
      "wide.png (60000 × 50000 pixels, at most 64 million)",
    );
    const names = Array.from({ length: 20_001 }, (_, at) => [`${at}.png`, one.subarray(0, 9)]);
    const many = zipSync(Object.fromEntries(names) as Record<string, Uint8Array>, { level: 0 });
    expect(await refused(many)).toContain("20001 files (at most 20000)");
  });

  test("an aborted upload leaves no files", async () => {
    const stop = new AbortController();
    const trickle = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new Uint8Array(1000));
        await new Promise((done) => setTimeout(done, 20));
      },
    });
    const init = { method: "POST", body: trickle, duplex: "half", signal: stop.signal } as RequestInit;
    const headers = { "Content-Type": "application/zip" };
    const sending = studio.request("/api/pictures?name=never", { ...init, headers }).catch(() => undefined);
    const waiting = join(workspace, ".omakase", "waiting");
    while ((await readdir(waiting)).length === 0) await new Promise((done) => setTimeout(done, 20));
    stop.abort();
    await sending;
    while ((await readdir(waiting)).length > 0) await new Promise((done) => setTimeout(done, 20));
  });
});
