/** Getting pictures ready: from cold JPEG files, from the cache, and drawing the built-in sushi. One JSON line. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { drawSushi, openDataset } from "omakase";
import { nodeHost } from "omakase/node";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const { files, side } = parseBenchOptions({ files: 200, side: 256 });
const folder = await mkdtemp(join(tmpdir(), "omakase-bench-"));
try {
  for (let at = 0; at < files; at++) {
    const { picture } = drawSushi(at % 20, { size: 128 });
    const raw = { width: picture.width, height: picture.height, channels: 3 };
    await sharp(picture.pixels, { raw })
      .resize(side, side)
      .jpeg({ quality: 90 })
      .toFile(join(folder, `${at}.jpg`));
  }
  const host = nodeHost({ cache: join(folder, ".cache") });
  const perSecond = async (source, count) => {
    const begun = performance.now();
    const dataset = await openDataset(source, host, { size: 64, count });
    await dataset.batch([0]);
    return Math.round((count * 1000) / (performance.now() - begun));
  };
  console.log(
    JSON.stringify({
      coldJpegsPerSecond: await perSecond(folder, files),
      cachedPerSecond: await perSecond(folder, files),
      sushiPerSecond: await perSecond("sushi", files),
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
