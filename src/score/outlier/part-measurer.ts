import type { Device, Weights } from "../../device/index.ts";
import {
  colourFeatures,
  edgeFeatures,
  layoutFeatures,
  nearestDistances,
  nearestPoints,
  type Features,
} from "../../feature/index.ts";
import { networkRunner } from "../../generate/index.ts";
import { type ImageShape } from "../../model/index.ts";
import { peakOf, type OddMap } from "./odd-map.ts";
import { isWhole, oddPlaces, type WholePart } from "./odd-places.ts";
import type { MemoryPart, OutlierModel, OutlierPart } from "./outlier-model.ts";
import { flawCell, networksOf, residualLatent } from "./outlier-networks.ts";

/** What the parts measured in a picture, each in its own unit. */
export interface PartMeasures {
  readonly scores: Partial<Record<OutlierPart, number>>;
  /** Where; the peak of a map is the score. */
  readonly maps: Partial<Record<OutlierPart, OddMap>>;
}

/** Measures pictures with everything that was learned. */
export interface PartMeasurer {
  /**
   * What a part that remembers sees: a point for each picture, or for each of its parts.
   *
   * @param pictures - `[count, channels, size, size]` in [−1, 1].
   */
  look(part: MemoryPart, pictures: Float32Array, count: number): Promise<Features>;
  /** @param pictures - `[count, channels, size, size]` in [−1, 1]. */
  measure(pictures: Float32Array, count: number, memory: OutlierModel["memory"]): Promise<PartMeasures[]>;
  dispose(): void;
}

type LocalPart = Exclude<OutlierPart, WholePart>;

/** What is needed of a model before it remembers anything. */
export type LearnedNormal = Pick<OutlierModel, "picture" | "features" | "parts" | "weights">;

/** Opens what was learned. */
export function partMeasurer({ picture, features, parts, weights }: LearnedNormal, device: Device): PartMeasurer {
  const networks = networksOf(picture, features);
  const shape = [picture.channels, picture.size, picture.size];
  const [residual, flaws] = [startingWith(weights, "residual."), startingWith(weights, "flaws.")];
  const redraw = networkRunner(device, residual, "encoder", networks.residual.networks.encoder, shape);
  const draw = networkRunner(device, residual, "decoder", networks.residual.networks.decoder, [residualLatent]);
  const side = picture.size / flawCell;
  const inspect = networkRunner(device, flaws, "body", networks.flaws.networks.body, shape);
  const find = networkRunner(device, flaws, "head", networks.flaws.networks.head, [2 * features, side, side]);
  const closely = networkRunner(device, flaws, "body", networks.patches, shape);
  const looks: Record<MemoryPart, PartMeasurer["look"]> = {
    layout: async (_, values, count) => layoutFeatures(values, count, picture),
    edges: async (_, values, count) => edgeFeatures(values, count, picture),
    colours: async (_, values, count) =>
      colourFeatures(values, count, picture, picture.channels === 3 ? colourSteps : undefined),
    patches: async (_, values, count) => pointsOf(await closely.run(values, count), count, 2 * features),
  };
  const look: PartMeasurer["look"] = (part, values, count) => looks[part](part, values, count);
  const mapsOf = async (
    part: LocalPart,
    values: Float32Array,
    count: number,
    memory: OutlierModel["memory"],
  ): Promise<OddMap[]> => {
    if (part === "residual") {
      return residuals(values, await draw.run(await redraw.run(values, count), count), count, picture);
    }
    if (part === "flaws") {
      const seen = async (pictures: Float32Array) => find.run(await inspect.run(pictures, count), count);
      const [plain, turned] = [await seen(values), await seen(mirrored(values, picture.size))];
      return cut(
        mirrored(turned, side).map((value, at) => (value + plain[at]) / 2),
        count,
      );
    }
    return cut(nearestDistances(await look(part, values, count), memory[part]!), count);
  };
  const measured = async (
    part: OutlierPart,
    values: Float32Array,
    count: number,
    memory: OutlierModel["memory"],
  ): Promise<readonly { readonly score: number; readonly map: OddMap }[]> => {
    if (!isWhole(part)) {
      const maps = await mapsOf(part, values, count, memory);
      return maps.map((map) => ({ score: peakOf(map), map }));
    }
    const [seen, normal] = [await look(part, values, count), memory[part]!];
    const { places, distances } = nearestPoints(seen, normal);
    return Array.from(distances, (far, at) => {
      const score = Math.log(far + faintest);
      const beside = {
        picture: values.subarray((at * values.length) / count, ((at + 1) * values.length) / count),
        seen: seen.values.subarray(at * seen.width, (at + 1) * seen.width),
        normal: normal.values.subarray(places[at] * seen.width, (places[at] + 1) * seen.width),
      };
      return { score, map: oddPlaces(part, beside, picture, score) };
    });
  };
  return {
    look,
    async measure(values, count, memory) {
      const found: [OutlierPart, Awaited<ReturnType<typeof measured>>][] = [];
      for (const part of parts) found.push([part, await measured(part, values, count, memory)]);
      return Array.from({ length: count }, (_, at) => ({
        scores: Object.fromEntries(found.map(([part, all]) => [part, all[at].score])),
        maps: Object.fromEntries(found.map(([part, all]) => [part, all[at].map])),
      }));
    },
    dispose() {
      for (const runner of [redraw, draw, inspect, find, closely]) runner.dispose();
    },
  };
}

/** Steps of red, green and blue: with 8, rot passes for the shade of an apple. */
const colourSteps = 12;

/** Distances are compared as logarithms; what is nearer than this is the same. */
const faintest = 1e-3;

/** `[count, width, side, side]` as one point for each place. */
function pointsOf(values: Float32Array, count: number, width: number): Features {
  const places = values.length / count / width;
  const points = new Float32Array(values.length);
  for (let picture = 0; picture < count; picture++)
    for (let axis = 0; axis < width; axis++)
      for (let place = 0; place < places; place++)
        points[(picture * places + place) * width + axis] = values[(picture * width + axis) * places + place];
  return { values: points, count: count * places, width };
}

/** Cells along a side of a map of residuals. */
const residualSide = 16;

/** How much pictures and their reconstructions differ, as the root of the mean square in each cell. */
function residuals(values: Float32Array, drawn: Float32Array, count: number, { size, channels }: ImageShape): OddMap[] {
  const cell = size / Math.min(residualSide, size);
  const side = size / cell;
  return Array.from({ length: count }, (_, picture) => {
    const squares = new Float32Array(side * side);
    for (let at = 0; at < channels * size * size; at++) {
      const place = picture * channels * size * size + at;
      const row = Math.floor((at % (size * size)) / size / cell);
      squares[row * side + Math.floor((at % size) / cell)] += (values[place] - drawn[place]) ** 2;
    }
    return { values: squares.map((sum) => Math.sqrt(sum / (channels * cell * cell))), side };
  });
}

/**
 * Planes of `side × side` numbers, left and right exchanged. The finder of flaws learned from mirrored pictures as well as
 * from plain ones, and what only one of the two looks like to it is noise.
 */
function mirrored(values: ArrayLike<number>, side: number): Float32Array {
  return Float32Array.from(values, (_, at) => values[at - (at % side) + side - 1 - (at % side)]);
}

/** Numbers of all cells of all pictures as a map for each. */
function cut(values: ArrayLike<number>, count: number): OddMap[] {
  const all = Float32Array.from(values);
  const each = all.length / count;
  return Array.from({ length: count }, (_, at) => {
    return { values: all.slice(at * each, (at + 1) * each), side: Math.sqrt(each) };
  });
}

function startingWith(weights: Weights, prefix: string): Weights {
  return new Map(
    [...weights].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
}
