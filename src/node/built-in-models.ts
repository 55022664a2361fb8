import { readdir, readFile } from "node:fs/promises";
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

const folder = fileURLToPath(import.meta.resolve("../../asset/model"));

/** Models that come along, so that there is something to draw with before anything was trained. */
export async function builtInModels(): Promise<BuiltInModel[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".omakase")).sort();
  return await Promise.all(
    files.map(async (name) => {
      const path = join(folder, name);
      const bytes = await readFile(path);
      return { id: name.replace(/\.omakase$/, ""), run: await openPackedRun(bytes, path), path, bytes: bytes.length };
    }),
  );
}
