import type { Features } from "../../feature/index.ts";
import type { FeatureNetwork } from "../feature-network.ts";
import type { PictureSet } from "../picture-set.ts";

/** The features of pictures and of their parts. */
export async function seeNormal(
  network: FeatureNetwork,
  pictures: PictureSet,
): Promise<{ readonly wholes: Features; readonly patches: Features }> {
  const wholes = await network.look(pictures);
  const parts: Features[] = [];
  for (let from = 0; from < pictures.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
    const shape = { size: pictures.size, channels: pictures.channels, count: indices.length };
    parts.push(await network.lookClosely(await pictures.batch(indices), shape));
  }
  const [{ width }] = parts;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const values = new Float32Array(count * width);
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { wholes, patches: { values, count, width } };
}
