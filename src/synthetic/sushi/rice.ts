import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import type { Spheroid } from "../render3d/cast-spheroid.ts";
import { linearColour } from "../render3d/linear-colour.ts";
import { signedPower } from "../render3d/curve.ts";
import { sushiClassId } from "./label-map.ts";
import { setMaterial, type Material } from "../render3d/material.ts";
import { mesh } from "../render3d/mesh.ts";
import type { Scene } from "../render3d/scene.ts";

const classId = sushiClassId("rice");
const grainColour = linearColour("#fbf6ea");
const gapColour = linearColour("#dccfb6");

/** Material of a grain: pearly, a little translucent, each in its own shade of white. */
export const grainMaterial: Material = {
  classId,
  shade(surface) {
    setMaterial(surface, grainColour, 0.5, 0.42, 0.75);
    const shade = 0.9 + 0.12 * surface.u;
    surface.red *= shade;
    surface.green *= shade * (0.985 + 0.01 * surface.u);
    surface.blue *= shade * (0.94 + 0.05 * surface.u);
    surface.transmittedLight = 0.03;
  },
};

/** Material between the grains. */
export const riceGapMaterial: Material = {
  classId,
  shade(surface) {
    setMaterial(surface, gapColour, 0.1, 0.8, 0.6);
  },
};

/** Creates a grain at a position along a direction. */
export function riceGrain(centre: Vector, axis: Vector, random: Random): Spheroid {
  const length = 0.108 + 0.018 * random.normal();
  return {
    centre,
    axis,
    length: Math.min(0.14, Math.max(0.08, length)),
    radius: 0.044 + 0.004 * random.uniform(),
    tint: random.uniform(),
    material: grainMaterial,
  };
}

/** Shape of the rice under a nigiri. */
export interface RiceBlock {
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly height: number;
}

/** Builds a hand-pressed block of rice: a rounded body covered with grains. */
export function riceBlock(block: RiceBlock, random: Random): Scene {
  const lumps = random.uniform() * 6.28;
  const place = (along: number, around: number, out: Float64Array): void => {
    const rise = along * 0.5 * Math.PI;
    const turn = around * 2 * Math.PI;
    const girth = Math.cos(rise) ** 0.5 * (0.93 + 0.07 * Math.sin(Math.min(1, along * 2.2) * Math.PI * 0.5));
    const uneven = 1 + 0.02 * Math.sin(3 * turn + lumps) + 0.015 * Math.sin(5 * turn + 2 * lumps);
    out[0] = block.halfLength * girth * uneven * signedPower(Math.cos(turn), 0.72);
    out[1] = block.height * Math.sin(rise) ** 0.85;
    out[2] = block.halfWidth * girth * uneven * signedPower(Math.sin(turn), 0.72);
  };
  const body = mesh(14, 36, riceGapMaterial, place, { closed: true });
  return { meshes: [body], spheroids: scatterGrains(place, 330, random, 0.02, 0.72) };
}

/** Scatters grains over a surface given by its two parameters, tangential in every direction, sunk in to the middle. */
export function scatterGrains(
  place: (along: number, around: number, out: Float64Array) => void,
  count: number,
  random: Random,
  from = 0.03,
  to = 0.8,
): Spheroid[] {
  const grains: Spheroid[] = [];
  const here = new Float64Array(6);
  const there = new Float64Array(6);
  const evenly = evenlyAround(place, (from + to) / 3);
  for (let made = 0; made < count; made++) {
    const along = from + (to - from) * ((made + random.uniform()) / count);
    const around = evenly((made * 0.618034 + 0.05 * random.uniform()) % 1);
    place(along, around, here);
    // A nearby point of the surface gives a tangent direction.
    const turn = random.uniform() * 2 * Math.PI;
    place(along + 0.03 * Math.sin(turn), around + 0.016 * Math.cos(turn), there);
    const lift = 0.25 * random.normal();
    const [x, y, z] = [there[0] - here[0], there[1] - here[1] + 0.01 * lift, there[2] - here[2]];
    const length = Math.hypot(x, y, z);
    if (length < 1e-6) continue;
    const out = 1 + 0.02 * random.normal();
    grains.push(
      riceGrain([here[0] * out, Math.max(0.04, here[1]), here[2] * out], [x / length, y / length, z / length], random),
    );
  }
  return grains;
}

/** Converts a fraction of the arc length round a surface to its parameter. */
function evenlyAround(
  place: (along: number, around: number, out: Float64Array) => void,
  along: number,
): (share: number) => number {
  const steps = 96;
  const lengths = new Float64Array(steps + 1);
  const [here, before] = [new Float64Array(6), new Float64Array(6)];
  place(along, 0, before);
  for (let step = 1; step <= steps; step++) {
    place(along, step / steps, here);
    lengths[step] = lengths[step - 1] + Math.hypot(here[0] - before[0], here[2] - before[2]);
    before.set(here);
  }
  return (share) => {
    const wanted = share * lengths[steps];
    let step = 1;
    while (step < steps && lengths[step] < wanted) step++;
    return (step - 1 + (wanted - lengths[step - 1]) / (lengths[step] - lengths[step - 1])) / steps;
  };
}
