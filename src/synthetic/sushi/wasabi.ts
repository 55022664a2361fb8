import type { Random } from "../../tensor/index.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, type Material } from "../render3d/material.ts";
import { mesh } from "../render3d/mesh.ts";
import { valueNoise } from "../render3d/value-noise.ts";
import type { Scene } from "../render3d/scene.ts";

/** Builds a dab of grated wasabi at a position, about `size` in radius. */
export function wasabi(x: number, y: number, z: number, size: number, random: Random): Scene {
  const green = mixColours(linearColour("#98bf4e"), linearColour("#b3cf6a"), random.uniform());
  const from = random.uniform() * 50;
  const material: Material = {
    classId: sushiClassId("wasabi"),
    shade(surface) {
      const { u, v } = surface;
      setMaterial(surface, green, 0.45, 0.45, 0.8);
      scaleBrightness(surface, 1 + 0.16 * valueNoise(u * 22 + from, v * 22));
      perturbNormal(surface, u * 17 + from, v * 17, 0.3);
      surface.transmittedLight = 0.04;
    },
  };
  const long = 1.15 + 0.1 * random.normal();
  const body = mesh(
    16,
    28,
    material,
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const rise = along * Math.PI * 0.5;
      const lumps =
        1 +
        0.16 * valueNoise(Math.cos(turn) * 1.6 + from, Math.sin(turn) * 1.6 + along * 3) +
        0.06 * valueNoise(turn * 3, along * 7);
      const girth = size * Math.cos(rise) ** 0.7 * lumps;
      out[0] = x + girth * long * Math.cos(turn);
      out[1] = y - 0.05 + (0.05 + size * 0.85 * Math.sin(rise)) * (0.9 + 0.1 * lumps);
      out[2] = z + (girth * Math.sin(turn)) / long;
      out[3] = out[0];
      out[4] = out[2] + out[1];
      out[5] = 0;
    },
    { closed: true },
  );
  return { meshes: [body], spheroids: [] };
}
