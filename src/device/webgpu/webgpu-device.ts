import { OmakaseError, type Text } from "../../error.ts";
import type { Device } from "../device.ts";
import { gpuOf } from "./gpu.ts";
import { planGraph } from "./plan.ts";
import { stopwatch, type KernelTime } from "./stopwatch.ts";
import { webgpuProgram } from "./webgpu-program.ts";
import { webgpuState } from "./webgpu-state.ts";

/** See {@link webgpuDevice}. */
export interface WebgpuDeviceOptions {
  /** Times every kernel, where the GPU can: see {@link WebgpuDevice.times}. Makes runs slower. Default false. */
  readonly profile?: boolean;
  /**
   * Keeps large results between kernels in half precision, which halves what has to be moved; sums and states stay in
   * single precision. Pictures differ by more than on other devices. Default false.
   */
  readonly half?: boolean;
}

/** A GPU. */
export interface WebgpuDevice extends Device {
  readonly name: "webgpu";
  readonly adapter: {
    /** Such as `NVIDIA H100`, as the driver calls it. */
    readonly description: string;
    /** Whether it is no hardware but a program that runs on the processor, slowly. */
    readonly software: boolean;
  };
  /** Resolves with what to say when the GPU is gone; never, while it works. */
  readonly lost: Promise<OmakaseError>;
  /** What each kernel took so far; undefined without `profile`, or where the GPU has no clock. */
  times(): Promise<readonly KernelTime[] | undefined>;
  /** Gives the GPU back. */
  dispose(): void;
}

/**
 * The graphics card, by way of WebGPU and kernels of our own: in Node through the package `webgpu` (Dawn), in a page
 * through `navigator.gpu`.
 *
 * @param gpu - where adapters come from.
 * @throws OmakaseError `device` when there is no adapter; later, from `run` and `read`, when the device is lost, and
 * from `compile` when a piece of memory would be larger than the GPU gives out. Running out of memory shows only in what
 * is asked next.
 */
export async function webgpuDevice(gpu: GPU, options: WebgpuDeviceOptions = {}): Promise<WebgpuDevice> {
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw noDevice({ ja: "使える GPU なし", en: "no GPU that can be used" });
  const { limits, info, features } = adapter;
  const profile = options.profile === true && features.has("timestamp-query");
  const half = options.half === true;
  if (half && !features.has("shader-f16")) throw noHalf(info.description);
  const device = await adapter.requestDevice({
    requiredFeatures: [...(profile ? (["timestamp-query"] as const) : []), ...(half ? (["shader-f16"] as const) : [])],
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    },
  });
  const software = isSoftware(info);
  let failure: OmakaseError | undefined;
  const lost = device.lost.then(({ message }) => {
    failure ??= lostDevice(message);
    return failure;
  });
  device.addEventListener("uncapturederror", ({ error }) => {
    failure ??= refused(error.message);
  });
  const description = info.description || [info.vendor, info.architecture].filter((word) => word !== "").join(" ");
  const own = gpuOf(device, () => failure, lost);
  const watch = profile ? stopwatch(device) : undefined;
  return {
    name: "webgpu",
    version: `webgpu ${[info.vendor, info.architecture].filter((word) => word !== "").join(" ") || "unknown"}${half ? " half" : ""}`,
    half,
    adapter: { description, software },
    lost,
    upload: (weights) => webgpuState(own, weights),
    async compile(graph) {
      own.check();
      const plan = planGraph(graph, {
        buffers: device.limits.maxStorageBuffersPerShaderStage,
        sharedBytes: device.limits.maxComputeWorkgroupStorageSize,
        unroll: !software,
        half,
      });
      return webgpuProgram(own, plan, watch);
    },
    times: async () => watch?.times(),
    dispose: () => device.destroy(),
  };
}

/** Adapters say of themselves that they are none; older browsers do not, but their names are known. */
function isSoftware(info: GPUAdapterInfo & { readonly isFallbackAdapter?: boolean }): boolean {
  return (
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|software|warp|basic render/i.test(`${info.architecture} ${info.device} ${info.description}`)
  );
}

function noDevice(got: Text): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "GPU", en: "a GPU" },
    got,
    remedy: {
      ja: "ドライバーを確かめるか、--device cpu を使ってください",
      en: "Check the graphics driver, or use --device cpu",
    },
  });
}

function noHalf(name: string): OmakaseError {
  return new OmakaseError("device", {
    where: "--half",
    expected: { ja: "半精度で計算できる GPU", en: "a GPU that computes in half precision" },
    got: { ja: name, en: name },
    remedy: { ja: "--half を外してください", en: "Leave --half out" },
  });
}

function lostDevice(message: string): OmakaseError {
  const reason = message.trim() || "no reason given";
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "動いている GPU", en: "a working GPU" },
    got: { ja: `GPU との接続が切れた知らせ（${reason}）`, en: `word that the GPU is gone (${reason})` },
    remedy: {
      ja: "最後のチェックポイントから --resume で続けられます",
      en: "Go on from the last checkpoint with --resume",
    },
  });
}

function refused(message: string): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "計算の成功", en: "to compute" },
    got: { ja: `エラー「${message}」`, en: `the error "${message}"` },
    remedy: {
      ja: "バッチや画像を小さくするか、--device cpu を使ってください",
      en: "Take smaller batches or pictures, or use --device cpu",
    },
  });
}
