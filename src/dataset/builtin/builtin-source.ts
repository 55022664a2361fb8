import type { Host } from "../../host.ts";
import { charactersSource } from "./characters-source.ts";
import { emojiSource } from "./emoji-source.ts";
import { facesSource } from "./faces-source.ts";
import { micahFaces } from "../../synthetic/index.ts";
import { personasFaces } from "../../synthetic/index.ts";
import type { PictureSource } from "../picture-source.ts";
import { sushiSource } from "./sushi-source.ts";

/** Names of the data sets that are generated and need no files. */
export const builtinDatasets = [
  "sushi",
  micahFaces.name,
  personasFaces.name,
  "characters",
  "emoji",
  "sushi-camera",
] as const;

/** Returns whether a source is the name of a built-in data set, and not a path. */
export function isBuiltinDataset(source: unknown): boolean {
  return builtinDatasets.some((name) => name === source);
}

/** Options of {@link builtinSource}. */
export interface BuiltinOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether to produce pairs; only for sets that have them. */
  readonly pairs: boolean;
}

/** Opens a built-in set; undefined when the name is unknown. */
export async function builtinSource(
  name: string,
  { asset }: Host,
  { count, seed, pairs }: BuiltinOptions,
): Promise<PictureSource | undefined> {
  if (name === "sushi") return sushiSource({ count, seed, pairs, camera: "calm" });
  if (name === "sushi-camera") return sushiSource({ count, seed, pairs, camera: "free" });
  if (name === "characters") return charactersSource(count, seed);
  if (name === "emoji") return await emojiSource(pairs, asset);
  const faces = [micahFaces, personasFaces].find((style) => style.name === name);
  return faces && facesSource(faces, count, seed, asset);
}
