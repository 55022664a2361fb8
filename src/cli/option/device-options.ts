import type { Command } from "commander";
import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import { openDevice, type OpenDeviceOptions } from "../../node/index.ts";
import { oneOf, wholeNumber } from "../command/define-command.ts";
import type { Translate } from "../language.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

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
  const where = defaultDevice === "auto" ? cliText.deviceOptions.deviceOrAuto : cliText.deviceOptions.device;
  const half = cliText.deviceOptions.half;
  const threads = cliText.deviceOptions.threads;
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
  return new OmakaseError("option", { where: "--half", ...cliText.deviceOptions.halfWithoutWebgpu({ prefer }) });
}
