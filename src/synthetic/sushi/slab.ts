import { spaceDenserAtEnds, signedPower, superellipse } from "../render3d/curve.ts";
import type { Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";

/** A slice of something soft that lies over a block of rice and hangs down at its ends. */
export interface Slab {
  readonly halfLength: number;
  readonly halfWidth: number;
  /** Half of how thick it is. */
  readonly thickness: number;
  /** Height of its middle. */
  readonly lift: number;
  /** How far the ends hang down. */
  readonly droop: number;
  /** 2: bends evenly; 4: flat, and only the ends hang. Default 2.6. */
  readonly droopPower?: number;
  /** How far the long edges bend down. Default 0. */
  readonly arch?: number;
  /** Of a slanting cut: how much farther along one long edge lies than the other. Default 0. */
  readonly slant?: number;
  /** 2: an oval seen from above; 10: nearly a rectangle. Default 4. */
  readonly corners?: number;
  /** 1: round edges; 0.2: cut edges. Default 0.7. */
  readonly edge?: number;
  /** Its width at `along` (−1 … 1), as a share. Default 1. */
  readonly width?: (along: number) => number;
  /** Bumps: how much higher the upper side lies at `along` and `across` (−1 … 1). Default 0. */
  readonly relief?: (along: number, across: number) => number;
  /** How far a point of the outline is moved outwards, at `along`, on side −1 or +1. Default 0. */
  readonly frill?: (along: number, side: number) => number;
  /** Points along and around it. Default 40 × 30. */
  readonly rows?: number;
  readonly columns?: number;
}

/** The height of the middle layer of a slab. */
export function slabHeight(slab: Slab, along: number, across: number): number {
  const { lift, droop, droopPower = 2.6, arch = 0 } = slab;
  return lift - droop * Math.abs(along) ** droopPower - arch * across * across;
}

/**
 * The skin of a slab. Its coordinates: `u` along it, in half nigiri lengths; `v` across, −1 … 1 between its edges; `w`
 * −1 on the under side … 1 on the upper side, 0 at the edge.
 */
export function slabMesh(slab: Slab, material: Material): Mesh {
  const { halfLength, halfWidth, thickness, slant = 0, relief, frill } = slab;
  const { rows = 40, columns = 30 } = slab;
  const lengthways = Array.from({ length: rows }, (_, row) => crossSection(slab, row / (rows - 1)));
  const roundabout = Array.from({ length: columns }, (_, column) => outlinePoint(slab, column / (columns - 1)));
  return mesh(
    rows,
    columns,
    material,
    (share, around, out) => {
      const { along, outline, height, tilt, ends, shortened } = lengthways[Math.round(share * (rows - 1))];
      const { across, top, sag, lean, flare } = roundabout[Math.round(around * (columns - 1))];
      const bump = relief === undefined || top <= 0 ? 0 : relief(along, across) * top;
      const shrink = ((top * thickness + bump) * ends) / Math.sqrt(1 + tilt * tilt + lean * lean);
      const z = halfWidth * outline * across + (frill === undefined ? 0 : frill(along, across < 0 ? -1 : 1) * flare);
      out[0] = shortened + slant * z - tilt * shrink;
      out[1] = height - sag + shrink;
      out[2] = z - lean * shrink;
      out[3] = halfLength * along;
      out[4] = across;
      out[5] = top;
    },
    { closed: true },
  );
}

/** What all points at the same place along a slab share. */
function crossSection(slab: Slab, share: number) {
  const { halfLength, droop, droopPower = 2.6, corners = 4, width = () => 1 } = slab;
  const along = spaceDenserAtEnds(share);
  return {
    along,
    outline: superellipse(along, corners) * width(along),
    height: slabHeight(slab, along, 0),
    /** The slope of its middle layer, lengthways. */
    tilt: (-droop * droopPower * signedPower(along, droopPower - 1)) / halfLength,
    /** It thins out to nothing at its very ends. */
    ends: Math.sqrt(Math.max(0, 1 - along ** 8)),
    /** Bending brings its ends nearer together. */
    shortened: halfLength * along * (1 - 0.06 * along * along * Math.min(1, droop * 2)),
  };
}

/** What all points at the same place round a slab share. */
function outlinePoint({ halfWidth, arch = 0, edge = 0.7 }: Slab, around: number) {
  const turn = around * 2 * Math.PI;
  const across = signedPower(Math.cos(turn), edge);
  return {
    across,
    top: signedPower(Math.sin(turn), edge),
    sag: arch * across * across,
    /** The slope of its middle layer, crossways. */
    lean: (-2 * arch * across) / halfWidth,
    flare: across ** 3 * Math.abs(across),
  };
}
