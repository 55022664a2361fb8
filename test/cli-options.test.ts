import { execFile, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-options-"));
const cache = join(folder, "cache");

function omakase(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, OMAKASE_CACHE: cache };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words, "--lang", "en"], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

describe.skipIf(!existsSync(main))("omakase checks its options first", () => {
  beforeAll(() => {
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "work", "file"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const noFolder = /file: expected a place that can be written to, got a file\. Give the path of a folder\.\n$/;
  const sizes = /^--size: expected 8, 16, 32, 64, 128, 256, got 33\. /;
  const wrong: [words: string[], sentence: RegExp][] = [
    [["outlier", "fit", "sushi", "--out", "work/file/run"], noFolder],
    [["train", "vae", "sushi", "--out", "work/file/run"], noFolder],
    [["train", "vae", "sushi", "--out", "work/file"], noFolder],
    [["dataset", "sushi", "--out", "work/file/report"], noFolder],
    [["map", "sushi", "--out", "work/file"], noFolder],
    [["generate", "nowhere", "--out", "work/file/pictures"], noFolder],
    [["export", "nowhere", "--site", "work/file/site"], noFolder],
    [["export", "nowhere", "--out", "work"], /^work: expected a place .*, got a folder\. Give the path of a file\.\n$/],
    [["train", "vae", "sushi", "--size", "33"], sizes],
    [["train", "vae", "sushi", "--size", "33", "--dry-run"], sizes],
    [["start", "sushi", "--size", "33", "--no-studio"], sizes],
    [["train", "vae", "sushi", "--minutes", "1e400"], /^--minutes: expected > 0, got "1e400"\. /],
    [["train", "vae", "sushi", "--seed="], /^--seed: expected ≥ 0, got ""\. /],
    [["studio", "--port="], /^--port: expected 0 … 65535, got ""\. /],
    [["train", "--finish"], /^--finish: expected a run to finish, by --resume, got none\. /],
    [["train", "--resume", "nowhere", "--finish", "--steps", "9"], /^--finish: expected neither --steps nor --minutes/],
    [
      ["train", "--resume", "nowhere", "--finish", "--minutes", "9"],
      /^--finish: expected neither --steps nor --minutes/,
    ],
    [["train", "vae", "sushi", "--out="], /^--out: expected a value, got an empty one\. /],
  ];

  test("says what is wrong before any picture is drawn, and leaves nothing", { timeout: 300_000 }, async () => {
    for (const [words, sentence] of wrong) {
      const { code, stdout, stderr } = await omakase(...words);
      expect(stderr, words.join(" ")).toMatch(sentence);
      expect([code, stdout], words.join(" ")).toEqual([2, ""]);
    }
    expect(existsSync(cache), "nothing is drawn").toBe(false);
    expect(readdirSync(folder)).toEqual(["work"]);
    expect(readdirSync(join(folder, "work"))).toEqual(["file"]);
  });
});

/** A user without rights: the tests themselves may be run by root. */
const plainUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const version = existsSync(main) && spawnSync(process.execPath, [main, "--version"], plainUser);
const firstFreePort = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
const isPortGuarded = existsSync(firstFreePort) && Number(readFileSync(firstFreePort, "utf8")) > 80;

// Windows keeps its rights elsewhere
describe.skipIf(!version || version.status !== 0 || process.platform === "win32")("omakase without rights", () => {
  const open = mkdtempSync(join(tmpdir(), "omakase-rights-"));
  const told = (...words: string[]) => {
    const env = { ...process.env, HOME: open, OMAKASE_CACHE: join(open, "cache") };
    const { status, stderr } = spawnSync(process.execPath, [main, ...words, "--lang", "en"], {
      ...plainUser,
      cwd: open,
      env,
      encoding: "utf8",
      timeout: 60_000,
    });
    return { status, stderr };
  };
  beforeAll(() => {
    chmodSync(open, 0o777);
    mkdirSync(join(open, "secret"));
    mkdirSync(join(open, "closed"));
    writeFileSync(join(open, "secret", "a.png"), "");
    chmodSync(join(open, "secret"), 0);
    chmodSync(join(open, "closed"), 0o555);
  });
  afterAll(() => {
    chmodSync(join(open, "secret"), 0o700);
    rmSync(open, { recursive: true, force: true });
  });

  test("calls an unreadable folder unreadable, and an unwritable one unwritable", { timeout: 120_000 }, () => {
    const secret = told("dataset", "secret");
    expect(secret.stderr).toMatch(/secret: expected a folder that can be read, got no permission\. /);
    const closed = told("outlier", "fit", "sushi", "--out", "closed/run");
    expect(closed.stderr).toMatch(/^closed\/run: expected a place that can be written to, got no permission\. /);
    expect([secret.status, closed.status]).toEqual([2, 2]);
  });

  test.skipIf(!isPortGuarded)("a port that needs more rights is the port's fault", { timeout: 120_000 }, () => {
    const server = pathToFileURL(join(dirname(main), "..", "node", "server", "listen-http.js")).href;
    const script = `import { listenHttp } from ${JSON.stringify(server)};
      await listenHttp({ fetch() {} }, { host: "127.0.0.1", port: 80 }).catch(({ message }) => console.log(message));`;
    const words = ["--input-type=module", "--eval", script];
    const { stdout } = spawnSync(process.execPath, words, { ...plainUser, encoding: "utf8" });
    expect(stdout).toBe(
      "--port: expected a port that may be used, got 80, which needs more rights. Take one from 1024 on, or give none.\n",
    );
  });
});
