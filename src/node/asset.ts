import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AssetName } from "../host.ts";

const places: Record<AssetName, string> = {
  "resvg.wasm": "@resvg/resvg-wasm/index_bg.wasm",
  "font-regular.ttf": "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
  "font-bold.ttf": "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
};

/** `Host.asset` on disk: the files of the packages that omakase depends on, wherever they were installed. */
export async function asset(name: AssetName): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(places[name]));
}
