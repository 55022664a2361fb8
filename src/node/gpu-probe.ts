/** A program of its own, run by `openDevice`: says whether there is a graphics card, `hardware`, or one that is `software`. */
import { gpuDevice } from "./gpu-device.ts";

const { adapter } = await gpuDevice();
process.stdout.write(adapter.software ? "software" : "hardware");
process.exit();
