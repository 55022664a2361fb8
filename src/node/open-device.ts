import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Device } from "../device/index.ts";
import type { Text } from "../error.ts";
import { cpuDevice } from "./cpu-device.ts";
import { gpuDevice } from "./gpu-device.ts";

/** See {@link openDevice}. */
export interface OpenDeviceOptions {
  /**
   * `cpu`: the processor. `webgpu`: the graphics card. `auto`: where there is a card (never a program that plays one),
   * both are timed, and the faster one is taken. Default `cpu`.
   */
  readonly prefer?: "auto" | "cpu" | "webgpu";
  /** Half precision on the graphics card: see `webgpuDevice`. Default false. */
  readonly half?: boolean;
  /** How many threads compute on the processor. Default: one for each physical core. */
  readonly threads?: number;
  /** How fast a device does what is to be done; larger is faster. `auto` takes the processor without it. */
  readonly measureSpeed?: (device: Device) => Promise<number>;
}

/** A device, and why this one. */
export interface OpenedDevice {
  readonly device: Device;
  readonly reason: Text;
}

/**
 * Opens the device to compute on.
 *
 * @throws OmakaseError `device` when a GPU is asked for and there is none.
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
      reason: software
        ? {
            ja: `GPU: ${description}（本物の GPU ではなく、CPU で動くソフトウェアなので遅くなります）`,
            en: `GPU: ${description} (no real one but a program on the processor: this will be slow)`,
          }
        : { ja: `GPU: ${description}`, en: `GPU: ${description}` },
    };
  }
  const cpu = await cpuDevice({ threads });
  const cpuResult = { device: cpu, reason: { ja: `CPU: ${cpu.version}`, en: `CPU: ${cpu.version}` } };
  if (prefer === "cpu" || !measureSpeed || !(await hasHardwareGpu())) return cpuResult;
  try {
    const gpu = await gpuDevice();
    const [gpuSpeed, cpuSpeed] = [await measureSpeed(gpu), await measureSpeed(cpu)];
    const factor = (Math.max(gpuSpeed, cpuSpeed) / Math.max(1e-9, Math.min(gpuSpeed, cpuSpeed))).toFixed(1);
    if (gpuSpeed > cpuSpeed)
      return {
        device: gpu,
        reason: {
          ja: `GPU: ${gpu.adapter.description}（CPU の ${factor} 倍の速さ）`,
          en: `GPU: ${gpu.adapter.description} (${factor} × as fast as the processor)`,
        },
      };
    gpu.dispose();
    return {
      device: cpu,
      reason: {
        ja: `CPU: ${cpu.version}（GPU の ${factor} 倍の速さ）`,
        en: `CPU: ${cpu.version} (${factor} × as fast as the graphics card)`,
      },
    };
  } catch {
    return cpuResult; // a card that cannot do it
  }
}

/** Beside this file, in the same form: a source file in tests, where Node cannot run it, a module in the package. */
const probePath = fileURLToPath(new URL(`gpu-probe.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url));

/** Longer than any driver takes to say who it is, in milliseconds. */
const probeTimeout = 10_000;

/**
 * Whether there is a graphics card. Asked in a process of its own: a broken driver may end it, be it after the answer.
 */
async function hasHardwareGpu(): Promise<boolean> {
  const probed = promisify(execFile)(process.execPath, [probePath], { timeout: probeTimeout });
  const { stdout = "" } = await probed.catch((error: { readonly stdout?: string }) => error);
  return stdout.trim().endsWith("hardware");
}
