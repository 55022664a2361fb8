import type { Device } from "../../device/index.ts";
import { wasmDevice } from "../wasm-device.ts";

let opened: Promise<Device> | undefined;

/**
 * Opens ONNX Runtime, once for all models, on one thread, for which a page needs no headers. The build puts its binary
 * beside this file.
 */
export function openEngine(): Promise<Device> {
  opened ??= open();
  opened.catch(() => (opened = undefined)); // the next model tries again
  return opened;
}

async function open(): Promise<Device> {
  const binary = new URL("./ort-wasm-simd-threaded.wasm.gz", import.meta.url);
  const { device, prepare } = await wasmDevice({ threads: 1, binary });
  await prepare();
  return device;
}
