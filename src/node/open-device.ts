import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Device } from "../device/index.ts";
import type { Text } from "../error.ts";
import { cpuDevice } from "./cpu-device.ts";
import { gpuDevice } from "./gpu-device.ts";
import { nodeText } from "../text/index.ts";

/** Options of {@link openDevice}. */
export interface OpenDeviceOptions {
  /**
   * `cpu`: the processor. `webgpu`: the graphics card. `auto`: the faster of the two, measured; a software emulation of
   * a card does not count. Default `cpu`.
   */
  readonly prefer?: "auto" | "cpu" | "webgpu";
  /** Whether the graphics card computes in half precision: see `webgpuDevice`. Default false. */
  readonly half?: boolean;
  /** Number of threads on the processor. Default: one per physical core. */
  readonly threads?: number;
  /** Measures the speed of a device for the intended work; larger is faster. Without it, `auto` takes the processor. */
  readonly measureSpeed?: (device: Device) => Promise<number>;
}

/** Device, and the reason for its choice. */
export interface OpenedDevice {
  readonly device: Device;
  readonly reason: Text;
}

/**
 * Opens the device to compute on.
 *
 * @param options - see {@link OpenDeviceOptions}.
 * @returns the device, and the reason for its choice.
 * @throws OmakaseError `device` when a GPU is requested and there is none.
 */
export async function openDevice({
  prefer = "cpu",
  threads,
  half,
  measureSpeed,
}: OpenDeviceOptions = {}): Promise<OpenedDevice> {
  if (prefer === "webgpu") {
    const gpu = await gpuDevice({ half });
    const { description, software } = gpu.adapter;
    return {
      device: gpu,
      reason: software ? nodeText.openDevice.softwareGpu({ description }) : nodeText.openDevice.gpu({ description }),
    };
  }
  const cpu = await cpuDevice({ threads });
  const cpuResult = { device: cpu, reason: nodeText.openDevice.cpu({ version: cpu.version }) };
  if (prefer === "cpu" || !measureSpeed || !(await hasHardwareGpu())) return cpuResult;
  try {
    const gpu = await gpuDevice();
    const [gpuSpeed, cpuSpeed] = [await measureSpeed(gpu), await measureSpeed(cpu)];
    const factor = (Math.max(gpuSpeed, cpuSpeed) / Math.max(1e-9, Math.min(gpuSpeed, cpuSpeed))).toFixed(1);
    if (gpuSpeed > cpuSpeed)
      return {
        device: gpu,
        reason: nodeText.openDevice.fasterGpu({ description: gpu.adapter.description, factor }),
      };
    gpu.dispose();
    return {
      device: cpu,
      reason: nodeText.openDevice.fasterCpu({ version: cpu.version, factor }),
    };
  } catch {
    return cpuResult; // the card cannot do this work
  }
}

/**
 * Path of the probe beside this file, in the same form: a source file in tests, which Node cannot run, a module in the
 * package.
 */
const probePath = fileURLToPath(new URL(`gpu-probe.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url));

/** Timeout of the probe, ms; longer than any driver takes to identify itself. */
const probeTimeout = 10_000;

/**
 * Returns whether there is a graphics card. A child process checks, as a broken driver may end it, even after its
 * answer.
 */
async function hasHardwareGpu(): Promise<boolean> {
  const probed = promisify(execFile)(process.execPath, [probePath], { timeout: probeTimeout });
  const { stdout = "" } = await probed.catch((error: { readonly stdout?: string }) => error);
  return stdout.trim().endsWith("hardware");
}
