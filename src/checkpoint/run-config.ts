import type { z } from "zod";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { parseJson } from "./parse-json.ts";
import { checkpointText } from "../text/index.ts";

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
    throw new OmakaseError("run", { where: runPath, ...checkpointText.runConfig.notARun });
  const result = schema.safeParse(parseJson(new TextDecoder().decode(await files.read(path))));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue.path.length > 0 ? issue.path.join(".") : "config.json";
  throw new OmakaseError("run", {
    where: path,
    ...checkpointText.runConfig.invalid({ place, message: issue.message }),
  });
}

function configPath(files: Files, runPath: string): string {
  return files.join(runPath, "config.json");
}
