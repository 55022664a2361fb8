import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Where Chromium is; undefined: not here, and what needs it is skipped. */
export const chromiumPath = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
].find((path) => existsSync(path));

/** See {@link openChromium}. */
export interface ChromiumOptions {
  /** Whether pages get WebGPU, on SwiftShader, Chromium's graphics card in software. Default false: none at all. */
  readonly webgpu?: boolean;
}

/** How long anything in a page is waited for, milliseconds: the machine may be busy. */
const launchTimeout = 90_000;

/** Starts Chromium without a window, and so that it talks to nobody but us, most of which Playwright sees to. */
export async function openChromium({ webgpu = false }: ChromiumOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--disable-quic", "--host-resolver-rules=MAP insecure.test 127.0.0.1", ...(webgpu ? softwareGpuFlags : [])],
  });
  browser.on("context", (context) => context.setDefaultTimeout(launchTimeout));
  return browser;
}

const softwareGpuFlags = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  // Shared memory is to begin as zeros: by a loop, as SwiftShader needs a second a shader to do it its other way.
  "--disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension",
];
