import { webgpuDevice, type Device, type WebgpuDevice } from "../device/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import { wasmDevice, type WasmDeviceOptions } from "./wasm-device.ts";

/** See {@link browserDevice}. */
export interface BrowserDeviceOptions extends WasmDeviceOptions {
  /**
   * `webgpu`: WebGPU or an error, also where it is but a program on the processor. `onnx`: the processor. Default: a
   * graphics card where WebGPU reaches one, else the processor.
   */
  readonly prefer?: "webgpu" | "onnx";
}

/** Device with its description. */
export interface BrowserDevice {
  readonly device: Device | WebgpuDevice;
  /** Description of the device and of the reason for a fallback, one or two sentences. */
  readonly description: Text;
  /**
   * Fetches the large binary that the device needs (see `WasmDeviceOptions.binary`). Other devices, such as
   * `referenceDevice`, can compute in the meantime.
   */
  readonly prepare?: () => Promise<void>;
}

/**
 * Opens the device of a page or a worker: the GPU by WebGPU, or the CPU by ONNX Runtime's WebAssembly build.
 *
 * @throws OmakaseError `device` when `prefer` is `webgpu` and WebGPU is not available.
 */
export async function browserDevice(options: BrowserDeviceOptions = {}): Promise<BrowserDevice> {
  const { prefer, ...wasm } = options;
  if (prefer === "onnx") return openProcessor(wasm, undefined);
  let device: WebgpuDevice;
  try {
    device = await openWebgpu();
  } catch (error) {
    if (prefer === "webgpu" || !(error instanceof OmakaseError)) throw error;
    return openProcessor(wasm, {
      ja: `WebGPU は使えません（${error.errorParts.got.ja}）。`,
      en: `WebGPU cannot be used (${error.errorParts.got.en}).`,
    });
  }
  const { description, software } = device.adapter;
  const name = description === "" ? "" : ` ${description}`;
  if (!software)
    return {
      device,
      description: { ja: `GPU${name}（WebGPU）で計算します。`, en: `The graphics card${name}, by WebGPU.` },
    };
  const softwareText = {
    ja: `CPU で WebGPU をまねるソフトウェア${name && `${name} `}`,
    en: `an imitation of WebGPU on the processor${name && ` (${description})`}`,
  };
  if (prefer === "webgpu")
    return {
      device,
      description: {
        ja: `${softwareText.ja}で計算します。とても遅いです。`,
        en: `By ${softwareText.en}: this is very slow.`,
      },
    };
  device.dispose();
  return openProcessor(wasm, {
    ja: `WebGPU は、${softwareText.ja}しかありません。`,
    en: `All that WebGPU offers is ${softwareText.en}.`,
  });
}

/** Opens WebGPU. @throws OmakaseError `device` when there is none. */
async function openWebgpu(): Promise<WebgpuDevice> {
  // Older browsers, and pages that are not served over https, have no `navigator.gpu`.
  const { gpu } = navigator as { readonly gpu?: GPU };
  if (gpu) return webgpuDevice(gpu);
  throw new OmakaseError("device", {
    where: "WebGPU",
    expected: { ja: "WebGPU のあるブラウザ", en: "a browser with WebGPU" },
    got: isSecureContext
      ? { ja: "WebGPU のないブラウザ", en: "one without" }
      : { ja: "https ではないページ", en: "a page that did not come over https" },
    remedy: {
      ja: "新しいブラウザで https のページを開くか、CPU を選んでください",
      en: "Open the page over https in a newer browser, or choose the processor",
    },
  });
}

async function openProcessor(options: WasmDeviceOptions, reason: Text | undefined): Promise<BrowserDevice> {
  const { device, threads, prepare } = await wasmDevice(options);
  const singleThreadText =
    threads > 1 || options.threads === 1 || crossOriginIsolated
      ? undefined
      : {
          ja: "ページが分離（COOP と COEP）されていないため、1スレッドです。",
          en: "One thread only, because the page is not isolated (COOP and COEP).",
        };
  const what = {
    ja: `CPU（WebAssembly、${threads}スレッド）で計算します。`,
    en: `The processor, by WebAssembly with ${threads === 1 ? "one thread" : `${threads} threads`}.`,
  };
  const sentences = [what, reason, singleThreadText].filter((text) => text !== undefined);
  return {
    device,
    ...(options.binary !== undefined && { prepare }),
    description: { ja: sentences.map(({ ja }) => ja).join(""), en: sentences.map(({ en }) => en).join(" ") },
  };
}
