import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import type { PictureSet } from "../picture-set.ts";
import { combined, standard } from "./combined.ts";
import { conformalChance } from "./conformal-threshold.ts";
import { stretched, type OddMap } from "./odd-map.ts";
import type { OutlierModel, OutlierPart } from "./outlier-model.ts";
import { partMeasurer, type PartMeasures } from "./part-measurer.ts";

/** How odd a picture is. */
export interface Oddness {
  /** 0 is usual for a normal picture, and larger is odder: the mean over the parts, in standard deviations. */
  readonly score: number;
  /** The chance that a normal picture gets at least this score, 1 / (n + 1) … 1, with n calibration pictures. */
  readonly chance: number;
  /** What each part says, in standard deviations of normal pictures from their mean. */
  readonly parts: Partial<Record<OutlierPart, number>>;
  /** Where it is odd: a value for every pixel, in the same unit; above 0 is odder than the oddest place usually is. */
  readonly map: OddMap;
}

/** See {@link checkOutliers}. */
export interface CheckOutlierOptions {
  readonly device: Device;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * Says how odd pictures are beside the normal ones that a model knows.
 *
 * @param pictures - of the model's size and channels.
 * @throws OmakaseError `option` for pictures of another shape.
 */
export async function checkOutliers(
  model: OutlierModel,
  pictures: PictureSet,
  { device, onProgress, signal }: CheckOutlierOptions,
): Promise<Oddness[]> {
  requireFit(model, pictures);
  const measurer = partMeasurer(model, device);
  try {
    const found: Oddness[] = [];
    for (let from = 0; from < pictures.count; from += 64) {
      signal?.throwIfAborted();
      const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
      const measured = await measurer.measure(await pictures.batch(indices), indices.length, model.memory);
      found.push(...measured.map((one) => oddnessOf(model, one)));
      onProgress?.({ done: found.length, total: pictures.count });
    }
    return found;
  } finally {
    measurer.dispose();
  }
}

function oddnessOf(model: OutlierModel, { scores, maps }: PartMeasures): Oddness {
  const { parts, scales, picture } = model;
  // as floats, as the calibration scores are kept: a picture of these must get their very number
  const score = Math.fround(combined(scores, model));
  const map = new Float32Array(picture.size ** 2);
  const mapped = parts.filter((part) => maps[part]);
  for (const part of mapped)
    stretched(maps[part]!, picture.size).values.forEach((value, at) => {
      map[at] += standard(value, scales[part]) / mapped.length;
    });
  return {
    score,
    chance: conformalChance(model.calibration, score),
    parts: Object.fromEntries(parts.map((part) => [part, standard(scores[part]!, scales[part])])),
    map: { values: map, side: picture.size },
  };
}

function requireFit({ picture }: OutlierModel, { size, channels }: PictureSet): void {
  if (size !== picture.size || channels !== picture.channels)
    throw new OmakaseError("option", {
      where: "pictures",
      expected: {
        ja: `${picture.size} px、${picture.channels} チャンネルの絵`,
        en: `pictures of ${picture.size} px with ${picture.channels} channels`,
      },
      got: { ja: `${size} px、${channels} チャンネル`, en: `${size} px with ${channels}` },
      remedy: { ja: "同じ形で開いてください", en: "Open them in that shape" },
    });
}
