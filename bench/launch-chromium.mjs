import { chromium } from "playwright-core";

/**
 * Starts Chromium for a benchmark of a page, without a window and without connections to other hosts. With `webgpu`,
 * pages get a graphics card simulated on the processor.
 */
export async function launchChromium(executablePath, { webgpu = false } = {}) {
  return await chromium.launch({
    executablePath,
    args: ["--disable-quic", ...(webgpu ? ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"] : [])],
  });
}
