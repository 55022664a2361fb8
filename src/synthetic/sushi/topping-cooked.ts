import type { Random } from "../../tensor/index.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import type { NigiriTopping } from "./nigiri-topping.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import { slabHeight, slabMesh, type Slab } from "./slab.ts";

/** Builds boiled prawn, opened flat: white flesh, orange-red bands on every segment, and the tail fan. */
export function ebi(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#f6ddcc"), linearColour("#f8d6c2"), random.uniform());
  const red = mixColours(linearColour("#ea4a1e"), linearColour("#f2622e"), random.uniform());
  const from = random.uniform() * 50;
  const segments = 2.9 + 0.15 * random.normal();
  const wave = (along: number): number => along * segments + from;
  const material: Material = {
    classId: sushiClassId("ebi"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 0.85, 0.28, 0.8);
      const phase = wave(u) - 0.22 * v * v + 0.07 * valueNoise(u * 3 + from, v * 3);
      const near = distanceToInteger(phase);
      const blotch = 0.12 * valueNoise(u * 7 + from, v * 6) + 0.05 * valueNoise(u * 19, v * 17);
      const stripe = smoothstep(0.36, 0.1, near + blotch);
      const side = smoothstep(0.1, 0.75, Math.abs(v));
      mixIntoSurface(surface, red, stripe * (0.66 + 0.32 * side));
      mixIntoSurface(surface, red, 0.4 * smoothstep(0.6, 0.98, Math.abs(v)) * smoothstep(-0.4, 0.3, w));
      mixIntoSurface(surface, red, 0.7 * smoothstep(0.8, 1.05, u));
      // The knife's groove along the middle.
      scaleBrightness(surface, 1 - 0.22 * smoothstep(0.1, 0.01, Math.abs(v)) * smoothstep(0.2, 0.8, w));
      perturbNormal(surface, u * 10 + from, v * 5, 0.08);
      surface.transmittedLight = 0.04;
    },
  };
  const slab: Slab = {
    halfLength: 1.01 + 0.02 * random.normal(),
    halfWidth: 0.57 + 0.02 * random.normal(),
    thickness: 0.1,
    lift: 0.65,
    droop: 0.24 + 0.04 * random.normal(),
    droopPower: 2.4,
    arch: 0.16,
    corners: 3.2,
    edge: 0.75,
    width: (along) => 1 - 0.3 * smoothstep(-0.3, 1, along) + 0.06 * Math.cos(wave(along * 1.05) * 2 * Math.PI),
    relief: (along, across) =>
      0.05 * (0.5 + 0.5 * Math.cos(wave(along * 1.05) * 2 * Math.PI)) * (0.4 + 0.6 * Math.abs(across)) -
      0.05 * smoothstep(0.3, 0, Math.abs(across)),
    rows: 56,
    columns: 36,
  };
  const end = slabHeight(slab, 0.93, 0);
  const fans = [-1, 1].map((side) => tailFan(side, end, red, random));
  return { scene: { meshes: [slabMesh(slab, material), ...fans], spheroids: [] }, slab };
}

/** Builds one half of a prawn's tail: a thin shell, ribbed, spreading and rising. */
function tailFan(side: number, height: number, red: readonly [number, number, number], random: Random): Mesh {
  const rise = 0.2 + 0.05 * random.normal();
  const pale = linearColour("#ffb48a");
  const dark = linearColour("#a81f10");
  const material: Material = {
    classId: sushiClassId("ebi"),
    shade(surface) {
      setMaterial(surface, red, 1, 0.18, 0.6);
      mixIntoSurface(surface, pale, 0.5 * smoothstep(0.3, 0.1, distanceToInteger(surface.v * 2.5)));
      mixIntoSurface(surface, dark, 0.6 * smoothstep(0.75, 1, surface.u));
      surface.transmittedLight = 0.05;
    },
  };
  return mesh(
    14,
    14,
    material,
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const width = 0.035 + 0.16 * Math.sin(Math.min(1, along * 1.08) * Math.PI * 0.82) ** 0.8 * (1 - 0.2 * along);
      const across = Math.cos(turn) * width;
      const bodily = 0.045 * (1 - 0.8 * along);
      out[0] = 0.88 + 0.4 * along;
      out[1] = height + rise * along * along - 0.04 * along + Math.sin(turn) * bodily + 0.05 * across * side;
      out[2] = side * (0.05 + 0.2 * along) + across;
      out[3] = along;
      out[4] = Math.cos(turn);
      out[5] = 0;
    },
    { closed: true },
  );
}

/** Builds rolled omelette: a thick yellow block, browned on the outside, with visible layers at the sides. */
export function tamago(random: Random): NigiriTopping {
  const egg = mixColours(linearColour("#f0b92e"), linearColour("#f4c545"), random.uniform());
  const light = linearColour("#f9d878");
  const brown = linearColour("#c98427");
  const from = random.uniform() * 50;
  const browned = 0.45 + 0.3 * random.uniform();
  const material: Material = {
    classId: sushiClassId("tamago"),
    shade(surface) {
      const { u, v, w, y } = surface;
      setMaterial(surface, egg, 0.4, 0.45, 0.7);
      const top = smoothstep(0.75, 0.97, Math.abs(w));
      const layer = distanceToInteger(y * 11 + 0.8 * valueNoise(u * 1.6 + from, v * 2 + 5));
      const flank = 1 - top;
      mixIntoSurface(surface, light, 0.55 * flank * smoothstep(0.2, 0.5, layer));
      mixIntoSurface(surface, brown, 0.55 * flank * smoothstep(0.16, 0.03, layer));
      const patch = smoothstep(
        0.1,
        0.9,
        valueNoise(u * 2.6 + from, v * 1.4) * 0.6 + valueNoise(u * 7, v * 4 + from) * 0.4 + 0.4,
      );
      mixIntoSurface(surface, brown, browned * patch * top);
      scaleBrightness(surface, 1 + 0.05 * valueNoise(u * 20, v * 12 + y * 20));
      perturbNormal(surface, u * 12 + from, v * 7 + y * 9, 0.07);
      surface.transmittedLight = 0.03;
    },
  };
  const slab: Slab = {
    halfLength: 1.04 + 0.03 * random.normal(),
    halfWidth: 0.5 + 0.015 * random.normal(),
    thickness: 0.19 + 0.012 * random.normal(),
    lift: 0.72,
    droop: 0.06 + 0.02 * random.normal(),
    droopPower: 2,
    arch: 0.03,
    slant: 0.03 * random.normal(),
    corners: 11,
    edge: 0.22,
    relief: (along, across) => 0.015 * valueNoise(along * 2 + from, across * 1.5),
    rows: 34,
    columns: 48,
  };
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}

/** Builds boiled octopus: white flesh with a wavy wine-red edge and a row of suckers. */
export function tako(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#ead6ca"), linearColour("#e2c8bc"), random.uniform());
  const wine = mixColours(linearColour("#8c2034"), linearColour("#7a2346"), random.uniform());
  const pale = linearColour("#e0a9a4");
  const from = random.uniform() * 50;
  const step = 3.6;
  /** Computes the distance of a point from the middle of its sucker, 0 … about 1. */
  const sucker = (u: number, v: number): number => {
    const along = distanceToInteger(u * step + from) / 0.5;
    return Math.hypot(along, (Math.abs(v) - 0.7) / 0.24);
  };
  const material: Material = {
    classId: sushiClassId("tako"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 0.9, 0.26, 0.9);
      const ragged = 0.1 * valueNoise(u * 4 + from, v * 2) + 0.05 * valueNoise(u * 11, v * 9 + from);
      mixIntoSurface(surface, pale, 0.6 * smoothstep(0.1, 0.6, Math.abs(v) + ragged) + 0.25 * ragged * 5);
      mixIntoSurface(surface, wine, 0.95 * smoothstep(0.5, 0.66, Math.abs(v) + ragged));
      mixIntoSurface(surface, wine, 0.6 * smoothstep(0.86, 1.02, Math.abs(u) / 1.1 + 0.5 * ragged));
      if (w > -0.2) {
        const from0 = sucker(u, v);
        mixIntoSurface(surface, flesh, 0.95 * smoothstep(0.82, 0.66, from0));
        mixIntoSurface(surface, wine, 0.75 * smoothstep(0.4, 0.22, from0));
      }
      perturbNormal(surface, u * 8 + from, v * 5, 0.08);
      surface.transmittedLight = 0.04;
    },
  };
  const slab: Slab = {
    halfLength: 1.08 + 0.03 * random.normal(),
    halfWidth: 0.54 + 0.02 * random.normal(),
    thickness: 0.095,
    lift: 0.645,
    droop: 0.26 + 0.05 * random.normal(),
    droopPower: 2.4,
    arch: 0.12,
    slant: 0.1 * random.normal(),
    corners: 3,
    edge: 0.65,
    frill: (along, side) => 0.05 * Math.cos((along * 1.05 * step + from) * 2 * Math.PI) + 0.02 * side,
    relief: (along, across) => {
      const from0 = sucker(along * 1.05, across);
      return (
        0.03 * smoothstep(0.85, 0.6, from0) -
        0.04 * smoothstep(0.5, 0.25, from0) +
        0.03 * valueNoise(along * 2.5 + from, across * 1.5)
      );
    },
    rows: 72,
    columns: 52,
  };
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}

/** Builds simmered conger eel: long, soft, brown, lacquered with sweet sauce. */
export function anago(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#a8672f"), linearColour("#b97a3e"), random.uniform());
  const sauce = linearColour("#3c1707");
  const pale = linearColour("#dcae74");
  const from = random.uniform() * 50;
  const material: Material = {
    classId: sushiClassId("anago"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 0.8, 0.3, 0.55);
      const scales = valueNoise(u * 9 + from, v * 5) * 0.6 + valueNoise(u * 19, v * 11 + from) * 0.4;
      mixIntoSurface(surface, pale, 0.45 * smoothstep(0.0, 0.8, scales));
      mixIntoSurface(surface, sauce, 0.6 * smoothstep(0.26, 0.04, Math.abs(v + 0.08 * valueNoise(u * 2, from))));
      const pool = valueNoise(u * 1.7 + from, v * 1.3 + 9) + 0.5 * valueNoise(u * 4, v * 3 + from);
      const glaze = smoothstep(-0.25, 0.35, pool) * smoothstep(-0.3, 0.3, w);
      mixIntoSurface(surface, sauce, 0.62 * glaze);
      mixIntoSurface(surface, sauce, 0.4 * smoothstep(0.75, 1, Math.abs(v)));
      surface.gloss = 0.6 + 0.4 * glaze;
      surface.roughness = 0.42 - 0.26 * glaze;
      perturbNormal(surface, u * 11 + from, v * 6, 0.16 - 0.08 * glaze);
    },
  };
  const slab: Slab = {
    halfLength: 1.22 + 0.04 * random.normal(),
    halfWidth: 0.5 + 0.02 * random.normal(),
    thickness: 0.11,
    lift: 0.65,
    droop: 0.46 + 0.05 * random.normal(),
    droopPower: 2.4,
    arch: 0.14,
    slant: 0.06 * random.normal(),
    corners: 3.4,
    edge: 0.75,
    width: (along) => 1 - 0.14 * along + 0.05 * valueNoise(along * 2.5 + from, 8),
    relief: (along, across) =>
      0.03 * valueNoise(along * 5 + from, across * 3) - 0.03 * smoothstep(0.25, 0, Math.abs(across)),
    rows: 48,
    columns: 36,
  };
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}
