/** `omakase class --node`: learners with Node install omakase and write a chapter without the network. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const kept = Object.entries(process.env).filter(
  ([name]) => !/^(npm_|ONNXRUNTIME|NODE_OPTIONS|VITEST|NODE_ENV)/.test(name),
);
const folder = mkdtempSync(join(tmpdir(), "omakase 教室-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, words: readonly string[], cwd: string, extra: Readonly<Record<string, string>> = {}) {
  const env = { ...Object.fromEntries(kept), npm_config_cache: join(folder, "empty cache"), ...extra };
  return spawnSync(command, words, { cwd, env, encoding: "utf8" });
}

const reachesRegistry = run("npm", ["ping", "--fetch-retries=0"], folder).status === 0;

test.skipIf(!reachesRegistry)("the folder node installs and runs a lesson without the network, by its README", () => {
  const made = run(process.execPath, [program, "class", "日曜", "--node", "--json", "--lang", "en"], folder);
  expect(made.status, made.stderr).toBe(0);
  const events = made.stdout.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>); // oxfmt-ignore
  expect(events.map(({ type, step }) => step ?? type)).toEqual(["pack", "fill", "check", "node", "class"]);
  const { system, bytes } = events[3];
  expect(bytes).toBeLessThan(250e6);

  const node = join(folder, "日曜", "node");
  const names = ["README.txt", "npm-cache", "omakase-0.1.0.tgz", "package-lock.json", "package.json"];
  expect(readdirSync(node).sort()).toEqual(names);
  expect(readdirSync(join(folder, "日曜")).filter((name) => name.startsWith("."))).toEqual([]);
  for (const page of ["host.en.html", "host.ja.html", "README.txt"])
    expect(readFileSync(join(folder, "日曜", page), "utf8")).toContain(system);

  const learner = join(folder, "a learner's");
  cpSync(node, learner, { recursive: true });
  const commands = readFileSync(join(learner, "README.txt"), "utf8").match(/(?<=^ {3})np[mx] .+$/gm)!;
  expect(commands).toHaveLength(4); // the same two in each language
  const [install, lesson] = commands.slice(2).map((line) => line.split(" "));
  const unreachable = { npm_config_registry: "http://127.0.0.1:9/" };
  const installed = run(install[0], install.slice(1), learner, unreachable);
  expect(installed.status, installed.stderr).toBe(0);
  const words = [...lesson.slice(1, -1), "2", "--once", "--quick", "--lang", "en"];
  const tried = run(lesson[0], words, learner, unreachable);
  expect(tried.status, `${tried.stdout}${tried.stderr}`).toBe(3); // its gap is still empty
  expect(existsSync(join(learner, "lessons"))).toBe(true);
});
