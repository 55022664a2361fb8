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
export const bundledModelIds = ["characters", "faces", "sushi", "sushi-brush", "emoji-line"] as const;
/** Id of an included model. */
export type BundledModelId = (typeof bundledModelIds)[number];

const modelFolder = fileURLToPath(import.meta.resolve("../../asset/model"));

/** Returns whether an included model has this id. */
export function isBundledModel(id: string): id is BundledModelId {
  return (bundledModelIds as readonly string[]).includes(id);
}

/** Opens an included model. */
export async function openBundledModel(id: BundledModelId): Promise<OpenedRun> {
  return (await readBundledModel(id)).run;
}

/** Lists the included models, which sample without any training. */
export async function bundledModels(): Promise<BundledModel[]> {
  return await Promise.all(bundledModelIds.map(readBundledModel));
}

async function readBundledModel(id: BundledModelId): Promise<BundledModel> {
  const path = join(modelFolder, `${id}.omakase`);
  const bytes = await readFile(path);
  return { id, run: await openPackedRun(bytes, path), path, bytes: bytes.length };
}
