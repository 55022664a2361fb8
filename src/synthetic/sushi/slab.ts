import { spaceDenserAtEnds, signedPower, superellipse } from "../render3d/curve.ts";
import type { Material } from "../render3d/material.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";

/** Slice of something soft that lies over a block of rice and hangs down at its ends. */
export interface Slab {
  readonly halfLength: number;
  readonly halfWidth: number;
  /** Half the thickness. */
  readonly thickness: number;
  /** Height of its middle. */
  readonly lift: number;
  /** Drop of the ends. */
  readonly droop: number;
  /** Exponent of the drop: 2 bends evenly; 4 is flat with hanging ends. Default 2.6. */
  readonly droopPower?: number;
  /** Drop of the long edges. Default 0. */
  readonly arch?: number;
  /** Slant of the cut: offset along the slab between the two long edges. Default 0. */
  readonly slant?: number;
  /** Exponent of the outline from above: 2 is an oval; 10 nearly a rectangle. Default 4. */
  readonly corners?: number;
  /** Exponent of the edges: 1 is round; 0.2 is cut. Default 0.7. */
  readonly edge?: number;
  /** Width at `along` (−1 … 1), as a fraction. Default 1. */
  readonly width?: (along: number) => number;
  /** Additional height of the upper side at `along` and `across` (−1 … 1). Default 0. */
  readonly relief?: (along: number, across: number) => number;
  /** Outward displacement of the outline at `along`, on side −1 or +1. Default 0. */
  readonly frill?: (along: number, side: number) => number;
  /** Points along and around the slab. Default 40 × 30. */
  readonly rows?: number;
  readonly columns?: number;
}

/** Computes the height of the middle layer of a slab. */
export function slabHeight(slab: Slab, along: number, across: number): number {
  const { lift, droop, droopPower = 2.6, arch = 0 } = slab;
  return lift - droop * Math.abs(along) ** droopPower - arch * across * across;
}

/**
 * Builds the surface of a slab. Its coordinates: `u` along it, in half nigiri lengths; `v` across, −1 … 1 between its
 * edges; `w` −1 on the under side … 1 on the upper side, 0 at the edge.
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

/** Computes the values shared by all points at one position along a slab. */
function crossSection(slab: Slab, share: number) {
  const { halfLength, droop, droopPower = 2.6, corners = 4, width = () => 1 } = slab;
  const along = spaceDenserAtEnds(share);
  return {
    along,
    outline: superellipse(along, corners) * width(along),
    height: slabHeight(slab, along, 0),
    /** Slope of the middle layer, lengthwise. */
    tilt: (-droop * droopPower * signedPower(along, droopPower - 1)) / halfLength,
    /** Taper to zero thickness at the very ends. */
    ends: Math.sqrt(Math.max(0, 1 - along ** 8)),
    /** Position along the slab, shortened by the bending. */
    shortened: halfLength * along * (1 - 0.06 * along * along * Math.min(1, droop * 2)),
  };
}

/** Computes the values shared by all points at one position round a slab. */
function outlinePoint({ halfWidth, arch = 0, edge = 0.7 }: Slab, around: number) {
  const turn = around * 2 * Math.PI;
  const across = signedPower(Math.cos(turn), edge);
  return {
    across,
    top: signedPower(Math.sin(turn), edge),
    sag: arch * across * across,
    /** Slope of the middle layer, crosswise. */
    lean: (-2 * arch * across) / halfWidth,
    flare: across ** 3 * Math.abs(across),
  };
}
