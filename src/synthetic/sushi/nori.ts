import type { Random } from "../../tensor/index.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { signedPower } from "../render3d/curve.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise } from "../render3d/value-noise.ts";
import { slabHeight, type Slab } from "./slab.ts";

/** Creates the material of dried seaweed: nearly black, green in the light, crinkled, with a dull sheen. */
export function noriMaterial(random: Random): Material {
  const dark = mixColours(linearColour("#13261e"), linearColour("#1d2618"), random.uniform());
  const from = random.uniform() * 50;
  return {
    classId: sushiClassId("nori"),
    shade(surface) {
      const { u, v } = surface;
      const crinkle =
        valueNoise(u * 6 + from, v * 6) + 0.7 * valueNoise(u * 15, v * 15 + from) + 0.5 * valueNoise(u * 34, v * 34);
      setMaterial(surface, dark, 0.5, 0.44, 0.1);
      scaleBrightness(surface, 1 + 0.32 * crinkle);
      perturbNormal(surface, u * 16 + from, v * 16, 0.13);
      perturbNormal(surface, u * 4, v * 4 + from, 0.12);
    },
  };
}

/** Builds a narrow band of nori round a nigiri, tight over its topping, both ends under the rice. */
export function noriBand(slab: Slab, random: Random): Mesh {
  const half = 0.14 + 0.02 * random.normal();
  const at = 0.05 * random.normal();
  const skew = 0.05 * random.normal();
  const edge = Math.min(0.62, (slab.edge ?? 0.7) + 0.04);
  const width = slab.halfWidth * (slab.width?.(0) ?? 1) + 0.02;
  const bump = slab.relief === undefined ? 0 : 0.03;
  return mesh(
    7,
    48,
    noriMaterial(random),
    (along, around, out) => {
      const turn = around * Math.PI * 1.5 - Math.PI * 0.25;
      const across = signedPower(Math.cos(turn), edge);
      const up = signedPower(Math.sin(turn), edge);
      const x = at + (along * 2 - 1) * half + skew * across;
      const over = slabHeight(slab, x / slab.halfLength, across);
      out[0] = x;
      // Above the topping's middle it follows the topping, below it drops to the plate.
      out[1] = up > 0 ? over + up * (slab.thickness + bump + 0.018) : over * (1 + up * 1.5);
      out[2] = width * across * (up > 0 ? 1 : 1 - 0.05 * up);
      out[3] = x;
      out[4] = around * 3;
      out[5] = 0;
      if (out[1] < 0.005) out[1] = 0.005;
    },
    { sheet: true },
  );
}

/** Builds the ring of nori round a gunkan: an oval wall a little higher than its rice. */
export function noriWall(halfLength: number, halfWidth: number, height: number, random: Random): Mesh {
  const phase = random.uniform() * 6.28;
  return mesh(
    9,
    56,
    noriMaterial(random),
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const belly = 1 + 0.02 * Math.sin(along * Math.PI) + 0.012 * Math.sin(3 * turn + phase) * along;
      out[0] = halfLength * belly * signedPower(Math.cos(turn), 0.88);
      out[1] = along * height * (1 + 0.025 * Math.sin(2 * turn + phase) + 0.012 * Math.sin(7 * turn + phase));
      out[2] = halfWidth * belly * signedPower(Math.sin(turn), 0.88);
      out[3] = around * 4.6;
      out[4] = along * height;
      out[5] = 0;
    },
    { closed: true, sheet: true },
  );
}
