import { webgpuDevice, type Device, type WebgpuDevice } from "../device/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import { wasmDevice, type WasmDeviceOptions } from "./wasm-device.ts";
import { browserText, listText } from "../text/index.ts";

/** See {@link browserDevice}. */
export interface BrowserDeviceOptions extends WasmDeviceOptions {
  /**
   * `webgpu`: WebGPU or an error, also where it is but a program on the processor. `onnx`: the processor. Default: a
   * graphics card where WebGPU reaches one, else the processor.
   */
  readonly prefer?: "webgpu" | "onnx";
}

/** Device with its description. */
export interface BrowserDevice {
  readonly device: Device | WebgpuDevice;
  /** Description of the device and of the reason for a fallback, one or two sentences. */
  readonly description: Text;
  /**
   * Fetches the large binary that the device needs (see `WasmDeviceOptions.binary`). Other devices, such as
   * `referenceDevice`, can compute in the meantime.
   */
  readonly prepare?: () => Promise<void>;
}

/**
 * Opens the device of a page or a worker: the GPU by WebGPU, or the CPU by ONNX Runtime's WebAssembly build.
 *
 * @throws OmakaseError `device` when `prefer` is `webgpu` and WebGPU is not available.
 */
export async function browserDevice(options: BrowserDeviceOptions = {}): Promise<BrowserDevice> {
  const { prefer, ...wasm } = options;
  if (prefer === "onnx") return openProcessor(wasm, undefined);
  let device: WebgpuDevice;
  try {
    device = await openWebgpu();
  } catch (error) {
    if (prefer === "webgpu" || !(error instanceof OmakaseError)) throw error;
    return openProcessor(wasm, browserText.browserDevice.noWebgpu({ got: error.errorParts.got }));
  }
  const { description, software } = device.adapter;
  const name = description === "" ? "" : ` ${description}`;
  if (!software)
    return {
      device,
      description: browserText.browserDevice.webgpu({ name }),
    };
  const softwareText = browserText.browserDevice.software({ hasName: description !== "", description });
  if (prefer === "webgpu")
    return {
      device,
      description: browserText.browserDevice.slowSoftware({ softwareText }),
    };
  device.dispose();
  return openProcessor(wasm, browserText.browserDevice.onlySoftware({ softwareText }));
}

/** Opens WebGPU. @throws OmakaseError `device` when there is none. */
async function openWebgpu(): Promise<WebgpuDevice> {
  // Older browsers, and pages that are not served over https, have no `navigator.gpu`.
  const { gpu } = navigator as { readonly gpu?: GPU };
  if (gpu) return webgpuDevice(gpu);
  throw new OmakaseError("device", {
    where: "WebGPU",
    ...browserText.browserDevice.webgpuRequired({ isSecureContext }),
  });
}

async function openProcessor(options: WasmDeviceOptions, reason: Text | undefined): Promise<BrowserDevice> {
  const { device, threads, prepare } = await wasmDevice(options);
  const singleThreadText =
    threads > 1 || options.threads === 1 || crossOriginIsolated ? undefined : browserText.browserDevice.oneThread;
  const what = browserText.browserDevice.processor({ threads });
  const sentences = [what, reason, singleThreadText].filter((text) => text !== undefined);
  return {
    device,
    ...(options.binary !== undefined && { prepare }),
    description: listText(sentences, "gap"),
  };
}
