import type { Host } from "../../host.ts";
import { crc32 } from "../../image/index.ts";
import { rasteriseSvg } from "../../image/index.ts";
import type { PictureSource } from "../picture-source.ts";
import type { TagColumn } from "../tag.ts";
import { sampleFaceChoices, faceSvg } from "../../synthetic/index.ts";
import type { FaceStyle } from "../../synthetic/index.ts";

/** Opens `count` faces of a style, each with its true attributes as tags. Face `index` depends on the seed alone. */
export function facesSource(style: FaceStyle, count: number, seed: number, asset: Host["asset"]): PictureSource {
  const chosen = Array.from({ length: count }, (_, index) => sampleFaceChoices(style, seed, index));
  const tags: TagColumn[] = style.attributes.map(({ name, label, choices }, at) => ({
    tag: {
      name,
      label,
      kind: "category",
      choices: choices.map((choice) => ({ name: choice.name, label: choice.label })),
    },
    values: Float32Array.from(chosen, (places) => (isHidden(style, at, places) ? Number.NaN : places[at])),
  }));
  return {
    name: style.name,
    identity: () => `built-in ${style.name} ${styleCheck(style)} ${seed}`,
    entries: chosen.map((_, index) => ({ name: `${style.name} ${index}`, key: `${index}` })),
    tags,
    skipped: [],
    notices: [],
    credit: style.credit,
    channels: 3,
    concurrency: 1,
    isCurrent: () => true,
    load: (index, size) => rasteriseSvg(faceSvg(style, chosen[index]).svg, size, asset),
  };
}

/** Tells whether an attribute is invisible in a face. */
function isHidden({ attributes }: FaceStyle, at: number, places: ArrayLike<number>): boolean {
  const { hiddenBy } = attributes[at];
  if (!hiddenBy) return false;
  return attributes.every(({ name, choices }, other) => hiddenBy[name]?.includes(choices[places[other]].name) ?? true);
}

/** Computes a checksum over one face of every choice: it changes with the drawings and invalidates cached faces. */
function styleCheck(style: FaceStyle): string {
  const most = Math.max(...style.attributes.map(({ choices }) => choices.length));
  const faces = Array.from({ length: most }, (_, at) => style.attributes.map(({ choices }) => at % choices.length));
  const text = JSON.stringify([style, faces.map((chosen) => faceSvg(style, chosen).svg)]);
  return crc32(new TextEncoder().encode(text)).toString(16);
}
