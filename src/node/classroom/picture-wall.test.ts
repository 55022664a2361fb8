import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { encodePng, writePngText } from "../../image/index.ts";
import { serveClass, type ClassServer } from "./serve-class.ts";

let folder: string;
let server: ClassServer;

async function open(): Promise<void> {
  server = await serveClass({ folder, host: "127.0.0.1", port: 0, wallFolder: join(folder, "壁") });
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "omakase wall-"));
  await writeFile(join(folder, "index.html"), '<!doctype html><html lang="ja"></html>');
  await open();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** PNG of one colour. */
function png(side: number, value = 90): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(side * side * 3).fill(value);
  return new Uint8Array(encodePng({ width: side, height: side, channels: 3, pixels }));
}

async function ask(path: string, { key = server.wall!.code, ...request }: RequestInit & { key?: string } = {}) {
  return fetch(`http://127.0.0.1:${server.port}/${path}`, { ...request, headers: { Authorization: `Bearer ${key}` } });
}

async function hang(body: BodyInit, query = "chapter=03-vae&name=ハナ", key?: string) {
  return ask(`wall/pictures?${query}`, { method: "POST", body, ...(key !== undefined && { key }) });
}

test("shows pictures to learners who know the code, the newest first, and keeps only pixels", async () => {
  expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toContain("<html data-wall ");
  const secret = writePngText(png(8), { place: "home" });
  expect(await (await hang(new Uint8Array(secret))).json()).toMatchObject({ number: 1 });
  await hang(png(16), `chapter=07-dcgan&name=${encodeURIComponent(" \u202eA\n" + "b".repeat(40))}`);
  const wall = await (await ask("wall/pictures", { key: server.wall!.code.toLowerCase() })).json();
  expect(wall).toEqual({
    isHost: false,
    pictures: [
      { number: 2, chapter: "07-dcgan", name: `A${"b".repeat(29)}` },
      { number: 1, chapter: "03-vae", name: "ハナ" },
    ],
  });
  const picture = await fetch(`http://127.0.0.1:${server.port}/wall/pictures/1.png?code=${server.wall!.code}`);
  expect(picture.headers.get("content-type")).toBe("image/png");
  const kept = Buffer.from(await picture.arrayBuffer());
  expect(kept.includes("home")).toBe(false);
  expect(kept.includes("omakase wall")).toBe(true);
});

test("a wall that is opened again has its pictures, and goes on counting", async () => {
  await hang(png(8));
  await hang(png(8));
  await server.close();
  await writeFile(join(folder, "壁", "0009-03-vae.png"), "no picture of a wall");
  await open();
  const { pictures } = (await (await ask("wall/pictures")).json()) as { pictures: { number: number }[] };
  expect(pictures.map(({ number }) => number)).toEqual([2, 1]);
  expect(await (await hang(png(8))).json()).toMatchObject({ number: 3 });
});

test("the host takes any picture down, a learner only their own", async () => {
  const { key } = (await (await hang(png(8))).json()) as { key: string };
  await hang(png(8));
  const remove = async (number: number, by: string) =>
    (await ask(`wall/pictures/${number}`, { method: "DELETE", key: by })).status;
  expect(await remove(2, key)).toBe(403);
  expect(await remove(2, server.wall!.code)).toBe(403);
  expect(await remove(1, key)).toBe(204);
  expect(await remove(2, server.wall!.hostKey)).toBe(204);
  expect(await remove(2, server.wall!.hostKey), "a second time").toBe(204);
  expect(await readdir(join(folder, "壁"))).toEqual([]);
  expect((await ask(`wall/pictures/1.png?code=${server.wall!.code}`)).status).toBe(404);
  expect(await (await ask("wall/pictures", { key: server.wall!.hostKey })).json()).toEqual({
    isHost: true,
    pictures: [],
  });
});

test.each<[string, number, () => Promise<Response>]>([
  ["a wrong code", 403, () => hang(png(8), undefined, "AAAAAA")],
  ["no code for a picture", 403, () => fetch(`http://127.0.0.1:${server.port}/wall/pictures/1.png`)],
  ["what is no picture", 400, () => hang("<svg/>")],
  ["a picture that breaks off", 400, () => hang(png(64).slice(0, 80))],
  ["a picture that is too large", 413, () => hang(png(1025))],
  ["a body that is too long", 413, () => hang(new Uint8Array(2_100_000))],
  ["a chapter that is a path", 400, () => hang(png(8), "chapter=../x&name=a")],
  ["no chapter", 400, () => hang(png(8), "name=a")],
])("refuses %s in a sentence, and keeps nothing", async (_, status, request) => {
  const answer = await request();
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { en: expect.stringMatching(/expected .* got /) } });
  expect(await readdir(join(folder, "壁")).catch(() => [])).toEqual([]);
});

test("a class without a wall has none", async () => {
  const plain = await serveClass({ folder, host: "127.0.0.1", port: 0 });
  expect((await fetch(`http://127.0.0.1:${plain.port}/wall/pictures`)).status).toBe(404);
  expect(await (await fetch(`http://127.0.0.1:${plain.port}/`)).text()).not.toContain("data-wall");
  await plain.close();
});
