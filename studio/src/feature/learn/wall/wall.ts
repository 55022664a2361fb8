import { hungPictureSchema, maxWallSide, wallSchema } from "omakase/studio";
import { fetchFromServer, fetchJson, postRequest } from "../../../storage/server.ts";
import { useSetting } from "../../../storage/setting.ts";
import { pageUrl } from "../../../worker/client.ts";

/** How this browser takes part in the wall of its class. */
export interface Membership {
  /** Join code, or the key of the host; empty: none yet. */
  readonly code: string;
  /** Name under the learner's pictures; may be empty. */
  readonly name: string;
}

/** Returns how this browser takes part, and a function that changes it. */
export function useMembership() {
  return useSetting<Membership>("wall", { code: "", name: "" }, isMembership);
}

function isMembership(value: unknown): value is Membership {
  const { code, name } = Object(value) as Record<string, unknown>;
  return typeof code === "string" && typeof name === "string";
}

/** Reads the wall. */
export async function readWall(code: string) {
  return wallSchema.parse(await fetchJson("wall/pictures", { headers: authorization(code) }));
}

/** Returns the address of a picture on the wall. */
export function wallPictureUrl(number: number, code: string): string {
  return new URL(`wall/pictures/${number}.png?code=${encodeURIComponent(code)}`, pageUrl).href;
}

/** Takes a picture down. */
export async function takeDown(number: number, key: string): Promise<void> {
  await fetchFromServer(`wall/pictures/${number}`, { method: "DELETE", headers: authorization(key) });
}

/** Hangs up a picture; returns its number, and the key that takes it down. */
export async function hangUp(url: string, chapter: string, { code, name }: Membership) {
  const query = new URLSearchParams({ chapter, name });
  const request = postRequest("image/png", await pngOf(url));
  const headers = { ...request.headers, ...authorization(code) };
  return hungPictureSchema.parse(await fetchJson(`wall/pictures?${query.toString()}`, { ...request, headers }));
}

function authorization(key: string): Record<string, string> {
  return { Authorization: `Bearer ${key.trim()}` };
}

/** Draws a picture or figure as a PNG that the wall takes; small pictures keep their pixels. */
async function pngOf(url: string): Promise<Blob> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, maxWallSide / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png");
  });
}
