import { OmakaseError, type Text } from "../../error.ts";
import type { Random } from "../../tensor/index.ts";
import type { Camera, Vector } from "../render3d/camera.ts";
import { sphere, type Spheroid } from "../render3d/cast-spheroid.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import { findDefectSpot, renderCoarseView, type DefectSpot, type CoarseView } from "./find-defect-spot.ts";
import { sushiClassId } from "./label-map.ts";
import type { SushiLabels } from "./sushi-labels.ts";
import { setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise, smoothstep } from "../render3d/value-noise.ts";
import { mergeScenes, type Scene } from "../render3d/scene.ts";
import { syntheticText } from "../../text/index.ts";

/** Defect of a piece. */
export type SushiDefect = "hair" | "fly" | "bite" | "mould" | "mix" | "tear";

/** Defects and their names. `tear` requires nori. */
export const sushiDefects: readonly { readonly value: SushiDefect; readonly text: Text }[] = [
  { value: "hair", text: syntheticText.sushiDefect.hair },
  { value: "fly", text: syntheticText.sushiDefect.fly },
  { value: "bite", text: syntheticText.sushiDefect.pieceMissing },
  { value: "mould", text: syntheticText.sushiDefect.mould },
  { value: "mix", text: syntheticText.sushiDefect.bitsAnotherTopping },
  { value: "tear", text: syntheticText.sushiDefect.tornNori },
];

/** Samples one of the applicable defects of a piece, uniformly. */
export function sampleDefect(labels: SushiLabels, random: Random): SushiDefect {
  const possible = sushiDefects.filter(({ value }) => value !== "tear" || labels.nori !== "none");
  return possible[random.integer(possible.length)].value;
}

/**
 * Adds a defect to a scene, where the camera sees it.
 *
 * @throws OmakaseError `option` for torn nori on a piece without nori.
 */
export function applyDefect(
  scene: Scene,
  kind: SushiDefect,
  labels: SushiLabels,
  camera: Camera,
  random: Random,
): Scene {
  if (kind === "tear" && labels.nori === "none") {
    throw new OmakaseError("option", { where: "sushi defect tear", ...syntheticText.sushiDefect.applyDefect });
  }
  const view = renderCoarseView(scene, camera);
  const topping = sushiClassId(labels.topping);
  const spot = findDefectSpot(view, kind === "tear" ? [sushiClassId("nori")] : [topping], random);
  if (spot === undefined) return scene;
  switch (kind) {
    case "hair":
      return hair(scene, view, spot, random);
    case "fly":
      return fly(scene, spot, random);
    case "bite":
      return removeClassNear(scene, topping, spot.point, 0.3 + 0.08 * random.uniform(), random);
    case "mould":
      return mould(scene, topping, spot.point, random);
    case "mix":
      return addForeignBits(scene, view, spot, labels, random);
    case "tear":
      return removeClassNear(scene, sushiClassId("nori"), spot.point, 0.22 + 0.06 * random.uniform(), random);
  }
}

/** Adds a hair across the piece: a thin dark curve on the visible surface. */
function hair(scene: Scene, view: CoarseView, spot: DefectSpot, random: Random): Scene {
  const strand = mixColours(linearColour("#120c0a"), linearColour("#3a2012"), random.uniform());
  const material: Material = {
    classId: sushiClassId("background"),
    shade(surface) {
      setMaterial(surface, strand, 0.8, 0.3, 0);
    },
  };
  const count = 40;
  const points: Vector[] = [];
  const curl = 5 * random.normal();
  const bend = 6 * random.normal();
  const start = random.uniform() * 6.28;
  for (const way of [-1, 1]) {
    let [across, down, turn] = [spot.across, spot.down, start];
    for (let step = 0; step < count / 2; step++) {
      const point = view.pointAt(across, down, 0.05);
      if (point !== undefined) {
        if (way < 0) points.unshift(point);
        else points.push(point);
      }
      across += way * 0.011 * Math.cos(turn);
      down += way * 0.011 * Math.sin(turn);
      turn += 0.011 * (curl + bend * Math.sin(step * 0.4)) * way;
    }
  }
  const smooth = points.map((_, at): Vector => {
    const near = points.slice(Math.max(0, at - 3), at + 4);
    const mean = (axis: 0 | 1 | 2): number => near.reduce((sum, point) => sum + point[axis], 0) / near.length;
    return [mean(0), mean(1) + 0.01, mean(2)];
  });
  const thick = 0.021;
  const body = mesh(
    smooth.length,
    7,
    material,
    (along, around, out) => {
      const at = Math.round(along * (smooth.length - 1));
      const turn = around * 2 * Math.PI;
      const before = smooth[Math.max(0, at - 1)];
      const after = smooth[Math.min(smooth.length - 1, at + 1)];
      const [dx, dz] = [after[0] - before[0], after[2] - before[2]];
      const shrink = thick / Math.max(1e-6, Math.hypot(dx, dz));
      out[0] = smooth[at][0] - dz * shrink * Math.cos(turn);
      out[1] = smooth[at][1] + thick * Math.sin(turn);
      out[2] = smooth[at][2] + dx * shrink * Math.cos(turn);
      out[3] = along;
      out[4] = around;
      out[5] = 0;
    },
    { closed: true, sheet: true },
  );
  return mergeScenes(scene, { meshes: [body], spheroids: [] });
}

/** Adds a fly: body, head, folded wings, legs. */
function fly(scene: Scene, { point }: DefectSpot, random: Random): Scene {
  const black = linearColour("#15161c");
  const wing = linearColour("#8d97a3");
  const dark: Material = {
    classId: sushiClassId("background"),
    shade(surface) {
      setMaterial(surface, black, 1, 0.2, 0);
    },
  };
  const clear: Material = {
    classId: sushiClassId("background"),
    shade(surface) {
      setMaterial(surface, wing, 1, 0.2, 0.4);
    },
  };
  const turn = random.uniform() * 6.28;
  const [x, z] = [Math.cos(turn), Math.sin(turn)];
  const at = (along: number, aside: number, up: number): Vector => [
    point[0] + along * x - aside * z,
    point[1] + up,
    point[2] + along * z + aside * x,
  ];
  const towards = (along: number, aside: number, up: number): Vector => {
    const shrink = 1 / Math.hypot(along, aside, up);
    return [(along * x - aside * z) * shrink, up * shrink, (along * z + aside * x) * shrink];
  };
  const part = (centre: Vector, axis: Vector, length: number, radius: number, material = dark): Spheroid => ({
    centre,
    axis,
    length,
    radius,
    tint: 0.5,
    material,
  });
  const spheroids = [
    part(at(0, 0, 0.06), towards(1, 0, 0.1), 0.12, 0.062),
    sphere(at(0.14, 0, 0.075), 0.05, 0.5, dark),
    part(at(-0.07, 0.06, 0.1), towards(1, -0.35, -0.1), 0.13, 0.035, clear),
    part(at(-0.07, -0.06, 0.1), towards(1, 0.35, -0.1), 0.13, 0.035, clear),
  ];
  for (const side of [-1, 1]) {
    for (const along of [-0.06, 0.02, 0.1]) {
      spheroids.push(part(at(along, side * 0.09, 0.025), towards(along * 2, side, -0.3), 0.075, 0.012));
    }
  }
  return mergeScenes(scene, { meshes: [], spheroids });
}

/** Removes the shapes of one class around a point, with a ragged edge. */
function removeClassNear(scene: Scene, label: number, [x0, y0, z0]: Vector, radius: number, random: Random): Scene {
  const from = random.uniform() * 50;
  const outside = (x: number, y: number, z: number): boolean => {
    const ragged =
      radius * (1 + 0.22 * valueNoise(x * 7 + from, z * 7 + y * 5) + 0.1 * valueNoise(x * 19, z * 19 + from + y * 14));
    return Math.hypot(x - x0, (y - y0) * 0.8, z - z0) > ragged;
  };
  return {
    // A mesh with a hole is visible from inside as well.
    meshes: scene.meshes.map((one) =>
      one.material.classId === label && !everyPoint(one, outside) ? { ...one, orientation: 0, exists: outside } : one,
    ),
    spheroids: scene.spheroids.filter(({ centre, material }) => material.classId !== label || outside(...centre)),
  };
}

/** Tells whether every point of a mesh satisfies a condition. */
function everyPoint({ positions }: Mesh, condition: (x: number, y: number, z: number) => boolean): boolean {
  for (let at = 0; at < positions.length; at += 3) {
    if (!condition(positions[at], positions[at + 1], positions[at + 2])) return false;
  }
  return true;
}

/** Adds spots of dull grey-green mould to the topping. */
function mould(scene: Scene, label: number, [x0, y0, z0]: Vector, random: Random): Scene {
  const fur = mixColours(linearColour("#5f7a66"), linearColour("#8b8f78"), random.uniform());
  const core = linearColour("#2f4640");
  const from = random.uniform() * 50;
  const radius = 0.3 + 0.1 * random.uniform();
  const mouldy = new Map<Material, Material>();
  const mouldyOf = (material: Material): Material => {
    if (material.classId !== label) return material;
    const known = mouldy.get(material);
    if (known !== undefined) return known;
    const made: Material = {
      ...material,
      shade(surface) {
        material.shade(surface);
        const { x, y, z } = surface;
        const far = Math.hypot(x - x0, y - y0, z - z0) / radius;
        if (far > 1.4) return;
        const ragged = far + 0.3 * valueNoise(x * 9 + from, z * 9 + y * 6) + 0.15 * valueNoise(x * 23, z * 23 + from);
        const amount = smoothstep(1, 0.7, ragged);
        mixIntoSurface(surface, fur, 0.95 * amount);
        mixIntoSurface(surface, core, 0.7 * smoothstep(0.55, 0.2, ragged));
        surface.gloss *= 1 - amount;
        surface.transmittedLight *= 1 - amount;
        perturbNormal(surface, x * 30 + from, z * 30 + y * 20, 0.35 * amount);
      },
    };
    mouldy.set(material, made);
    return made;
  };
  return {
    meshes: scene.meshes.map((one) => ({ ...one, material: mouldyOf(one.material) })),
    spheroids: scene.spheroids.map((one) => ({ ...one, material: mouldyOf(one.material) })),
  };
}

/** Adds bits of another topping: roe, or peas where roe would be inconspicuous. */
function addForeignBits(scene: Scene, view: CoarseView, spot: DefectSpot, labels: SushiLabels, random: Random): Scene {
  const green = ["ikura", "salmon", "uni", "maguro", "negitoro"].includes(labels.topping);
  const bit = green ? linearColour("#6fae35") : linearColour("#e8460c");
  const light = green ? linearColour("#c4e08a") : linearColour("#ff9a3c");
  const material: Material = {
    classId: sushiClassId("background"),
    shade(surface) {
      setMaterial(surface, bit, 1.2, 0.15, 0.8);
      mixIntoSurface(surface, light, 0.5 * smoothstep(0.4, -0.8, surface.ny));
      surface.transmittedLight = 0.15;
    },
  };
  const radius = 0.11;
  const spheroids: Spheroid[] = [];
  const count = 4 + random.integer(4);
  for (let made = 0; made < count; made++) {
    const far = made === 0 ? 0 : 0.055 + 0.03 * random.uniform();
    const turn = made * 1.9 + random.uniform();
    const point = view.pointAt(spot.across + far * Math.cos(turn), spot.down + far * Math.sin(turn), 0.03);
    if (point === undefined) continue;
    spheroids.push(sphere([point[0], point[1] + 0.05, point[2]], radius, random.uniform(), material));
  }
  return mergeScenes(scene, { meshes: [], spheroids });
}
