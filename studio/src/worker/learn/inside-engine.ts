import { browserDevice, fetchBinary, type BrowserDevice } from "omakase/browser";
import { lazyTools } from "../lazy-tools.ts";
import { wasmBinary } from "../wasm-binary.ts";

/**
 * Creates what the components compute, each loaded on first use. Networks as small as theirs run fastest on one thread of
 * the processor.
 */
export function createInsideEngine(base: string, prefer: "webgpu" | "onnx" = "onnx") {
  let opened: Promise<BrowserDevice> | undefined;
  const binary = () => fetchBinary(new URL(wasmBinary, base));
  const device = async () => (await (opened ??= browserDevice({ prefer, threads: 1, binary }))).device;
  return {
    points: lazyTools(async () => (await import("./points-lab.ts")).createPointsLab(await device())),
    sliders: lazyTools(async () =>
      (await import("./latent-sliders.ts")).createLatentSliders(await device(), new URL("asset/", base)),
    ),
    layers: lazyTools(async () =>
      (await import("./layer-views.ts")).createLayerViews(await device(), new URL("asset/", base)),
    ),
    maps: lazyTools(async () => (await import("./latent-maps.ts")).createLatentMaps(await device())),
  };
}

/** See {@link createInsideEngine}. */
export type InsideEngine = ReturnType<typeof createInsideEngine>;
