/** `omakase class`: the folder that a host hands out. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { chapterMinutes, planSession } from "../src/lesson/index.ts";
import { listChapters } from "../src/node/index.ts";
import { manifestSchema } from "../src/protocol/index.ts";
import { runOmakase } from "./run-omakase.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, "dist", "cli", "main.js");

test("a session of two hours fits, knows what it needs, and leaves no chapter out", async () => {
  const chapters = await listChapters();
  const { rows, minutes, later } = planSession(chapters);
  expect(minutes).toBeLessThanOrEqual(120);
  expect(rows.some(({ chapter }) => chapter === undefined)).toBe(true);
  const known = new Set<string>();
  let clock = 0;
  for (const { start, minutes: length, chapter } of rows) {
    expect(start).toBe(clock);
    clock += length;
    if (!chapter) continue;
    expect(length).toBe(chapterMinutes(chapter));
    expect(chapter.needs.filter((need) => !known.has(need)), chapter.name).toEqual([]); // oxfmt-ignore
    for (const { en } of chapter.teaches) known.add(en);
  }
  const planned = rows.flatMap(({ chapter }) => chapter ?? []);
  expect(new Set([...planned, ...later]).size).toBe(chapters.length);
  expect(planned.length + later.length).toBe(chapters.length);
});

describe.skipIf(!existsSync(program))("the folder of a class", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "omakase 授業-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const omakase = (words: readonly string[], language?: "ja" | "en") => runOmakase(program, folder, words, language);
  const read = (path: string) => readFile(join(folder, "日曜", path), "utf8");

  test("has the course, all models that come along, and pages for the host in both languages", async () => {
    const { code, text } = await omakase(["class", "日曜"]);
    expect(code).toBe(0);
    const files = readdirSync(join(folder, "日曜"), { recursive: true, withFileTypes: true });
    expect(JSON.parse(text)).toMatchObject({
      type: "class",
      folder: "日曜",
      page: "index.html",
      host: "host.en.html",
      files: files.filter((file) => file.isFile()).length,
    });
    const { runs } = manifestSchema.parse(JSON.parse(await read("studio.json")));
    expect(runs.map(({ id }) => id)).toEqual(["characters", "faces", "sushi", "sushi-brush", "emoji-line"]);
    const chapters = await listChapters();
    const [japanese, english, plain] = await Promise.all(["host.ja.html", "host.en.html", "README.txt"].map(read));
    for (const { number, title } of chapters) {
      expect(japanese).toContain(`${number} · ${title.ja}`);
      expect(english).toContain(`${number} · ${title.en.replaceAll('"', "&quot;")}`);
      for (const one of [title.ja, title.en]) expect(plain).toContain(`${number} · ${one}`);
    }
    for (const page of [japanese, english]) expect(page.match(/href="sheet\/[^"]+\.pdf"/g)).toHaveLength(12);
    for (const [, link] of `${japanese}${english}`.matchAll(/(?:href|src)="([^"]+)"/g))
      expect(existsSync(join(folder, "日曜", link)), link).toBe(true);
  });

  test("its first page loads nothing by itself that a browser refuses for files", async () => {
    const html = await read("index.html");
    expect(html).not.toMatch(/type="module"|modulepreload|crossorigin/);
    expect(existsSync(join(folder, "日曜", /data-page="([^"]+)"/.exec(html)![1]))).toBe(true);
    const held = await read("file/lesson-library.js.js");
    const [, path, base64] = /^omakaseFile\("([^"]+)", "([^"]+)"\);\n$/.exec(held)!;
    expect(Buffer.from(base64, "base64").equals(await readFile(join(folder, "日曜", path)))).toBe(true);
  });

  test("is never written over other files unasked", async () => {
    await writeFile(join(folder, "日曜", "host.css"), "mine");
    const refused = await omakase(["class", "日曜"], "en");
    expect(refused.code).toBe(2);
    expect(refused.text).toMatch(/host\.css: expected a name that is still free/);
    expect(await read("host.css")).toBe("mine");
  });

  describe("with --node", () => {
    const words = ["class", "別", "--node"];
    let registry: Server;
    beforeAll(async () => {
      registry = createServer(() => {}); // it never answers
      await once(registry.listen(0, "127.0.0.1"), "listening");
    });
    afterAll(() => void registry.close().closeAllConnections());
    afterEach(() => vi.unstubAllEnvs());
    const useRegistry = (port: number) => {
      vi.stubEnv("npm_config_registry", `http://127.0.0.1:${port}/`);
      vi.stubEnv("npm_config_cache", join(folder, "npm"));
      vi.stubEnv("npm_config_fetch_retries", "0");
    };

    test("says in one sentence that npm does not reach its registry, and leaves nothing behind", async () => {
      useRegistry(9);
      const { code, text } = await omakase(words, "en");
      expect({ code, text }).toEqual({ code: 2, text: expect.stringMatching(/^npm: expected an npm that .+\n$/) });
      expect(text).toContain("got ECONNREFUSED.");
      expect(existsSync(join(folder, "別"))).toBe(false);
    });

    test("leaves nothing behind after Ctrl-C, and no npm that goes on", async () => {
      useRegistry((registry.address() as AddressInfo).port);
      const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: "ignore" });
      const [{ socket }] = (await once(registry, "request")) as [IncomingMessage];
      const npmEnded = once(socket, "close");
      child.kill("SIGINT");
      expect((await once(child, "exit"))[0]).toBe(130);
      await npmEnded;
      expect(existsSync(join(folder, "別"))).toBe(false);
    });

    test("refuses to replace an older folder unasked, before it packs", async () => {
      await mkdir(join(folder, "別", "node"), { recursive: true });
      const { code, text } = await omakase(words, "en");
      expect({ code, text }).toEqual({
        code: 2,
        text: expect.stringMatching(/node: expected a name that is still free/),
      });
      await rm(join(folder, "別"), { recursive: true });
    });
  });

  test("is served to the network until it is stopped, and options of serving alone are refused", async () => {
    const refused = await omakase(["class", "日曜", "--port", "0"], "en");
    expect(refused).toMatchObject({ code: 2, text: expect.stringMatching(/^--port: expected it with --serve/) });
    const words = ["class", "日曜", "--serve", "--host", "127.0.0.1", "--port", "0", "--json"];
    const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { address, elsewhere } = JSON.parse(line.toString()) as { address: string; elsewhere: string[] };
    expect(elsewhere).toEqual([]);
    const response = await fetch(address, { headers: { Host: "class.lan" } });
    expect(await response.text()).toContain("open.js");
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect((await fetch(`${address}../../etc/passwd`)).status).toBe(404);
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(0);
  });

  test.each(["ja", "en"] as const)("the help says how, in %s", async (language) => {
    expect((await omakase(["class", "--help"], language)).text).toContain("omakase class ./sunday --overwrite");
  });
});
