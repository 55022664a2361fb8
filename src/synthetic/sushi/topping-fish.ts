import type { Random } from "../../tensor/index.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import type { NigiriTopping } from "./nigiri-topping.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import { slabMesh, type Slab } from "./slab.ts";

/** Creates a slice of raw fish: cut at a slant, bent over the rice. */
function slice(random: Random): Slab {
  const wobble = random.uniform() * 50;
  return {
    halfLength: 1.1 + 0.04 * random.normal(),
    halfWidth: 0.53 + 0.02 * random.normal(),
    thickness: 0.115 + 0.01 * random.normal(),
    lift: 0.66,
    droop: 0.3 + 0.06 * random.normal(),
    droopPower: 2.5,
    arch: 0.13 + 0.02 * random.normal(),
    slant: 0.16 + 0.08 * random.normal(),
    corners: 4.5,
    edge: 0.5,
    width: (along) => 1 - 0.06 * along + 0.03 * valueNoise(along * 1.5 + wobble, 3),
    relief: (along, across) => 0.018 * valueNoise(along * 3 + wobble, across * 1.5),
  };
}

/** Builds lean tuna: deep red, clear, with the fine pale lines of its grain. */
export function maguro(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#9c0c1e"), linearColour("#b41a2a"), random.uniform());
  const pale = linearColour("#dd6a62");
  const deep = linearColour("#6f0a1c");
  const from = random.uniform() * 50;
  const slant = 0.5 + 0.2 * random.normal();
  const material: Material = {
    classId: sushiClassId("maguro"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 0.95, 0.3, 0.85);
      const line = u * 4.2 + slant * v * 1.6 + 0.35 * v * v + 0.35 * valueNoise(u * 2 + from, v * 2);
      mixIntoSurface(surface, pale, 0.42 * smoothstep(0.13, 0.02, distanceToInteger(line)));
      mixIntoSurface(
        surface,
        pale,
        0.16 * smoothstep(0.2, 0.02, distanceToInteger(line * 3 + 0.3 * valueNoise(u * 8, v * 8))),
      );
      mixIntoSurface(surface, deep, 0.35 * smoothstep(0.1, 0.9, valueNoise(u * 1.3 + from, v * 1.1) * 0.5 + 0.5));
      mixIntoSurface(surface, deep, 0.25 * smoothstep(0.5, -0.2, w));
      perturbNormal(surface, u * 9 + from, v * 4, 0.09);
      surface.transmittedLight = 0.03;
    },
  };
  const slab = slice(random);
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}

/** Builds salmon: orange, with curved cream-coloured lines of fat. */
export function salmon(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#ef6420"), linearColour("#f37d3e"), random.uniform());
  const fat = linearColour("#ffdcb8");
  const deep = linearColour("#d8501a");
  const from = random.uniform() * 50;
  const lean = 0.75 + 0.15 * random.normal();
  const pitch = 2.7 + 0.25 * random.normal();
  const material: Material = {
    classId: sushiClassId("salmon"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 0.95, 0.28, 0.85);
      const phase = u * pitch + lean * v * 0.8 - 0.55 * v * v + 0.16 * valueNoise(u * 2 + from, v * 2.2) + from;
      const near = distanceToInteger(phase);
      const width = 0.115 + 0.04 * v + 0.03 * valueNoise(u * 4, v * 3 + from);
      const line = smoothstep(width + 0.05, width - 0.05, near);
      // Between two lines the flesh is deepest in the middle.
      mixIntoSurface(surface, deep, 0.5 * smoothstep(0.25, 0.5, near) + 0.1 * valueNoise(u * 6, v * 6));
      mixIntoSurface(surface, fat, 0.86 * line);
      mixIntoSurface(surface, fat, 0.3 * smoothstep(0.4, 0, Math.abs(w)) * 0.4);
      perturbNormal(surface, u * 8 + from, v * 4, 0.07);
      surface.nx += 0.12 * line * Math.sin(phase * 6.28);
      surface.transmittedLight = 0.04;
    },
  };
  const slab = slice(random);
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}

/** Builds squid: milky, smooth, scored with fine cuts. */
export function ika(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#e9e6e6"), linearColour("#d9e0e4"), random.uniform());
  const cut = linearColour("#9aa5b0");
  const angle = 0.9 + 0.15 * random.normal();
  const cuts = 6 + random.uniform();
  const material: Material = {
    classId: sushiClassId("ika"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 1, 0.2, 1);
      const one = distanceToInteger((u + angle * v * 0.42) * cuts * 0.62);
      const other = distanceToInteger((u - angle * v * 0.42) * cuts * 0.62);
      const score = Math.max(smoothstep(0.14, 0.02, one), smoothstep(0.14, 0.02, other)) * smoothstep(0, 0.4, w);
      mixIntoSurface(surface, cut, 0.6 * score);
      scaleBrightness(surface, 0.97 + 0.05 * valueNoise(u * 3, v * 3));
      perturbNormal(surface, u * 4, v * 4, 0.05);
      surface.transmittedLight = 0.03;
    },
  };
  const slab: Slab = {
    ...slice(random),
    thickness: 0.1,
    lift: 0.65,
    edge: 0.62,
    corners: 5,
    droopPower: 3,
    relief: (along, across) => {
      const one = distanceToInteger((along * 1.1 + angle * across * 0.42) * cuts * 0.62);
      const other = distanceToInteger((along * 1.1 - angle * across * 0.42) * cuts * 0.62);
      return 0.022 * (smoothstep(0, 0.3, one) + smoothstep(0, 0.3, other));
    },
    rows: 64,
    columns: 44,
  };
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}

/** Builds scallop: two thick creamy halves, opened like a butterfly, with fine radial fibres. */
export function hotate(random: Random): NigiriTopping {
  const flesh = mixColours(linearColour("#efd9b0"), linearColour("#ebcfa4"), random.uniform());
  const shade = linearColour("#c4935f");
  const from = random.uniform() * 50;
  const material: Material = {
    classId: sushiClassId("hotate"),
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, flesh, 1, 0.24, 1);
      const x = Math.abs(u) - 0.5;
      const turn = Math.atan2(v * 0.5, x);
      mixIntoSurface(surface, shade, 0.45 * smoothstep(-0.3, 0.9, valueNoise(turn * 5 + from, Math.hypot(x, v) * 1.5)));
      mixIntoSurface(surface, shade, 0.75 * smoothstep(0.1, 0.01, Math.abs(u)) * smoothstep(0, 0.5, w));
      perturbNormal(surface, turn * 7, from, 0.08);
      surface.transmittedLight = 0.03;
    },
  };
  const slab: Slab = {
    halfLength: 1.03 + 0.03 * random.normal(),
    halfWidth: 0.58 + 0.02 * random.normal(),
    thickness: 0.13,
    lift: 0.66,
    droop: 0.24,
    droopPower: 2.2,
    arch: 0.12,
    corners: 2.6,
    edge: 0.75,
    width: (along) => 0.82 + 0.24 * smoothstep(0, 0.45, Math.abs(along)),
    relief: (along, across) => {
      const a = (Math.abs(along) - 0.48) / 0.5;
      return 0.15 * Math.max(0, 1 - a * a) ** 0.5 * Math.max(0, 1 - across * across * 0.8) - 0.03;
    },
    rows: 48,
    columns: 36,
  };
  return { scene: { meshes: [slabMesh(slab, material)], spheroids: [] }, slab };
}
