import type { Random } from "../../tensor/index.ts";
import { sphere, type Spheroid } from "../render3d/cast-spheroid.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { signedPower } from "../render3d/curve.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import { noriWall } from "./nori.ts";
import { scatterGrains, riceGapMaterial } from "./rice.ts";
import { mergeScenes, type Scene } from "../render3d/scene.ts";

/** Half sizes of the oval inside the nori, and the heights of its rice and of its nori. */
export interface GunkanShape {
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly rice: number;
  readonly rim: number;
}

/** Builds a gunkan: rice in a ring of nori, open at the top. */
export function gunkan(random: Random): { readonly scene: Scene; readonly shape: GunkanShape } {
  const shape: GunkanShape = {
    halfLength: 0.96 + 0.025 * random.normal(),
    halfWidth: 0.62 + 0.015 * random.normal(),
    rice: 0.56,
    rim: 0.8 + 0.02 * random.normal(),
  };
  const place = (along: number, around: number, out: Float64Array): void => {
    const turn = around * 2 * Math.PI;
    const out1 = Math.min(1, (1 - along) * 1.2) * 0.86;
    out[0] = shape.halfLength * out1 * Math.cos(turn);
    out[1] = shape.rice * Math.min(1, along * 6);
    out[2] = shape.halfWidth * out1 * Math.sin(turn);
  };
  const body = mesh(8, 32, riceGapMaterial, place, { closed: true });
  const wall = noriWall(shape.halfLength, shape.halfWidth, shape.rim, random);
  return { scene: { meshes: [body, wall], spheroids: scatterGrains(place, 80, random, 0.17, 0.9) }, shape };
}

/** Builds salmon roe: little translucent balls. */
export function ikura({ halfLength, halfWidth }: GunkanShape, random: Random): Scene {
  const deep = mixColours(linearColour("#c42a02"), linearColour("#d63c06"), random.uniform());
  const bright = mixColours(linearColour("#ff7414"), linearColour("#ff8a22"), random.uniform());
  const material: Material = {
    classId: sushiClassId("ikura"),
    shade(surface) {
      const { nx, ny, nz, u } = surface;
      // The ball is a lens: the side away from the lamp glows, and a drop of oil floats near its top.
      setMaterial(surface, deep, 1.5, 0.1, 0.9);
      const turn = u * 6.28;
      const oil = nx * Math.cos(turn) * 0.5 + ny * 0.75 + nz * Math.sin(turn) * 0.5;
      mixIntoSurface(surface, bright, 0.22 + 0.5 * smoothstep(0.35, -0.6, ny) + 0.2 * (u - 0.5));
      mixIntoSurface(surface, bright, 0.4 * smoothstep(0.75, 0.95, oil));
      surface.transmittedLight = 0.06 + 0.4 * smoothstep(0.5, -0.5, ny);
    },
  };
  const radius = 0.128 + 0.006 * random.normal();
  const spheroids: Spheroid[] = [];
  const layers = [
    { inset: 0.15, height: 0.7 },
    { inset: 0.115, height: 0.86 },
    { inset: 0.3, height: 0.98 },
  ];
  for (const [level, { inset, height }] of layers.entries()) {
    const a = halfLength - inset;
    const b = halfWidth - inset;
    const step = radius * 1.7;
    const turn = random.uniform();
    for (let row = -6; row <= 6; row++) {
      for (let column = -8; column <= 8; column++) {
        const x = (column + (row & 1) * 0.5 + turn) * step + 0.16 * radius * random.normal();
        const z = (row * 0.87 + turn) * step + 0.16 * radius * random.normal();
        const out = (x / a) ** 2 + (z / b) ** 2;
        const skip = random.uniform();
        if (out > 1 || (level === 2 && skip < 0.25)) continue;
        const y = height + 0.05 * (1 - out) + 0.02 * random.normal();
        spheroids.push(sphere([x, y, z], radius * (1 + 0.05 * random.normal()), random.uniform(), material));
      }
    }
  }
  return { meshes: [], spheroids };
}

/** Builds sea urchin: soft golden tongues with a fine ridged skin, side by side. */
export function uni({ halfLength, halfWidth }: GunkanShape, random: Random): Scene {
  const gold = mixColours(linearColour("#dd8510"), linearColour("#e79a1e"), random.uniform());
  const deep = linearColour("#a04e06");
  const pale = linearColour("#f8bd5a");
  const tongues: Mesh[] = [];
  const count = 6;
  for (let made = 0; made < count; made++) {
    const from = random.uniform() * 50;
    const tint = 0.3 * random.uniform();
    const material: Material = {
      classId: sushiClassId("uni"),
      shade(surface) {
        const { u, v } = surface;
        setMaterial(surface, gold, 0.6, 0.36, 0.95);
        mixIntoSurface(surface, deep, tint);
        const bumps = valueNoise(u * 15 + from, v * 12) * 0.5 + valueNoise(u * 26, v * 21 + from) * 0.5;
        mixIntoSurface(surface, pale, 0.5 * smoothstep(0, 0.7, bumps));
        mixIntoSurface(surface, deep, 0.5 * smoothstep(0, -0.7, bumps));
        mixIntoSurface(surface, deep, 0.6 * smoothstep(0.12, 0.02, distanceToInteger(v + 0.25)));
        perturbNormal(surface, u * 24 + from, v * 19, 0.3);
        surface.transmittedLight = 0.07;
      },
    };
    const share = (made + 0.5) / count - 0.5;
    const x0 = share * 2 * (halfLength - 0.12);
    const half = (halfWidth + 0.01) * Math.sqrt(1 - (1.5 * share) ** 2);
    const lean = 0.5 + 0.12 * random.normal();
    const fat = 0.185 + 0.015 * random.normal();
    const lift = 0.8 + 0.1 * (1 - 4 * share * share) + 0.025 * random.normal();
    tongues.push(
      mesh(
        26,
        20,
        material,
        (along, around, out) => {
          const a = along * 2 - 1;
          const turn = around * 2 * Math.PI;
          const bumps = 1 + 0.07 * valueNoise(a * 9 + from, around * 12) + 0.05 * valueNoise(a * 5, around * 6 + from);
          const girth = fat * Math.max(0, 1 - a ** 4) ** 0.5 * bumps * (1 - 0.12 * a);
          const groove = 1 - 0.16 * smoothstep(0.3, 0, Math.abs(Math.sin(turn) < 0 ? 1 : Math.cos(turn)));
          out[0] = x0 + a * half * lean + Math.cos(turn) * girth;
          out[1] = lift - 0.14 * a * a + Math.sin(turn) * girth * groove;
          out[2] = a * half * 0.92 - Math.cos(turn) * girth * lean * 0.6;
          out[3] = a * half;
          out[4] = around;
          out[5] = 0;
        },
        { closed: true },
      ),
    );
  }
  return { meshes: tongues, spheroids: [] };
}

/** Builds minced fatty tuna: a soft pink heap with white flecks, green onion on top. */
export function negitoro({ halfLength, halfWidth }: GunkanShape, random: Random): Scene {
  const pink = mixColours(linearColour("#dd6a66"), linearColour("#e58078"), random.uniform());
  const fat = linearColour("#ffd9cc");
  const deep = linearColour("#b83a40");
  const from = random.uniform() * 50;
  const material: Material = {
    classId: sushiClassId("negitoro"),
    shade(surface) {
      const { x, z } = surface;
      setMaterial(surface, pink, 0.7, 0.35, 0.9);
      const mince = valueNoise(x * 8 + from, z * 8) * 0.6 + valueNoise(x * 17, z * 17 + from) * 0.5;
      mixIntoSurface(surface, fat, 0.7 * smoothstep(0.15, 0.7, mince));
      mixIntoSurface(surface, deep, 0.55 * smoothstep(-0.1, -0.7, mince));
      perturbNormal(surface, x * 15 + from, z * 15, 0.25);
      surface.transmittedLight = 0.05;
    },
  };
  const height = (x: number, z: number): number => {
    const out = Math.min(1, (x / halfLength) ** 2 + (z / halfWidth) ** 2);
    const rough = valueNoise(x * 5 + from, z * 5) * 0.06 + valueNoise(x * 11, z * 11 + from) * 0.035;
    return 0.73 + 0.36 * (1 - out) ** 0.7 + rough;
  };
  const heap = mesh(
    24,
    44,
    material,
    (along, around, out) => {
      const turn = around * 2 * Math.PI;
      const share = 0.96 * Math.sin(along * Math.PI * 0.5);
      out[0] = halfLength * share * signedPower(Math.cos(turn), 0.9);
      out[2] = halfWidth * share * signedPower(Math.sin(turn), 0.9);
      out[1] = height(out[0], out[2]);
      out[3] = out[0];
      out[4] = out[2];
      out[5] = 0;
    },
    { closed: true },
  );
  const leek = linearColour("#5da336");
  const white = linearColour("#cfe3a0");
  const green: Material = {
    classId: sushiClassId("negitoro"),
    shade(surface) {
      setMaterial(surface, leek, 0.7, 0.3, 0.6);
      mixIntoSurface(surface, white, 0.9 * smoothstep(0.45, 0.75, Math.abs(surface.v)) * surface.u);
      scaleBrightness(surface, 0.85 + 0.3 * surface.u);
    },
  };
  const onions: Spheroid[] = [];
  for (let made = 0; made < 26; made++) {
    const turn = random.uniform() * 6.28;
    const share = Math.sqrt(random.uniform()) * 0.6;
    const x = halfLength * share * Math.cos(turn);
    const z = halfWidth * share * Math.sin(turn);
    const [a, b] = [random.normal(), random.normal()];
    const shrink = 1 / Math.hypot(a, 0.9, b);
    onions.push({
      centre: [x, height(x, z) + 0.03, z],
      axis: [a * shrink, 0.9 * shrink, b * shrink],
      length: 0.062,
      radius: 0.036,
      tint: random.uniform(),
      material: green,
    });
  }
  return mergeScenes({ meshes: [heap], spheroids: onions });
}
