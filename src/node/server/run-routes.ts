import { Hono } from "hono";
import { omakaseVersion } from "../../checkpoint/index.ts";
import type { AssetName } from "../../host.ts";
import type { Manifest } from "../../protocol/index.ts";
import { assetPath } from "../assets.ts";
import { notFoundError } from "./http-error.ts";
import type { RunCatalog } from "./run-catalog.ts";
import { sendFile } from "./send-file.ts";
import { nodeText } from "../../text/index.ts";

/** Media types of the assets. */
const assetMediaTypes: Readonly<Record<AssetName, string>> = {
  "resvg.wasm": "application/wasm",
  "font-regular.ttf": "font/ttf",
  "font-bold.ttf": "font/ttf",
  "emoji-colour.json": "application/json",
  "emoji-line.json": "application/json",
  "emoji-groups.json": "application/json",
  "features.safetensors": "application/octet-stream",
  "upscaler.safetensors": "application/octet-stream",
  "cgan-characters.omakase": "application/octet-stream",
};

/**
 * Creates the routes of sampling in the page: `studio.json`, `run/<id>.omakase` (or `.safetensors`, a valid name of the
 * same format) and `asset/<name>`.
 */
export function runRoutes(catalog: RunCatalog): Hono {
  const app = new Hono();
  app.get("/studio.json", async (context) => {
    const runs = (await catalog.refresh()).map(({ info: candidate }) => candidate);
    const manifest: Manifest = { formatVersion: 1, omakase: omakaseVersion, kind: "server", runs };
    context.header("Cache-Control", "no-store");
    return context.json(manifest);
  });

  app.get("/run/:file", async (context) => {
    const id = /^(.+)\.(?:omakase|safetensors)$/.exec(context.req.param("file"))?.[1];
    const run = id === undefined ? undefined : await catalog.find(id);
    if (!run) throw notFoundError("run", nodeText.runRoutes.model);
    const tag = `"${run.info.hash}-${run.info.step}"`;
    context.header("Cache-Control", "no-cache");
    context.header("ETag", tag);
    if (context.req.header("If-None-Match") === tag) return context.body(null, 304);
    return await sendFile(context, run.packedPath, "application/octet-stream");
  });

  app.get("/asset/:name", async (context) => {
    const name = context.req.param("name");
    if (!Object.hasOwn(assetMediaTypes, name)) throw notFoundError("asset", nodeText.runRoutes.part);
    context.header("Cache-Control", "public, max-age=86400");
    return await sendFile(context, assetPath(name as AssetName), assetMediaTypes[name as AssetName]);
  });
  return app;
}
