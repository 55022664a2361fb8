import type { z } from "zod";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { parseJson } from "./parse-json.ts";

/** Writes config.json of a run: the resolved configuration. */
export function writeRunConfig(files: Files, runPath: string, config: unknown): Promise<void> {
  return files.write(configPath(files, runPath), `${JSON.stringify(config, undefined, 2)}\n`);
}

/**
 * Reads config.json of a run.
 * @param schema - schema of the configuration.
 * @throws OmakaseError `run` when the folder is no run, or its configuration does not fit the schema.
 */
export async function readRunConfig<T>(files: Files, runPath: string, schema: z.ZodType<T>): Promise<T> {
  const path = configPath(files, runPath);
  if ((await files.size(path)) === undefined)
    throw new OmakaseError("run", {
      where: runPath,
      expected: { ja: "実行フォルダ（config.json があるもの）", en: "the folder of a run (with a config.json)" },
      got: { ja: "そうでない場所", en: "something else" },
      remedy: { ja: "omakase train が作ったフォルダを指定してください", en: "Give a folder that omakase train made" },
    });
  const result = schema.safeParse(parseJson(new TextDecoder().decode(await files.read(path))));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.length > 0 ? issue.path.join(".") : "config.json";
  throw new OmakaseError("run", {
    where: path,
    expected: { ja: "この omakase が読める設定", en: "a configuration that this omakase understands" },
    got: { ja: `${place} の問題（${issue.message}）`, en: `a problem with ${place} (${issue.message})` },
    remedy: {
      ja: "書きかえたところを元にもどすか、新しい実行をはじめてください",
      en: "Undo what was changed in it, or start a new run",
    },
  });
}

function configPath(files: Files, runPath: string): string {
  return files.join(runPath, "config.json");
}
