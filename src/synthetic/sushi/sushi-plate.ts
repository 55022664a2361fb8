import type { Random } from "../../tensor/index.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { signedPower } from "../render3d/curve.ts";
import type { SushiPlate } from "./sushi-labels.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import type { Scene } from "../render3d/scene.ts";

/** Plate, and the depth of the table below its top, on which the piece stands. */
export interface PlacedPlate {
  readonly scene: Scene;
  readonly tableDepth: number;
}

const classId = sushiClassId("plate");

/** Builds a plate; its top is y = 0. */
export function sushiPlate(kind: SushiPlate, random: Random): PlacedPlate {
  switch (kind) {
    case "wood":
      return wood(random);
    case "porcelain":
      return porcelain(random);
    case "indigo":
      return indigo(random);
    case "lacquer":
      return lacquer(random);
    case "slate":
      return slate(random);
    case "leaf":
      return leaf(random);
  }
}

/** Point of a plate's profile: how far out (1: its half sizes) and how high. */
type Profile = readonly (readonly [out: number, height: number])[];

/** Builds a plate from its profile, swept round a rounded rectangle; `u`, `v`: x and z; `w`: how far out. */
function turned(profile: Profile, halfX: number, halfZ: number, corners: number, material: Material): Mesh {
  return mesh(
    profile.length,
    65,
    material,
    (along, around, out) => {
      const [share, height] = profile[Math.round(along * (profile.length - 1))];
      const turn = around * 2 * Math.PI;
      // The rim of a rectangle has constant width: it is inset by the same length on all sides.
      const inset = (1 - share) * Math.min(halfX, halfZ);
      const x = signedPower(Math.cos(turn), 2 / corners);
      const z = signedPower(Math.sin(turn), 2 / corners);
      out[0] = x * Math.max(0, share < 0.3 ? share * halfX : halfX - inset);
      out[1] = height;
      out[2] = z * Math.max(0, share < 0.3 ? share * halfZ : halfZ - inset);
      out[3] = out[0];
      out[4] = out[2];
      out[5] = share;
    },
    { closed: true },
  );
}

/** Creates the profile of a board with a bevelled edge. */
function board(thickness: number): Profile {
  return [
    [0, 0],
    [0.5, 0],
    [0.93, 0],
    [0.955, 0],
    [0.975, -0.008],
    [0.99, -0.03],
    [0.993, -thickness * 0.6],
    [0.985, -thickness],
    [0, -thickness],
  ];
}

/** Creates the profile of a flat dish with a rising rim. */
function dish(rise: number): Profile {
  return [
    [0, 0],
    [0.5, 0],
    [0.74, 0],
    [0.76, 0],
    [0.8, rise * 0.06],
    [0.86, rise * 0.35],
    [0.93, rise * 0.78],
    [0.955, rise],
    [0.985, rise * 1.03],
    [1, rise * 0.95],
    [0.99, rise * 0.75],
    [0.8, -0.08],
    [0, -0.08],
  ];
}

function wood(random: Random): PlacedPlate {
  const tone = mixColours(linearColour("#dcb27c"), linearColour("#b98150"), random.uniform());
  const dark = mixColours(tone, linearColour("#7a4a26"), 0.55);
  const from = 50 * random.uniform();
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      const bend = surface.v + 0.12 * valueNoise(surface.u * 0.6 + from, surface.v * 1.2);
      const ring = smoothstep(0.5, 0.12, distanceToInteger(bend * 3.6 + 0.5 * valueNoise(from, bend * 3)));
      const fine = valueNoise(surface.u * 1.6 + from, surface.v * 34);
      setMaterial(surface, tone, 0.35, 0.5, 0.1);
      mixIntoSurface(surface, dark, 0.36 * ring + 0.12 * fine + 0.08);
    },
  };
  const deep = 0.2;
  return { scene: { meshes: [turned(board(deep), 1.75, 1.22, 14, material)], spheroids: [] }, tableDepth: -deep };
}

function porcelain(random: Random): PlacedPlate {
  const white = mixColours(linearColour("#e6e3dc"), linearColour("#dadee2"), random.uniform());
  const line = random.uniform() < 0.7 ? linearColour("#2f4d86") : linearColour("#a8452f");
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      setMaterial(surface, white, 0.9, 0.12, 0.25);
      const out = surface.w;
      mixIntoSurface(surface, line, 0.85 * smoothstep(0.945, 0.96, out) + 0.75 * band(out, 0.89, 0.02));
    },
  };
  return { scene: { meshes: [turned(dish(0.14), 1.62, 1.62, 2, material)], spheroids: [] }, tableDepth: -0.08 };
}

function indigo(random: Random): PlacedPlate {
  const blue = mixColours(linearColour("#2d4a78"), linearColour("#27566e"), random.uniform());
  const pale = linearColour("#b9a987");
  const from = 50 * random.uniform();
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      const { u, v, w } = surface;
      setMaterial(surface, blue, 0.85, 0.2, 0.15);
      const speck = valueNoise(u * 3 + from, v * 3) + 0.6 * valueNoise(u * 9 + from, v * 9);
      scaleBrightness(surface, 1 + 0.22 * speck);
      // The glaze runs thin on the rim and shows the clay.
      mixIntoSurface(surface, pale, 0.8 * smoothstep(0.93, 0.99, w + 0.015 * speck));
      perturbNormal(surface, u * 5, v * 5, 0.04);
    },
  };
  return { scene: { meshes: [turned(dish(0.17), 1.62, 1.62, 2, material)], spheroids: [] }, tableDepth: -0.08 };
}

function lacquer(random: Random): PlacedPlate {
  const black = linearColour("#15100f");
  const red = linearColour("#8e1f17");
  const inside = random.uniform() < 0.25 ? linearColour("#6a1712") : black;
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      setMaterial(surface, inside, 0.22, 0.1, 0);
      mixIntoSurface(surface, red, smoothstep(0.9, 0.92, surface.w));
      perturbNormal(surface, surface.u * 2.5, surface.v * 2.5, 0.012);
    },
  };
  return { scene: { meshes: [turned(dish(0.12), 1.8, 1.3, 6, material)], spheroids: [] }, tableDepth: -0.08 };
}

function slate(random: Random): PlacedPlate {
  const grey = mixColours(linearColour("#3a3e44"), linearColour("#4a4a4c"), random.uniform());
  const from = 50 * random.uniform();
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      const { u, v } = surface;
      const flake =
        valueNoise(u * 4 + from, v * 4) + 0.7 * valueNoise(u * 11, v * 11 + from) + 0.5 * valueNoise(u * 29, v * 29);
      setMaterial(surface, grey, 0.3, 0.55, 0);
      scaleBrightness(surface, 1 + 0.14 * flake);
      perturbNormal(surface, u * 7, v * 7, 0.08);
    },
  };
  const deep = 0.1;
  return { scene: { meshes: [turned(board(deep), 1.78, 1.2, 18, material)], spheroids: [] }, tableDepth: -deep };
}

/** Builds two broad bamboo leaves crossing under the piece. */
function leaf(random: Random): PlacedPlate {
  const green = mixColours(linearColour("#3f7a35"), linearColour("#5d8f3c"), random.uniform());
  const rib = linearColour("#a7c077");
  const material: Material = {
    classId,
    isFlatUniform: true,
    shade(surface) {
      const { u, v } = surface;
      setMaterial(surface, green, 0.55, 0.35, 0.4);
      scaleBrightness(surface, 1 + 0.16 * valueNoise(u * 2, v * 9));
      mixIntoSurface(
        surface,
        rib,
        0.3 * smoothstep(0.3, 0.05, distanceToInteger(v * 5)) + 0.6 * smoothstep(0.035, 0.01, Math.abs(v)),
      );
    },
  };
  const blade = (turn: number, height: number, bend: number): Mesh => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return mesh(
      30,
      13,
      material,
      (along, around, out) => {
        const a = along * 2 - 1;
        const across = around * 2 - 1;
        const width = 0.68 * Math.max(0, (1 - a * a) ** 0.75 * (1 - 0.25 * a));
        const x = a * 1.9;
        const z = across * width + bend * a * a;
        out[0] = x * cos - z * sin;
        out[1] = height + 0.035 * across * across + 0.015 * valueNoise(a * 3 + turn, across) * Math.abs(across);
        out[2] = x * sin + z * cos;
        out[3] = a * 1.9;
        out[4] = across;
        out[5] = 0;
      },
      { sheet: true },
    );
  };
  const turn = 0.3 + 0.1 * random.normal();
  const meshes = [blade(-turn, -0.045, 0.12 * random.normal()), blade(turn, -0.02, 0.12 * random.normal())];
  return { scene: { meshes, spheroids: [] }, tableDepth: -0.06 };
}

/** Computes a soft band: 1 within `width` of `middle`, smoothly 0 outside. */
function band(value: number, middle: number, width: number): number {
  return smoothstep(width, width * 0.5, Math.abs(value - middle));
}
