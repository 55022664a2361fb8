import { chromium } from "playwright-core";

/**
 * Chromium for a benchmark of a page: without a window, and so that it talks to nobody but us, most of which Playwright
 * sees to. With `webgpu` pages get an imitation of a graphics card on the processor.
 */
export async function launchChromium(executablePath, { webgpu = false } = {}) {
  return await chromium.launch({
    executablePath,
    args: ["--disable-quic", ...(webgpu ? ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"] : [])],
  });
}
