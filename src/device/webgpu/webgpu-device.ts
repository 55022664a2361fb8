import { OmakaseError } from "../../error.ts";
import type { Device } from "../device.ts";
import { createGpu, gpuRefusedError } from "./gpu.ts";
import { planGraph } from "./gpu-plan.ts";
import { defaultGpuErrorHints, type GpuErrorHints } from "./gpu-error-hints.ts";
import { kernelTimer, type KernelTime } from "./kernel-timer.ts";
import { webgpuProgram } from "./webgpu-program.ts";
import { webgpuState } from "./webgpu-state.ts";

/** See {@link webgpuDevice}. */
export interface WebgpuDeviceOptions {
  /** Times every kernel, where the GPU can: see {@link WebgpuDevice.kernelTimes}. Makes runs slower. Default false. */
  readonly profile?: boolean;
  /**
   * Keeps large results between kernels in half precision, which halves what has to be moved; sums and states stay in
   * single precision. Pictures differ by more than on other devices. Default false.
   */
  readonly half?: boolean;
  /**
   * The most work that the GPU is given in one piece, in FLOPs. A step is one piece; only a very large one is cut, as
   * drivers give up on a GPU that does not answer for seconds. Default 2e11.
   */
  readonly maxSubmissionFlops?: number;
  /** What errors tell people to do. Default: what is true everywhere; a command line names its options here. */
  readonly hints?: GpuErrorHints;
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
  kernelTimes(): Promise<readonly KernelTime[] | undefined>;
  /** Gives the GPU back. */
  dispose(): void;
}

/**
 * The graphics card, by way of WebGPU and kernels of our own: in Node through the package `webgpu` (Dawn), in a page
 * through `navigator.gpu`.
 *
 * @param gpu - where adapters come from.
 * @throws OmakaseError `device` when there is no adapter; later, from `run` and `read`, when the device is lost, and
 * from `compile` when a piece of memory would be larger than the GPU gives out, or when it has not enough left; the
 * device goes on working then. Where states do not fit, `read` of them and of what was made from them says so.
 */
export async function webgpuDevice(gpu: GPU, options: WebgpuDeviceOptions = {}): Promise<WebgpuDevice> {
  const { hints = defaultGpuErrorHints } = options;
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw noGpuError(hints);
  const { limits, info, features } = adapter;
  const profile = options.profile === true && features.has("timestamp-query");
  const half = options.half === true;
  if (half && !features.has("shader-f16")) throw noHalfPrecisionError(info.description, hints);
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
    failure ??= lostGpuError(message, hints);
    return failure;
  });
  device.addEventListener("uncapturederror", ({ error }) => {
    failure ??= gpuRefusedError(error.message, hints);
  });
  const description = info.description || [info.vendor, info.architecture].filter((word) => word !== "").join(" ");
  const own = createGpu(device, { failure: () => failure, lostError: lost, hints });
  const timer = profile ? kernelTimer(device) : undefined;
  return {
    name: "webgpu",
    version: `webgpu ${[info.vendor, info.architecture].filter((word) => word !== "").join(" ") || "unknown"}${half ? " half" : ""}`,
    half,
    queuesRuns: true,
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
        hint: hints.memoryFull,
      });
      return webgpuProgram(own, plan, { timer, maxSubmissionFlops: options.maxSubmissionFlops });
    },
    kernelTimes: async () => timer?.times(),
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

function noGpuError({ noGpu }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "GPU", en: "a GPU" },
    got: { ja: "使える GPU なし", en: "no GPU that can be used" },
    remedy: noGpu,
  });
}

function noHalfPrecisionError(name: string, { noHalfPrecision }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "半精度で計算できる GPU", en: "a GPU that computes in half precision" },
    got: { ja: name, en: name },
    remedy: noHalfPrecision,
  });
}

function lostGpuError(message: string, { deviceLost }: GpuErrorHints): OmakaseError {
  const reason = message.trim() || "no reason given";
  return new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "動いている GPU", en: "a working GPU" },
    got: { ja: `GPU との接続が切れた知らせ（${reason}）`, en: `word that the GPU is gone (${reason})` },
    remedy: deviceLost,
  });
}
