import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyNth } from "./nightly.ts";
import { programText } from "../src/lesson/index.ts";
import { packText } from "../src/protocol/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, "dist", "cli", "main.js");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omakase 授業-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const env = () => ({ ...process.env, OMAKASE_CACHE: join(folder, "cache") });
const here = (...parts: string[]) => join(folder, "lessons", ...parts);
const chapter = (file: string) => here("02-autoencoder", file);

async function lesson(...words: string[]) {
  const run = promisify(execFile)(process.execPath, [program, "lesson", ...words], { cwd: folder, env: env() });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error) => ({ code: error.code as number, stdout: String(error.stdout), stderr: String(error.stderr) }),
  );
}

test("lists the chapters, and refuses an unknown one in a sentence", async () => {
  const { code, stdout } = await lesson("--lang", "en");
  expect(code).toBe(0);
  expect(stdout).toMatch(/ 2 {2}An autoencoder[^]* 3 {2}From AE to VAE/);
  expect(existsSync(here())).toBe(false);
  const unknown = await lesson("17", "--lang", "en");
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toMatch(/expected the number or name of a chapter .* got "17"\. List them/);
});

test("copies a chapter, shows the failed claims, and keeps what the learner wrote", async () => {
  const { code, stdout } = await lesson("02", "--once", "--quick", "--lang", "ja");
  expect(code).toBe(3);
  expect(stdout).toContain("✗ 損失は、写しと元の絵のちがい");
  expect(stdout).toContain("figures/copies.png");
  expect(stdout).toContain("まだです");
  expect(stdout, "the file is not from an older version").not.toContain("--reset");
  expect(await readFile(chapter("text.md"), "utf8")).toContain("# 2 · オートエンコーダー");
  expect((await readFile(chapter("figures/copies.png"))).length).toBeGreaterThan(500);
  const text = await readFile(chapter("lesson.ts"), "utf8");
  expect(text).toContain("// TODO 1");
  await writeFile(chapter("lesson.ts"), `${text}\n// mine\n`);
  await lesson("autoencoder", "--hint", "--lang", "en");
  expect(await readFile(chapter("lesson.ts"), "utf8")).toContain("// mine");
});

test("explains a mistake only after the learner has begun, and names each picture once", async () => {
  const untouched = await lesson("3", "--once", "--quick", "--lang", "en");
  expect(untouched.stdout).toContain("✗ z scatters");
  expect(untouched.stdout).not.toContain("→");
  expect(untouched.stdout.match(/map\.png/g)).toHaveLength(1);
  const file = here("03-vae", "lesson.ts");
  await writeFile(file, `${await readFile(file, "utf8")}\n// mine\n`);
  expect((await lesson("3", "--once", "--quick", "--lang", "en")).stdout).toContain("→ z is always the centre");
});

test("hints get plainer, the solution shows its difference and passes, a reset keeps the old file", async () => {
  const hints = [await lesson("2", "--hint", "--lang", "en"), await lesson("2", "--hint", "--lang", "en")];
  expect(hints.map(({ stdout }) => stdout.slice(0, 10))).toEqual(["Hint 2 / 3", "Hint 3 / 3"]);
  const { stdout } = await lesson("2", "--solution", "--lang", "en");
  expect(stdout).toMatch(/^- {7}return meanAll\(square\(decoder/m);
  expect(stdout).toMatch(/^\+ {7}return meanAll\(square\(subtract\(copy, images\)\)\);$/m);
  await writeFile(chapter("lesson.ts"), await readFile(chapter("solution.ts"), "utf8"));
  const solved = await lesson("2", "--once", "--quick", "--json");
  expect(solved.code).toBe(0);
  const events = solved.stdout.trim().split("\n").map((line) => JSON.parse(line)); // oxfmt-ignore
  expect(events.at(-1)).toEqual({ type: "end", passed: true });
  expect(events.filter(({ type }) => type === "finding").every(({ passed }) => passed)).toBe(true);
  const progress = JSON.parse(await readFile(here("progress.json"), "utf8"));
  expect(progress.autoencoder).toMatchObject({ hints: 3, solutionShown: true, passed: expect.stringMatching(/^20/) });
  expect((await lesson("--lang", "en")).stdout).toContain("✓  2");
  await lesson("2", "--reset", "--hint");
  expect(await readFile(chapter("lesson.ts"), "utf8")).toContain("// TODO 1");
  expect(await readFile(chapter("lesson.old.ts"), "utf8")).not.toContain("// TODO 1");
});

test("an error names the line of the learner's file, and quotes it", async () => {
  const text = await readFile(chapter("lesson.ts"), "utf8");
  const broken = text.replace("return meanAll(square(decoder(", "return meanAl(square(decoder(");
  await writeFile(chapter("lesson.ts"), broken);
  const line = broken.split("\n").findIndex((one) => one.includes("meanAl(")) + 1;
  const { code, stdout } = await lesson("2", "--once", "--quick", "--lang", "en");
  expect(code).toBe(3);
  expect(stdout).toContain(`✗ lesson.ts:${line}: There is no "meanAl" yet.`);
  expect(stdout).toContain(`${line} | return meanAl(square(decoder(encoder(images))));`);
  await writeFile(chapter("lesson.ts"), text.replace("numbers.slice(0, 16);", "numbers.slice(0, 16;"));
  const syntax = await lesson("2", "--once", "--quick", "--lang", "en");
  expect(syntax.stdout).toMatch(/✗ lesson\.ts:\d+: The text breaks off here/);
});

test("a save ends the current run, even an endless loop, and starts the next", async () => {
  const solution = await readFile(chapter("solution.ts"), "utf8");
  const mark = join(folder, "loops");
  const loop = `process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(mark)}, "");\nfor (;;);`;
  await writeFile(chapter("lesson.ts"), solution.replace("return meanAll(", `${loop}\nreturn meanAll(`));
  const child = spawn(process.execPath, [program, "lesson", "2", "--quick", "--lang", "en"], {
    cwd: folder,
    env: env(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = collect(child);
  await expect.poll(() => existsSync(mark)).toBe(true); // what is saved before is read by the first run
  await writeFile(chapter("lesson.ts"), solution);
  await said("Saved. Checking");
  await said("Done!");
  await said("Waiting for you to save");
  child.kill("SIGINT");
  await new Promise((resolve) => child.once("exit", resolve));
});

/** Writes a link as the screen Learn does. */
async function linkTo(folder: string, code: string): Promise<string> {
  return `http://127.0.0.1:8989/?lang=en#/learn?chapter=${folder}&code=${await packText(code)}`;
}

test("takes the program of a link or a file, and never overwrites what the learner wrote", async () => {
  const solution = await readFile(chapter("solution.ts"), "utf8");
  await lesson("2", "--reset", "--hint");
  const mine = `${solution}// mine\n`;
  const passed = await lesson("--from", await linkTo("02-autoencoder", mine), "--once", "--quick", "--lang", "en");
  expect(passed).toMatchObject({ code: 0, stdout: expect.stringContaining("Done!") });
  expect(await readFile(chapter("lesson.ts"), "utf8")).toBe(mine);

  const theirs = solution.replace("subtract(copy, images)", "copy");
  await writeFile(join(folder, "theirs.ts"), theirs);
  const refused = await lesson("2", "--from", "theirs.ts", "--once", "--quick", "--lang", "en");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(
    /^lessons\/02-autoencoder\/lesson\.ts: expected no program of your own, got one that you changed\. Go on .*--reset.*\.\n$/,
  );
  expect(await readFile(chapter("lesson.ts"), "utf8")).toBe(mine);

  const failed = await lesson("2", "--from", "theirs.ts", "--reset", "--once", "--quick", "--lang", "en");
  expect(failed.code, "its check fails, as in the page").toBe(3);
  const kept = /kept as lessons\/02-autoencoder\/(.*)\.\n/.exec(failed.stdout)![1];
  expect(await readFile(chapter("lesson.ts"), "utf8")).toBe(theirs);
  expect(await readFile(chapter(kept), "utf8")).toBe(mine);
  await lesson("2", "--from", await linkTo("02-autoencoder", solution), "--reset", "--hint");
  expect(await readFile(chapter(kept), "utf8"), "a second time").toBe(mine);
});

test("takes a program of any chapter, without its name", async () => {
  const elsewhere = await mkdtemp(join(folder, "chapters"));
  const folders = (await readdir(join(root, "lesson"))).filter((name) => /^\d\d-/.test(name));
  for (const name of everyNth(4, folders)) {
    const code = `${programText(await readFile(join(root, "lesson", name, "lesson.ts"), "utf8"), "solution", "ja")}// mine\n`;
    const link = (await linkTo(name, code)).replace(/^.*(?=#)/, "");
    const run = spawnSync(process.execPath, [program, "lesson", "--from", link, "--hint"], { cwd: elsewhere });
    expect(run.status, `${name}: ${run.stderr.toString()}`).toBe(0);
    expect(await readFile(join(elsewhere, "lessons", name, "lesson.ts"), "utf8")).toBe(code);
  }
});

test("says in one sentence what is wrong with a link or a file, and writes nothing", async () => {
  const elsewhere = await mkdtemp(join(folder, "other"));
  await writeFile(join(elsewhere, "bytes.ts"), Uint8Array.of(0xff, 0xfe, 0));
  await writeFile(join(elsewhere, "empty.ts"), "\n");
  await writeFile(join(elsewhere, "long.ts"), "a".repeat(200_001));
  const link = await linkTo("03-vae", "const a = 1;".repeat(40));
  const bomb = await linkTo("03-vae", "a".repeat(1_000_000));
  const wrong: [words: string[], sentence: RegExp][] = [
    [["--from", link.slice(0, -9)], /^--from: expected a whole link, got a damaged one\. Copy it once more.*\.\n$/],
    [["--from", bomb], /got a damaged one/],
    [["--from", link.replace(/&.*/, "")], /got one that holds none\. .*between quotation marks/],
    [["--from", "https://example.org/"], /got one that holds none/],
    [["--from", link.replace("03-vae", "99-zzz")], /expected the number or name of a chapter/],
    [["2", "--from", link], /expected a program of chapter 2, got a link to one of chapter 3\. /],
    [["--from", "empty.ts"], /expected a program in UTF-8, got empty\.ts/],
    [["3", "--from", "bytes.ts"], /got bytes\.ts, which holds none/],
    [["3", "--from", "long.ts"], /got 200,?001 bytes/],
    [["3", "--from", "nowhere.ts"], /got nowhere\.ts, which does not exist\. /],
    [["3", "--from", "."], /got the error EISDIR of \.\. /],
    [["--from", join(root, "lesson", "03-vae", "lesson.ts")], /expected a chapter with the file, got none\. /],
  ];
  for (const [words, sentence] of wrong) {
    const run = spawnSync(process.execPath, [program, "lesson", ...words, "--lang", "en"], { cwd: elsewhere });
    expect(run.stderr.toString(), words.join(" ")).toMatch(sentence);
    expect([run.status, run.stdout.toString()], words.join(" ")).toEqual([2, ""]);
  }
  expect(existsSync(join(elsewhere, "lessons"))).toBe(false);
});

/** Returns a function that waits until the output of a process contains a text. */
function collect(child: ChildProcess): (text: string) => Promise<void> {
  let output = "";
  child.stdout!.on("data", (part: Buffer) => void (output += part.toString()));
  return (text) => expect.poll(() => output).toContain(text) as unknown as Promise<void>;
}
