import { onnxDevice, type Device, type Ort } from "../device/index.ts";

/** See {@link cpuDevice}. */
export interface CpuDeviceOptions {
  /** How many threads compute. Default: one for each physical core. */
  readonly threads?: number;
}

/**
 * The processor of this machine, by way of ONNX Runtime. Where there is no native runtime (Macs with Intel
 * processors), its WebAssembly form serves, at about half the speed.
 */
export async function cpuDevice(options: CpuDeviceOptions = {}): Promise<Device> {
  return onnxDevice(await loadOnnxRuntime(), options);
}

async function loadOnnxRuntime(): Promise<Ort> {
  try {
    return (await import("onnxruntime-node")) as unknown as Ort;
  } catch {
    const ort = (await import("onnxruntime-web")) as unknown as Ort;
    sayOnce();
    return ort;
  }
}

let said = false;

function sayOnce(): void {
  if (said) return;
  said = true;
  process.emitWarning(
    `no native ONNX Runtime for ${process.platform}/${process.arch} is there, so WebAssembly computes, at about half the speed.`,
    "OmakaseWarning",
  );
}
