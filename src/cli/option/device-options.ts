import type { Command } from "commander";
import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import { openDevice, type OpenDeviceOptions } from "../../node/index.ts";
import { oneOf, wholeNumber } from "../command/define-command.ts";
import type { Translate } from "../language.ts";
import type { Session } from "../session.ts";

/** Options of the device. */
export interface DeviceCommandOptions {
  readonly device?: OpenDeviceOptions["prefer"];
  readonly threads?: number;
  /** Whether to compute in half precision, on a GPU. */
  readonly half?: boolean;
}

/**
 * Adds the options of {@link DeviceCommandOptions} to a command.
 *
 * @param defaultDevice - `auto` for commands that train. Default `cpu`.
 */
export function addDeviceOptions(command: Command, t: Translate, defaultDevice: "auto" | "cpu" = "cpu"): Command {
  const where =
    defaultDevice === "auto"
      ? {
          ja: "計算する装置: cpu、webgpu（GPU）、auto（速いほう。省くと auto）",
          en: "where to compute: cpu, webgpu (the graphics card), or auto (the faster of them); default auto",
        }
      : {
          ja: "計算する装置: cpu、webgpu（GPU）（省くと cpu）",
          en: "where to compute: cpu, or webgpu (the graphics card); default cpu",
        };
  const half = {
    ja: "途中の計算結果を半精度で持つ（GPU のみ。速いが粗い）",
    en: "keep results in between in half precision (graphics card only): faster, coarser",
  };
  const threads = { ja: "計算に使うスレッド数（CPU）", en: "threads to compute with on the processor" };
  return command
    .option(
      "--device <name>",
      t(where),
      defaultDevice === "auto" ? oneOf("auto", "cpu", "webgpu") : oneOf("cpu", "webgpu"),
    )
    .option("--half", t(half))
    .option("--threads <n>", t(threads), wholeNumber(1, 1024));
}

/** Opens the device of the options; prints which one, unless it is the CPU. */
export async function chooseDevice(
  session: Session,
  { device: prefer = "cpu", threads, half = false }: DeviceCommandOptions,
  measureSpeed?: OpenDeviceOptions["measureSpeed"],
): Promise<Device> {
  if (half && prefer !== "webgpu") throw halfWithoutWebgpuError(prefer);
  const { device, reason } = await openDevice({ prefer, threads, half, measureSpeed });
  if (device.name !== "onnx") session.print(reason);
  return device;
}

function halfWithoutWebgpuError(prefer: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--half",
    expected: { ja: "--device webgpu", en: "--device webgpu" },
    got: { ja: prefer, en: prefer },
    remedy: {
      ja: "--device webgpu も指定するか、--half を外してください",
      en: "Add --device webgpu, or leave --half out",
    },
  });
}
