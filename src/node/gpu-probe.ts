/**
 * Child process of `openDevice`: prints whether there is a graphics card (`hardware`) or an emulated one (`software`).
 */
import { gpuDevice } from "./gpu-device.ts";

const { adapter } = await gpuDevice();
process.stdout.write(adapter.software ? "software" : "hardware");
process.exit();
