import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import type { PictureSet } from "../picture-set.ts";
import { combined, oddnessAs, partsFor, standard } from "./combined.ts";
import { conformalChance } from "./conformal-threshold.ts";
import { stretched, type OddMap } from "./odd-map.ts";
import type { OutlierAim, OutlierModel, OutlierPart } from "./outlier-model.ts";
import { partMeasurer, type PartMeasures } from "./part-measurer.ts";

/** How odd a picture is. */
export interface Oddness {
  /** 0 is usual for a normal picture, and larger is odder, in standard deviations; see {@link combined}. */
  readonly score: number;
  /** The chance that a normal picture gets at least this score, 1 / (n + 1) … 1, with n calibration pictures. */
  readonly chance: number;
  /** What each part says, in standard deviations of normal pictures from their mean. */
  readonly parts: Partial<Record<OutlierPart, number>>;
  /** What the score tells of: a flaw (the parts that look at places), or another kind of thing (the parts for the whole). */
  readonly aim: OutlierAim;
  /**
   * Where it is odd as the score says it is, a value for every pixel in the same unit: that of the parts that the score
   * is of (`aim`), so that the oddest place is about as odd as the picture.
   */
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
  const { score: exact, aim } = combined(scores, model);
  // as floats, as the calibration scores are kept: a picture of these must get their very number
  const score = Math.fround(exact);
  return {
    score,
    chance: conformalChance(model.calibration, score),
    parts: Object.fromEntries(parts.map((part) => [part, standard(scores[part]!, scales[part])])),
    aim,
    map: mapOf(model, aim, maps, picture.size),
  };
}

/** The score's own formula, at every place. */
function mapOf(model: OutlierModel, aim: OutlierAim, maps: PartMeasures["maps"], side: number): OddMap {
  const own = partsFor(aim, model.parts).map((part) => [part, stretched(maps[part]!, side).values] as const);
  const values = Float32Array.from({ length: side ** 2 }, (_, at) =>
    oddnessAs(aim, Object.fromEntries(own.map(([part, map]) => [part, map[at]])), model),
  );
  return { values, side };
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
