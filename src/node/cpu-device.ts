import { onnxDevice, type Device, type Ort } from "../device/index.ts";

/** Options of {@link cpuDevice}. */
export interface CpuDeviceOptions {
  /** Number of threads. Default: one per physical core. */
  readonly threads?: number;
}

/**
 * Opens the processor as a device, through ONNX Runtime. Without a native runtime (Macs with Intel processors), its
 * WebAssembly form computes, at about half the speed.
 *
 * @param options - see {@link CpuDeviceOptions}.
 * @returns the device.
 */
export async function cpuDevice(options: CpuDeviceOptions = {}): Promise<Device> {
  return onnxDevice(await loadOnnxRuntime(), options);
}

/**
 * Loads ONNX Runtime without its telemetry. From 1.29 on, its official binaries for Linux keep an id and a queue of events
 * in the home folder, to send them to Microsoft, unless this variable is set before they are loaded.
 */
export async function loadOnnxRuntime(): Promise<Ort> {
  process.env.ORT_DISABLE_TELEMETRY = "1";
  try {
    return (await import("onnxruntime-node")) as unknown as Ort;
  } catch {
    const ort = (await import("onnxruntime-web")) as unknown as Ort;
    sayOnce();
    return ort;
  }
}

let hasNotified = false;

function sayOnce(): void {
  if (hasNotified) return;
  hasNotified = true;
  process.emitWarning(
    `no native ONNX Runtime for ${process.platform}/${process.arch} is there, so WebAssembly computes, at about half the speed.`,
    "OmakaseWarning",
  );
}
