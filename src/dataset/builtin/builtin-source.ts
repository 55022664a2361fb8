import type { Host } from "../../host.ts";
import { charactersSource } from "./characters-source.ts";
import { emojiSource } from "./emoji-source.ts";
import { facesSource } from "./faces-source.ts";
import { micahFaces } from "../../synthetic/index.ts";
import { personasFaces } from "../../synthetic/index.ts";
import type { PictureSource } from "../picture-source.ts";
import { sushiSource } from "./sushi-source.ts";

/** The sets that are drawn here and need no files. */
export const builtinDatasets = [
  "sushi",
  micahFaces.name,
  personasFaces.name,
  "characters",
  "emoji",
  "sushi-camera",
] as const;

/** How much of a built-in set, and which. */
export interface BuiltinOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether in pairs, where the set has them. */
  readonly pairs: boolean;
}

/** The built-in set of that name; undefined when there is none. */
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
