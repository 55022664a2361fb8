import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AssetName } from "../host.ts";

const specifiers: Readonly<Record<AssetName, string>> = {
  "resvg.wasm": "@resvg/resvg-wasm/index_bg.wasm",
  "font-regular.ttf": "../../asset/font/NotoSansJP-Regular.ttf",
  "font-bold.ttf": "../../asset/font/NotoSansJP-Bold.ttf",
  "emoji-colour.json": "@iconify-json/fluent-emoji-flat/icons.json",
  "emoji-line.json": "@iconify-json/fluent-emoji-high-contrast/icons.json",
  "emoji-groups.json": "@iconify-json/fluent-emoji-high-contrast/metadata.json",
  "features.safetensors": "../../asset/features.safetensors",
  "upscaler.safetensors": "../../asset/upscaler.safetensors",
  "cgan-characters.omakase": "../../lesson/11-attributes/model/cgan-characters.omakase",
};

/** Returns the path of a bundled asset, in omakase itself or in a package that it depends on. */
export function assetPath(name: AssetName): string {
  return fileURLToPath(import.meta.resolve(specifiers[name]));
}

/** Reads a bundled asset. */
export async function nodeAsset(name: AssetName): Promise<Uint8Array> {
  const buffer = await readFile(assetPath(name));
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
