import { OmakaseError } from "../../error.ts";
import type { Device } from "../device.ts";
import { createGpu, gpuRefusedError } from "./gpu.ts";
import { planGraph } from "./gpu-plan.ts";
import { defaultGpuErrorHints, type GpuErrorHints } from "./gpu-error-hints.ts";
import { kernelTimer, type KernelTime } from "./kernel-timer.ts";
import { webgpuProgram } from "./webgpu-program.ts";
import { webgpuState } from "./webgpu-state.ts";
import { deviceText } from "../../text/index.ts";

/** See {@link webgpuDevice}. */
export interface WebgpuDeviceOptions {
  /** Times every kernel if the GPU can: see {@link WebgpuDevice.kernelTimes}. Slows runs down. Default false. */
  readonly profile?: boolean;
  /**
   * Keeps large results between kernels in half precision, which halves memory traffic; sums and states stay in single
   * precision. Results differ from other devices by more than rounding in single precision. Default false.
   */
  readonly half?: boolean;
  /**
   * Largest submission, in FLOPs. Only very large steps are split, as drivers reset a GPU that does not answer for
   * seconds. Default 2e11.
   */
  readonly maxSubmissionFlops?: number;
  /** Remedies in error messages. Default: remedies for any host; a command line names its options here. */
  readonly hints?: GpuErrorHints;
}

/** A device on a GPU. */
export interface WebgpuDevice extends Device {
  readonly name: "webgpu";
  readonly adapter: {
    /** Name of the GPU by its driver, such as `NVIDIA H100`. */
    readonly description: string;
    /** Whether it is emulated on the processor, slowly. */
    readonly software: boolean;
  };
  /** Resolves with an error when the GPU is lost. */
  readonly lost: Promise<OmakaseError>;
  /** Returns the time of each kernel so far; undefined without `profile`, or where the GPU has no clock. */
  kernelTimes(): Promise<readonly KernelTime[] | undefined>;
  /** Releases the GPU. */
  dispose(): void;
}

/**
 * Opens a GPU through WebGPU: in Node with the package `webgpu` (Dawn), in a page with `navigator.gpu`.
 *
 * @param gpu - source of adapters.
 * @param options - see {@link WebgpuDeviceOptions}.
 * @throws OmakaseError `device` when there is no adapter. Later, `run` and `read` reject with it when the device is lost,
 *   and `compile` when a buffer is too large or memory is short; the device stays usable then. `read` of states that did
 *   not fit rejects, too.
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

/** Tells whether an adapter is emulated; older browsers lack the flag, so known names are checked, too. */
function isSoftware(info: GPUAdapterInfo & { readonly isFallbackAdapter?: boolean }): boolean {
  return (
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|software|warp|basic render/i.test(`${info.architecture} ${info.device} ${info.description}`)
  );
}

function noGpuError({ noGpu }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", { where: "WebGPU", ...deviceText.webgpuDevice.noGpu({ remedy: noGpu }) });
}

function noHalfPrecisionError(name: string, { noHalfPrecision }: GpuErrorHints): OmakaseError {
  return new OmakaseError("device", {
    where: "WebGPU",
    ...deviceText.webgpuDevice.noHalfPrecision({ name, remedy: noHalfPrecision }),
  });
}

function lostGpuError(message: string, { deviceLost }: GpuErrorHints): OmakaseError {
  const reason = message.trim() || "no reason given";
  return new OmakaseError("device", {
    where: "WebGPU",
    ...deviceText.webgpuDevice.lostGpu({ reason, remedy: deviceLost }),
  });
}
