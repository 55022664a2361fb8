import { webgpuDevice, type GpuErrorHints, type WebgpuDevice, type WebgpuDeviceOptions } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { nodeText } from "../text/index.ts";

/** Reference to the engine: if the collector finds it unused while its work continues, the process ends. */
let dawn: GPU | undefined;

/** Error hints with the options of the command line, the usual access to a GPU in Node. */
const hints: GpuErrorHints = nodeText.gpuDevice.hints;

/**
 * Opens the graphics card as a device, through the package `webgpu` (Dawn): Vulkan, Metal or Direct3D 12.
 *
 * @param options - see `webgpuDevice`.
 * @returns the device.
 * @throws OmakaseError `device` when the package does not support this machine, or there is no GPU with a driver.
 */
export async function gpuDevice(options?: WebgpuDeviceOptions): Promise<WebgpuDevice> {
  return webgpuDevice((dawn ??= await loadDawn()), { hints, ...options });
}

/** Its types are not imported: `npm start` builds without it where there is no graphics card. */
const optionalPackage: string = "webgpu";

async function loadDawn(): Promise<GPU> {
  try {
    const { create } = (await import(optionalPackage)) as { create(flags: readonly string[]): GPU };
    return create([]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmakaseError("device", { where: "WebGPU", ...nodeText.gpuDevice.notLoaded({ reason }) }, { cause });
  }
}
