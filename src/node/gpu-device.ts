import { webgpuDevice, type GpuErrorHints, type WebgpuDevice, type WebgpuDeviceOptions } from "../device/index.ts";
import { OmakaseError } from "../error.ts";

/** Reference to the engine: if the collector finds it unused while its work continues, the process ends. */
let dawn: GPU | undefined;

/** Error hints with the options of the command line, the usual access to a GPU in Node. */
const hints: GpuErrorHints = {
  noGpu: {
    ja: "ドライバーを確かめるか、--device cpu を使ってください",
    en: "Check the graphics driver, or use --device cpu",
  },
  memoryFull: {
    ja: "--batch-size、--size、--features のどれかを小さくしてください",
    en: "Take a smaller --batch-size, --size or --features",
  },
  rejected: {
    ja: "バッチや画像を小さくするか、--device cpu を使ってください",
    en: "Take smaller batches or pictures, or use --device cpu",
  },
  deviceLost: {
    ja: "最後のチェックポイントから --resume で続けられます",
    en: "Go on from the last checkpoint with --resume",
  },
  noHalfPrecision: { ja: "--half を外してください", en: "Leave --half out" },
};

/**
 * Opens the graphics card as a device, through the package `webgpu` (Dawn): Vulkan, Metal or Direct3D 12.
 *
 * @param options - see `webgpuDevice`.
 * @returns the device.
 * @throws OmakaseError `device` when the package does not support this machine, or there is no GPU with a driver.
 */
export async function gpuDevice(options?: WebgpuDeviceOptions): Promise<WebgpuDevice> {
  return webgpuDevice((dawn ??= await loadDawn()), { hints, ...options });
}

/** Its types are not imported: `npm start` builds without it where there is no graphics card. */
const optionalPackage: string = "webgpu";

async function loadDawn(): Promise<GPU> {
  try {
    const { create } = (await import(optionalPackage)) as { create(flags: readonly string[]): GPU };
    return create([]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmakaseError(
      "device",
      {
        where: "WebGPU",
        expected: { ja: "この機種で動く webgpu パッケージ", en: "the package webgpu for this machine" },
        got: { ja: `エラー「${reason}」`, en: `the error "${reason}"` },
        remedy: {
          ja: "--device cpu を使うか、npm install webgpu を実行してください",
          en: "Use --device cpu, or run npm install webgpu",
        },
      },
      { cause },
    );
  }
}
