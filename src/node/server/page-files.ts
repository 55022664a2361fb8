import { join } from "node:path";
import { Hono } from "hono";
import type { Files } from "../../host.ts";
import { pageFolder, unbuiltPage } from "../page-folder.ts";
import { refusal, unknownThing } from "./refusal.ts";
import { sendFile } from "./send-file.ts";

const types: Readonly<Record<string, string>> = {
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
 * The page as files. What is asked for is looked up among the names of the files that are there, so that no address ever
 * becomes a path. Files in `assets/` have a hash in their name and never change.
 */
export function pageFiles(files: Files, folder: string = pageFolder): Hono {
  let known = new Map<string, string>();
  const look = async () => {
    const found = await files.walk(folder);
    known = new Map(found.map(({ path, bytes, modified }) => [path, `W/"${bytes}-${Math.round(modified)}"`]));
  };
  const app = new Hono();
  app.get("*", async (context) => {
    const path = context.req.path === "/" ? "index.html" : decoded(context.req.path.slice(1));
    if (path === "index.html" || !known.has(path)) await look();
    const tag = known.get(path);
    if (tag === undefined && path === "index.html") throw refusal(503, unbuiltPage("dist/studio"));
    if (tag === undefined) throw unknownThing("/", { ja: "ページ", en: "a page" });
    context.header("Cache-Control", path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    context.header("ETag", tag);
    if (context.req.header("If-None-Match") === tag) return context.body(null, 304);
    const type = types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    return await sendFile(context, join(folder, path), type);
  });
  return app;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
