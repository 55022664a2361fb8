import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { flagOf } from "../src/cli/option/train-options.ts";
import { listTrainingOptions, runSchema, trainingFlag } from "../src/run/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const files = readdirSync(join(root, "src/cli"), { recursive: true, encoding: "utf8" })
  .map((path) => `src/cli/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"));
const sources = new Map(files.map((path) => [path, read(path)]));

/** Long flags that a source declares. */
const declaredFlags = (source: string): string[] =>
  [...source.matchAll(/\.(?:requiredO|o)ption\(\s*"(?:-\w, )?--([\w-]+)/g)].map(([, flag]) => flag);
/** The key under which commander gives a flag's value. */
const keyOf = (flag: string) => flag.replace(/^no-/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Own fields of an options interface. */
const fieldsOf = (source: string): string[] =>
  [...source.matchAll(/^(?:export )?interface \w*Options[^{]*\{([\s\S]*?)^\}/gm)].flatMap(([, body]) =>
    [...body.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name),
  );

/** Interfaces that stand in another file than the command. */
const optionFiles: Readonly<Record<string, string>> = {
  "src/cli/command/train.ts": "src/cli/option/train-options.ts",
  "src/cli/command/direction/direction.ts": "src/cli/option/direction-options.ts",
};
const commands = [...sources.keys()].filter(
  (path) => path.startsWith("src/cli/command/") && declaredFlags(sources.get(path)!).length > 0,
);

describe("flags of the command line", () => {
  const common = ["src/cli/command/define-command.ts"];
  test.each(commands.filter((path) => !common.includes(path)))("%s reads every flag that it declares", (path) => {
    const source = sources.get(path)!;
    const known = new Set([
      ...fieldsOf(sources.get(optionFiles[path] ?? path)!),
      ...(path.endsWith("/train.ts") ? Object.keys(runSchema.shape) : []),
    ]);
    const keys = declaredFlags(source).map(keyOf);
    expect(keys.filter((key) => !known.has(key))).toEqual([]);
    const own = fieldsOf(sources.get(optionFiles[path] ?? path)!);
    expect(own.filter((field) => !keys.includes(field))).toEqual([]);
  });

  const settings = listTrainingOptions().flatMap((option) => {
    const flag = trainingFlag(option).slice(2);
    return option.aboutOff ? [flag, `no-${flag}`] : [flag];
  });
  const flags = new Set(["help", "version", ...settings, ...[...sources.values()].flatMap(declaredFlags)]);
  const guides = readdirSync(join(root, "docs/site"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/site/${path.replaceAll("\\", "/")}`)
    .filter((path) => /^docs\/site\/(ja|en)\/.*\.md$/.test(path));
  test.each(["README.md", "README.ja.md", ...guides, ...sources.keys()])("%s names only flags that exist", (path) => {
    const named = [...read(path).matchAll(/(?<![\w-])--([a-z][\w-]*)(?![\w-]*\])/g)].map(([, flag]) => flag);
    expect(named.filter((flag) => !flags.has(flag) && !foreignFlags.includes(flag))).toEqual([]);
  });

  test("a setting is named by its flag", () => {
    expect(["size", "batchSize", "adversarial", "weights", "frozen"].map(flagOf)).toEqual([
      "--size",
      "--batch-size",
      "--loss",
      "--penalty",
      "--freeze",
    ]);
  });
});

/** Flags of npm, and a decrement. */
const foreignFlags: readonly string[] = ["cache", "offline", "catching"];
