import type { Random } from "../../tensor/index.ts";
import type { Spheroid } from "../render3d/cast-spheroid.ts";
import { mixColours, linearColour } from "../render3d/linear-colour.ts";
import type { SushiGarnish } from "./sushi-labels.ts";
import { sushiClassId } from "./label-map.ts";
import { scaleBrightness, setMaterial, perturbNormal, mixIntoSurface, type Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { valueNoise, smoothstep, distanceToInteger } from "../render3d/value-noise.ts";
import type { Scene } from "../render3d/scene.ts";

/** Builds the garnish beside the piece, in its own corner of the plate. */
export function sushiGarnish(kind: SushiGarnish, random: Random): Scene {
  switch (kind) {
    case "none":
      return { meshes: [], spheroids: [] };
    case "ginger":
      return ginger(random);
    case "shiso":
      return shiso(random);
    case "lemon":
      return lemon(random);
    case "flower":
      return flower(random);
  }
}

/** Builds pickled ginger: a heap of thin, rumpled, translucent pink petals, in front on the right. */
function ginger(random: Random): Scene {
  const pink = mixColours(linearColour("#ec9a86"), linearColour("#ee8f8c"), random.uniform());
  const pale = linearColour("#f6cfb4");
  const meshes: Mesh[] = [];
  for (let made = 0; made < 6; made++) {
    const from = random.uniform() * 50;
    const material: Material = {
      classId: sushiClassId("ginger"),
      shade(surface) {
        const { u, v } = surface;
        setMaterial(surface, pink, 0.9, 0.25, 1);
        mixIntoSurface(surface, pale, 0.6 * smoothstep(0.35, 1, u) + 0.12 * valueNoise(v * 9 + from, u * 2));
        perturbNormal(surface, v * 9 + from, u * 3, 0.12);
        surface.transmittedLight = 0.06;
      },
    };
    const turn0 = made * 1.05 + 0.4 * random.normal();
    const x0 = 0.66 + 0.13 * Math.cos(turn0) * (made > 3 ? 0.4 : 1);
    const z0 = 0.98 + 0.11 * Math.sin(turn0) * (made > 3 ? 0.4 : 1);
    const y0 = 0.03 + 0.045 * made;
    const size = 0.27 - 0.014 * made;
    const folds = 2 + (made % 2);
    meshes.push(
      mesh(
        10,
        28,
        material,
        (along, around, out) => {
          const turn = around * 2 * Math.PI;
          const r = along * size * (1 + 0.12 * valueNoise(Math.cos(turn) * 1.5 + from, Math.sin(turn) * 1.5));
          const wave =
            Math.sin(folds * turn + from) * 0.1 * along +
            0.04 * valueNoise(Math.cos(turn) * 3 + from, Math.sin(turn) * 3 + along) * along;
          out[0] = x0 + r * Math.cos(turn);
          out[1] = Math.max(0.012, y0 + 0.07 * along * along + wave * 0.9);
          out[2] = z0 + r * 0.85 * Math.sin(turn);
          out[3] = along;
          out[4] = around;
          out[5] = 0;
        },
        { closed: true, sheet: true },
      ),
    );
  }
  return { meshes, spheroids: [] };
}

/** Builds a shiso leaf behind the piece on the left, its toothed edge rising. */
function shiso(random: Random): Scene {
  const green = mixColours(linearColour("#3f8a2e"), linearColour("#5a9a38"), random.uniform());
  const vein = linearColour("#a9cf7a");
  const from = random.uniform() * 50;
  const material: Material = {
    classId: sushiClassId("shiso"),
    shade(surface) {
      const { u, v } = surface;
      setMaterial(surface, green, 0.5, 0.4, 0.6);
      scaleBrightness(surface, 1 + 0.14 * valueNoise(u * 6 + from, v * 6));
      const side = distanceToInteger((u - Math.abs(v) * 0.55) * 5.5);
      mixIntoSurface(surface, vein, 0.55 * smoothstep(0.09, 0.02, side) + 0.7 * smoothstep(0.06, 0.02, Math.abs(v)));
      perturbNormal(surface, u * 12 + from, v * 9, 0.18);
      surface.transmittedLight = 0.06;
    },
  };
  const turn = 2.5 + 0.15 * random.normal();
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [x0, z0] = [-0.3, -0.1];
  const leaf = mesh(
    60,
    25,
    material,
    (along, around, out) => {
      const across = around * 2 - 1;
      const teeth = 1 - 0.11 * distanceToInteger(along * 13) * 2 * smoothstep(1, 0.9, along);
      const width = 0.68 * Math.sin(along ** 0.72 * Math.PI) ** 0.85 * (1 - 0.25 * along) * teeth;
      const a = along * 1.5;
      const b = across * width;
      out[0] = x0 + a * cos + b * sin;
      out[2] = z0 - a * sin + b * cos;
      out[1] = 0.02 + 0.34 * along ** 1.6 + 0.1 * across * across * along + 0.03 * valueNoise(a * 4 + from, b * 4);
      out[3] = along;
      out[4] = across;
      out[5] = 0;
    },
    { sheet: true },
  );
  return { meshes: [leaf], spheroids: [] };
}

/** Builds two slices of lemon, in front on the left. */
function lemon(random: Random): Scene {
  const rind = linearColour("#f2c81f");
  const pith = linearColour("#fbf3d2");
  const flesh = mixColours(linearColour("#f7df5a"), linearColour("#f3d545"), random.uniform());
  const slice = (x0: number, z0: number, y0: number, tilt: number): Mesh => {
    const from = random.uniform() * 50;
    const material: Material = {
      classId: sushiClassId("lemon"),
      shade(surface) {
        const { u, v, w } = surface;
        setMaterial(surface, flesh, 0.9, 0.22, 0.9);
        const spoke = distanceToInteger(v * 9 + from) * Math.max(0.15, u) * 1.6;
        scaleBrightness(surface, 1 + 0.12 * valueNoise(v * 60 + from, u * 5));
        mixIntoSurface(surface, pith, 0.9 * smoothstep(0.09, 0.03, spoke) + 0.9 * smoothstep(0.12, 0.06, u));
        mixIntoSurface(surface, pith, smoothstep(0.82, 0.87, u));
        mixIntoSurface(surface, rind, smoothstep(0.92, 0.95, u));
        if (w > 0.5) mixIntoSurface(surface, rind, 1);
        surface.transmittedLight = 0.03;
      },
    };
    const r = 0.37;
    const profile: readonly (readonly [number, number])[] = [
      [0, 0.035],
      [0.5, 0.035],
      [0.97, 0.035],
      [1, 0.02],
      [1, -0.035],
    ];
    return mesh(
      5,
      40,
      material,
      (along, around, out) => {
        const at = Math.round(along * 4);
        const [share, height] = profile[at];
        const turn = around * 2 * Math.PI;
        const a = r * share * Math.cos(turn);
        const b = r * share * Math.sin(turn);
        out[0] = x0 + a * Math.cos(tilt) - height * Math.sin(tilt);
        out[1] = y0 + height + a * Math.sin(tilt);
        out[2] = z0 + b;
        out[3] = share;
        out[4] = around;
        out[5] = at === 4 ? 1 : 0;
      },
      { closed: true },
    );
  };
  const lean = 0.3 + 0.06 * random.normal();
  const meshes = [slice(-0.66, 0.95, 0.04, 0), slice(-0.4, 1.02, 0.17, lean)];
  return { meshes, spheroids: [] };
}

/** Builds a small edible chrysanthemum, in front on the right. */
function flower(random: Random): Scene {
  const yellow = mixColours(linearColour("#f6bf17"), linearColour("#ffd23a"), random.uniform());
  const deep = linearColour("#d98508");
  const petal: Material = {
    classId: sushiClassId("flower"),
    shade(surface) {
      setMaterial(surface, yellow, 0.3, 0.5, 0.9);
      mixIntoSurface(surface, deep, 0.55 * smoothstep(0.2, -1, surface.v) + 0.2 * surface.u);
      surface.transmittedLight = 0.08;
    },
  };
  const spheroids: Spheroid[] = [];
  const [x0, z0] = [0.68, 0.96];
  for (let made = 0; made < 90; made++) {
    const share = Math.sqrt((made + 0.5) / 90);
    const turn = made * 2.399963 + 0.1 * random.normal();
    const rise = 0.95 - 0.85 * share + 0.05 * random.normal();
    const level = Math.sqrt(Math.max(0.05, 1 - rise * rise));
    const reach = 0.08 + 0.24 * share;
    spheroids.push({
      centre: [
        x0 + Math.cos(turn) * reach * level,
        0.07 + 0.19 * (1 - share * share) + 0.04 * rise,
        z0 + Math.sin(turn) * reach * level,
      ],
      axis: [Math.cos(turn) * level, rise, Math.sin(turn) * level],
      length: 0.05 + 0.065 * share,
      radius: 0.03,
      tint: random.uniform(),
      material: petal,
    });
  }
  return { meshes: [], spheroids };
}
