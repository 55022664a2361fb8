import { webgpuDevice, type WebgpuDevice } from "../src/device/index.ts";

let engine: GPU | undefined;

/**
 * A GPU in Node of which a test changes or watches what is asked; it is the real one that answers.
 *
 * @param alter - replaces methods of the device that was opened.
 */
export async function gpuWithOverrides(alter: (device: GPUDevice) => void): Promise<WebgpuDevice> {
  engine ??= (await import("webgpu")).create([]);
  const real = engine;
  const requestAdapter = async (options?: GPURequestAdapterOptions): Promise<GPUAdapter | null> => {
    const adapter = await real.requestAdapter(options);
    if (!adapter) return null;
    const requestDevice = adapter.requestDevice.bind(adapter);
    return Object.assign(adapter, {
      async requestDevice(wanted: GPUDeviceDescriptor) {
        const device = await requestDevice(wanted);
        alter(device);
        return device;
      },
    });
  };
  return webgpuDevice(Object.assign(Object.create(real) as GPU, { requestAdapter }));
}
