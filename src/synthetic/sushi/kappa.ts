import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import type { Spheroid } from "../render3d/cast-spheroid.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { signedPower } from "../render3d/curve.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import { noriMaterial } from "./nori.ts";
import { riceGrain, riceGapMaterial } from "./rice.ts";
import { mergeScenes, type Scene } from "../render3d/scene.ts";

/** Pose of one piece of a roll: its middle, and the directions of its axis and of two sides. */
interface RollPose {
  readonly middle: Vector;
  readonly axis: Vector;
  readonly side: Vector;
  readonly other: Vector;
}

const radius = 0.5;
const halfHeight = 0.42;

/** Builds cucumber rolls: three pieces, two standing, one lying in front with its cut side to the viewer. */
export function kappa(random: Random): Scene {
  const standing = (x: number, z: number): RollPose => {
    const turn = random.uniform() * 6.28;
    return {
      middle: [x + 0.03 * random.normal(), halfHeight, z + 0.03 * random.normal()],
      axis: [0, 1, 0],
      side: [Math.cos(turn), 0, Math.sin(turn)],
      other: [-Math.sin(turn), 0, Math.cos(turn)],
    };
  };
  const turn = 0.25 + 0.15 * random.normal();
  const roll = random.uniform() * 6.28;
  const axis: Vector = [Math.sin(turn), 0, Math.cos(turn)];
  const level: Vector = [Math.cos(turn), 0, -Math.sin(turn)];
  const lying: RollPose = {
    middle: [0.05 + 0.03 * random.normal(), radius, 0.5],
    axis,
    side: [level[0] * Math.cos(roll), Math.sin(roll), level[2] * Math.cos(roll)],
    other: [-level[0] * Math.sin(roll), Math.cos(roll), -level[2] * Math.sin(roll)],
  };
  const nori = noriMaterial(random);
  return mergeScenes(
    ...[standing(-0.55, -0.32), standing(0.57, -0.38), lying].map((stand) => piece(stand, nori, random)),
  );
}

function piece(stand: RollPose, nori: Material, random: Random): Scene {
  const put = (out: Float64Array, a: number, height: number, b: number): void => {
    const { middle, axis, side, other } = stand;
    out[0] = middle[0] + a * side[0] + height * axis[0] + b * other[0];
    out[1] = middle[1] + a * side[1] + height * axis[1] + b * other[1];
    out[2] = middle[2] + a * side[2] + height * axis[2] + b * other[2];
  };
  const phase = random.uniform() * 6.28;
  const outline = (turn: number): number =>
    radius * (1 + 0.018 * Math.sin(2 * turn + phase) + 0.01 * Math.sin(5 * turn));
  const skin = mesh(
    5,
    44,
    nori,
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const r = outline(turn);
      put(out, r * Math.cos(turn), (along * 2 - 1) * halfHeight, r * Math.sin(turn));
      out[3] = around * 3.1;
      out[4] = along * 2 * halfHeight;
      out[5] = 0;
    },
    { closed: true, sheet: true },
  );
  const ends: Mesh[] = [];
  const grains: Spheroid[] = [];
  for (const end of [-1, 1]) {
    // The cut side towards the plate is invisible.
    if (end < 0 && stand.axis[1] === 1) continue;
    ends.push(
      mesh(
        6,
        40,
        riceGapMaterial,
        (along, around, out) => {
          const turn = around * 2 * Math.PI;
          const r = along * (outline(turn) - 0.012);
          put(out, r * Math.cos(turn), end * (halfHeight - 0.03 - 0.03 * along ** 6), r * Math.sin(turn));
          out[3] = 0;
          out[4] = 0;
          out[5] = 0;
        },
        { closed: true, sheet: true },
      ),
    );
    for (let made = 0; made < 76; made++) {
      const turn = made * 2.399963 + 0.08 * random.normal();
      const r = radius * (0.5 + 0.36 * Math.sqrt((made + 0.5) / 76));
      // Grains at the rim lie along it, so that none protrudes over the nori.
      const lie = made > 36 ? turn + 1.57 + 0.3 * random.normal() : random.uniform() * 3.14;
      const here = new Float64Array(6);
      put(here, r * Math.cos(turn), end * (halfHeight - 0.025 + 0.012 * random.normal()), r * Math.sin(turn));
      const [a, b, c] = [Math.cos(lie), 0.2 * random.normal(), Math.sin(lie)];
      const shrink = 1 / Math.hypot(a, b, c);
      const { axis, side, other } = stand;
      const direction = (at: 0 | 1 | 2): number => (a * side[at] + b * axis[at] + c * other[at]) * shrink;
      grains.push(riceGrain([here[0], here[1], here[2]], [direction(0), direction(1), direction(2)], random));
    }
    ends.push(cucumber(put, end, random));
  }
  return { meshes: [skin, ...ends], spheroids: grains };
}

/** Builds the cucumber's cut end: pale and wet, with seeds, and dark green skin along one side. */
function cucumber(
  put: (out: Float64Array, a: number, height: number, b: number) => void,
  end: number,
  random: Random,
): Mesh {
  const flesh = mixColours(linearColour("#bfe08a"), linearColour("#a8d478"), random.uniform());
  const core = linearColour("#e2f2bd");
  const skin = linearColour("#22692a");
  const from = random.uniform() * 50;
  const half = 0.24;
  const material: Material = {
    classId: sushiClassId("kappa"),
    shade(surface) {
      const { u, v } = surface;
      setMaterial(surface, flesh, 0.9, 0.25, 0.9);
      mixIntoSurface(surface, core, 0.8 * smoothstep(0.3, -0.7, u + 0.2 * valueNoise(v * 3, from)));
      const seed = Math.hypot(distanceToInteger(v * 1.6 + 0.5) / 1.6, (u + 0.35) * 0.5);
      mixIntoSurface(surface, flesh, 0.7 * smoothstep(0.16, 0.08, seed));
      mixIntoSurface(surface, skin, smoothstep(0.55, 0.72, u + 0.06 * valueNoise(v * 5 + from, 3)));
      scaleBrightness(surface, 1 + 0.08 * valueNoise(u * 7 + from, v * 7));
      surface.transmittedLight = 0.05;
    },
  };
  return mesh(
    8,
    36,
    material,
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const share = Math.min(1, along * 1.3);
      const a = half * share * signedPower(Math.cos(turn), 0.45);
      const b = half * share * signedPower(Math.sin(turn), 0.45);
      const sunk = along > 0.8 ? 0.1 : 0;
      put(out, a, end * (halfHeight + 0.02 - sunk), b);
      out[3] = a / half;
      out[4] = b / half;
      out[5] = 0;
    },
    { closed: true, sheet: true },
  );
}
