import { join } from "node:path";
import { Hono } from "hono";
import type { Files } from "../../host.ts";
import { studioPageFolder, pageNotBuilt } from "../studio-page-folder.ts";
import { httpError, notFoundError } from "./http-error.ts";
import { sendFile } from "./send-file.ts";
import { nodeText } from "../../text/index.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  map: "application/json",
  webmanifest: "application/manifest+json",
  wasm: "application/wasm",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  webp: "image/webp",
  jpg: "image/jpeg",
  ttf: "font/ttf",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

/**
 * Serves the page's files. An address is looked up among the names of existing files, and never becomes a path. Files
 * in `assets/` have a hash in their name and never change.
 */
export function pageFiles(files: Files, folder: string = studioPageFolder): Hono {
  let etags = new Map<string, string>();
  const listFiles = async () => {
    const found = await files.walk(folder);
    etags = new Map(found.map(({ path, bytes, modified }) => [path, `W/"${bytes}-${Math.round(modified)}"`]));
  };
  const app = new Hono();
  app.get("*", async (context) => {
    const path = context.req.path === "/" ? "index.html" : decodePath(context.req.path.slice(1));
    if (path === "index.html" || !etags.has(path)) await listFiles();
    const tag = etags.get(path);
    if (tag === undefined && path === "index.html") throw httpError(503, pageNotBuilt("dist/studio"));
    if (tag === undefined) throw notFoundError("/", nodeText.pageFiles.page);
    context.header("Cache-Control", path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    context.header("ETag", tag);
    if (context.req.header("If-None-Match") === tag) return context.body(null, 304);
    const type = mediaTypes[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    return await sendFile(context, join(folder, path), type);
  });
  return app;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
