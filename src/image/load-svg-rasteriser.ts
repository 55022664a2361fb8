import type { Resvg } from "@resvg/resvg-wasm";
import type { Host } from "../host.ts";

// The module has one global instance and refuses a second initialisation, so all callers share this promise.
let started: Promise<typeof Resvg> | undefined;

/** Loads the SVG rasteriser (resvg) once; it renders the same pixels on every host. */
export async function loadSvgRasteriser(asset: Host["asset"]): Promise<typeof Resvg> {
  started ??= start(asset);
  started.catch(() => (started = undefined));
  return await started;
}

async function start(asset: Host["asset"]): Promise<typeof Resvg> {
  const [{ Resvg, initWasm }, wasm] = await Promise.all([import("@resvg/resvg-wasm"), asset("resvg.wasm")]);
  await initWasm(Uint8Array.from(wasm));
  return Resvg;
}
