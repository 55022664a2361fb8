import type { WebgpuDevice, WebgpuDeviceOptions } from "../src/device/index.ts";
import { gpuDevice } from "../src/node/index.ts";

/** A GPU for tests in Node, be it a program that pretends to be one; undefined where there is none at all. */
export async function nodeGpu(options?: WebgpuDeviceOptions): Promise<WebgpuDevice | undefined> {
  return gpuDevice(options).catch(() => undefined);
}
