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

/** A device, and what to tell people about it. */
export interface BrowserDevice {
  readonly device: Device | WebgpuDevice;
  /** What computes, and where it is not the best that there is, why: one or two sentences. */
  readonly description: Text;
  /**
   * Where it first has to fetch something large (see `WasmDeviceOptions.binary`): does so now. Others can compute
   * meanwhile, such as `referenceDevice`.
   */
  readonly prepare?: () => Promise<void>;
}

/**
 * What a page or a worker computes with: the graphics card by way of WebGPU, or the processor by way of ONNX Runtime's
 * WebAssembly build.
 *
 * @throws OmakaseError `device` when WebGPU is asked for and not to be had.
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

/** @throws OmakaseError `device` when there is none. */
async function openWebgpu(): Promise<WebgpuDevice> {
  // Older browsers, and pages that do not come over https, have no such thing.
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
