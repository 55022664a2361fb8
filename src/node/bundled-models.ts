import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPackedRun, type OpenedRun } from "../run/index.ts";

/** Model included in the package. */
export interface BundledModel {
  readonly id: string;
  readonly run: OpenedRun;
  /** Path of its file, an output of `packRun`. */
  readonly path: string;
  readonly bytes: number;
}

/** Ids of the included models; the first is the default. */
const modelIds = ["faces", "characters", "sushi-brush", "emoji-line"] as const;
const modelFolder = fileURLToPath(import.meta.resolve("../../asset/model"));

/** Lists the included models, which sample without any training. */
export async function bundledModels(): Promise<BundledModel[]> {
  return await Promise.all(
    modelIds.map(async (id) => {
      const path = join(modelFolder, `${id}.omakase`);
      const bytes = await readFile(path);
      return { id, run: await openPackedRun(bytes, path), path, bytes: bytes.length };
    }),
  );
}
