import type { Device, Weights } from "../../device/index.ts";
import { nearestDistances } from "../../feature/index.ts";
import { networkRunner } from "../../generate/index.ts";
import type { PictureShape } from "../../model/index.ts";
import type { FeatureNetwork } from "../feature-network.ts";
import { peakOf, type OddMap } from "./odd-map.ts";
import type { OutlierModel, OutlierPart } from "./outlier-model.ts";
import { flawCell, networksOf, residualLatent } from "./outlier-networks.ts";

/** What the parts measured in a picture, each in its own unit. */
export interface PartMeasures {
  readonly scores: Partial<Record<OutlierPart, number>>;
  readonly maps: Partial<Record<OutlierPart, OddMap>>;
}

/** Measures pictures with everything that was learned. */
export interface PartMeasurer {
  /** @param pictures - `[count, channels, size, size]` in [−1, 1]. */
  measure(pictures: Float32Array, count: number): Promise<PartMeasures[]>;
  dispose(): void;
}

/** What is needed of a model before its scales are known. */
export type LearnedNormal = Pick<OutlierModel, "picture" | "features" | "parts" | "weights" | "wholes" | "patches">;

/** Opens what was learned. */
export function partMeasurer(learned: LearnedNormal, network: FeatureNetwork, device: Device): PartMeasurer {
  const { picture, features, parts, weights, wholes, patches } = learned;
  const networks = networksOf(picture, features);
  const shape = [picture.channels, picture.size, picture.size];
  const own = (part: OutlierPart): Weights => startingWith(weights, `${part}.`);
  const redraw = networkRunner(device, own("residual"), "encoder", networks.residual.encoder, shape);
  const draw = networkRunner(device, own("residual"), "decoder", networks.residual.decoder, [residualLatent]);
  const side = picture.size / flawCell;
  const look = networkRunner(device, own("flaws"), "body", networks.flaws.body, shape);
  const find = networkRunner(device, own("flaws"), "head", networks.flaws.head, [2 * features, side, side]);
  const measurers: Record<OutlierPart, (values: Float32Array, count: number) => Promise<(OddMap | number)[]>> = {
    async whole(values, count) {
      const batch = () => Promise.resolve(values);
      return [...nearestDistances(await network.look({ ...picture, count, batch }), wholes)];
    },
    async patches(values, count) {
      return cut(nearestDistances(await network.lookClosely(values, { ...picture, count }), patches), count);
    },
    async residual(values, count) {
      const drawn = await draw.run(await redraw.run(values, count), count);
      return residuals(values, drawn, count, picture);
    },
    async flaws(values, count) {
      return cut(await find.run(await look.run(values, count), count), count);
    },
  };
  return {
    async measure(values, count) {
      const measured = Array.from({ length: count }, () => ({
        scores: {} as Partial<Record<OutlierPart, number>>,
        maps: {} as Partial<Record<OutlierPart, OddMap>>,
      }));
      for (const part of parts) {
        (await measurers[part](values, count)).forEach((found, at) => {
          measured[at].scores[part] = typeof found === "number" ? found : peakOf(found);
          if (typeof found !== "number") measured[at].maps[part] = found;
        });
      }
      return measured;
    },
    dispose() {
      for (const runner of [redraw, draw, look, find]) runner.dispose();
    },
  };
}

/** Cells along a side of a map of residuals. */
const residualSide = 16;

/** How much pictures and their reconstructions differ, as the root of the mean square in each cell. */
function residuals(
  values: Float32Array,
  drawn: Float32Array,
  count: number,
  { size, channels }: PictureShape,
): OddMap[] {
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
