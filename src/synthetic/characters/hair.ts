import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import type { Mesh } from "../render3d/mesh.ts";
import { fallingHair, layeredHair } from "./hair-mass.ts";
import type { HairStyle } from "./character-labels.ts";
import type { CelPaint } from "./cel-paint.ts";
import { scalpHair, fringe, sideLocks, type FringeCut } from "./scalp-hair.ts";
import { ballMesh, braid, bun, ringlet, hairTail } from "./hair-tail.ts";

/** Options of {@link hair}. */
export interface HairOptions {
  readonly paint: CelPaint;
  /** Paint of hair ties. */
  readonly tie: CelPaint;
  readonly random: Random;
  /** Whether there is a hat: high hair is then worn lower. */
  readonly hat: boolean;
}

interface Dress extends HairOptions {
  /** Side of asymmetric parts, −1 or 1. */
  readonly side: number;
}

/** Builds hair as meshes, front to back. */
export function hair(style: HairStyle, options: HairOptions): Mesh<CelPaint>[] {
  const { paint, random } = options;
  const cut = (["straight", "parted", "swept"] satisfies FringeCut[])[random.integer(3)];
  const side = random.uniform() < 0.5 ? -1 : 1;
  const { sides, nape, rest } = styles[style];
  return [
    ...fringe(paint, cut, random),
    ...sideLocks(paint, sides, random),
    scalpHair(paint, nape),
    ...rest({ ...options, side }),
  ];
}

interface Style {
  /** Reach of the locks in front of the ears below the widest level of the head. */
  readonly sides: number;
  /** Reach of the hair on the skull at the back. */
  readonly nape: number;
  /** Builds the parts specific to the style. */
  readonly rest: (dress: Dress) => Mesh<CelPaint>[];
}

const both = (make: (side: number) => Mesh<CelPaint>[]): Mesh<CelPaint>[] => [...make(-1), ...make(1)];

const styles: Readonly<Record<HairStyle, Style>> = {
  long: {
    sides: 0.95,
    nape: 0.45,
    rest: ({ paint, random }) =>
      fallingHair(paint, random, { length: 2.4, flare: 0.12, curl: 0, wave: 0, volume: 0.05 }),
  },
  wavy: {
    sides: 0.7,
    nape: 0.45,
    rest: ({ paint, random }) =>
      fallingHair(paint, random, { length: 2.2, flare: 0.3, curl: 0, wave: 1, volume: 0.12 }),
  },
  bob: {
    sides: 0.85,
    nape: 0.45,
    rest: ({ paint, random }) =>
      fallingHair(paint, random, { length: 0.95, flare: 0.16, curl: 0.34, wave: 0, volume: 0.14 }),
  },
  short: { sides: 0.25, nape: 0.4, rest: ({ paint, random, hat }) => layeredHair(paint, random, 0.06, hat ? 0.6 : 0) },
  spiky: { sides: 0.25, nape: 0.35, rest: ({ paint, random, hat }) => layeredHair(paint, random, 1, hat ? 0.9 : 0) },
  twinTails: {
    sides: 0.6,
    nape: 0.4,
    rest: ({ paint, tie, random }) =>
      both((side) => {
        const path: Vector[] = [
          [side * 0.95, 0.48, -0.25],
          [side * 1.14, 0.6, -0.27],
          [side * 1.28, 0.1, -0.26],
          [side * 1.25, -0.6, -0.2],
          [side * 1.1, -1.5, -0.1],
        ];
        return [...hairTail(paint, path, 0.2, random), ballMesh(tie, [side, 0.5, -0.25], 0.14, 0.17)];
      }),
  },
  ponytail: {
    sides: 0.6,
    nape: 0.4,
    rest: ({ paint, tie, random, side, hat }) => {
      const drop = hat ? 0.45 : 0;
      const path: Vector[] = [
        [side * 0.05, 0.85 - drop, -0.85],
        [side * 0.15, 1.16 - drop, -1.05 - 0.2 * drop],
        [side * 0.3, 0.55 - 0.5 * drop, -1.2],
        [side * 0.42, -0.4, -1.16],
        [side * 0.44, -1.6, -1.1],
      ];
      return [...hairTail(paint, path, 0.29, random), ballMesh(tie, [side * 0.06, 0.92 - drop, -0.95], 0.17, 0.15)];
    },
  },
  braid: { sides: 0.5, nape: 0.5, rest: ({ paint, tie, side }) => braid(paint, tie, side) },
  buns: { sides: 0.75, nape: 0.4, rest: ({ paint, hat }) => both((side) => [bun(paint, side, hat)]) },
  drills: {
    sides: 0.5,
    nape: 0.4,
    rest: ({ paint, tie }) =>
      both((side) => [
        ringlet(paint, [side * 1.12, 0.25, -0.1], 0.27, 1.65),
        ringlet(paint, [side * 0.92, 0, -0.5], 0.24, 1.5),
        ballMesh(tie, [side * 1.03, 0.3, -0.12], 0.13, 0.13),
      ]),
  },
};
