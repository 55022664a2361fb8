import type { Device } from "../device/index.ts";
import type { Text } from "../error.ts";
import { wasmDevice, type WasmDeviceOptions } from "./wasm-device.ts";

/** See {@link browserDevice}. */
export interface BrowserDeviceOptions extends WasmDeviceOptions {
  /** One kind of device and no other. Default: whichever is best. */
  readonly prefer?: "webgpu" | "onnx";
}

/** A device, and what to tell people about it. */
export interface BrowserDevice {
  readonly device: Device;
  /** What computes, and why that. */
  readonly text: Text;
}

export async function browserDevice(options: BrowserDeviceOptions = {}): Promise<BrowserDevice> {
  const { device, threads } = await wasmDevice(options);
  return { device, text: { ja: `CPU（${threads}スレッド）`, en: `Processor, ${threads} threads` } };
}
