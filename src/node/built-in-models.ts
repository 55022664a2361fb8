import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPackedRun, type OpenedRun } from "../run/index.ts";

/** A model that comes along. */
export interface BuiltInModel {
  readonly id: string;
  readonly run: OpenedRun;
  /** Its file, as `packRun` wrote it. */
  readonly path: string;
  readonly bytes: number;
}

/** The one to begin with first. */
const modelIds = ["faces", "characters", "sushi-brush", "emoji-line"] as const;
const modelFolder = fileURLToPath(import.meta.resolve("../../asset/model"));

/** Models that come along, so that there is something to draw with before anything was trained. */
export async function builtInModels(): Promise<BuiltInModel[]> {
  return await Promise.all(
    modelIds.map(async (id) => {
      const path = join(modelFolder, `${id}.omakase`);
      const bytes = await readFile(path);
      return { id, run: await openPackedRun(bytes, path), path, bytes: bytes.length };
    }),
  );
}
