import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Path of Chromium; undefined: not installed, and the tests that need it are skipped. */
export const chromiumPath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
].find((path) => existsSync(path));

/** See {@link openChromium}. */
export interface ChromiumOptions {
  /** Whether pages get WebGPU on SwiftShader, a GPU in software. Default false: no WebGPU. */
  readonly webgpu?: boolean;
}

/** Timeout for anything in a page, milliseconds: the machine may be busy. */
const launchTimeout = 90_000;

/** Starts headless Chromium without network access beyond this machine, most of which Playwright sets up. */
export async function openChromium({ webgpu = false }: ChromiumOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--disable-quic",
      "--host-resolver-rules=MAP insecure.test 127.0.0.1,MAP class.lan 127.0.0.1",
      `--disable-features=${unusedFeatures.join()}`,
      ...(webgpu ? softwareGpuFlags : []),
    ],
  });
  browser.on("context", (context) => context.setDefaultTimeout(launchTimeout));
  return browser;
}

/**
 * Parts of Chromium that no page needs. Each window opens pages for the suggestions of its address bar, which took a
 * third of the processor time of a test; the last of two lists counts, so this one repeats what Playwright needs.
 */
const unusedFeatures = [
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxPopup",
  "SpareRendererForSitePerProcess",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

const softwareGpuFlags = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  // Zeroes workgroup memory by a loop: SwiftShader's other way costs a second per shader.
  "--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension",
];
