import type { Random } from "../../tensor/index.ts";
import type { Camera } from "../render3d/camera.ts";
import type { ShadedColour } from "./sushi-light.ts";
import { mixColours, linearColour, scaleColour, type LinearColour } from "../render3d/linear-colour.ts";
import type { SurfacePoint } from "../render3d/material.ts";
import { valueNoise, smoothstep } from "../render3d/value-noise.ts";

/** Table under the plate and room behind it: both plain, so that the piece stands out. */
export interface SushiTable {
  /** Height of its top; plates stand on it. */
  readonly floor: number;
  readonly wood: LinearColour;
  readonly room: LinearColour;
  /** Strength of its grain. */
  readonly grain: number;
  /** Direction of its grain: cosine and sine. */
  readonly grainDirection: readonly [number, number];
  /** Distance of its front edge from the middle, towards the camera. */
  readonly front: number;
}

const woods = ["#a9764c", "#7d5236", "#c8a27a", "#5a4a42", "#8c8577", "#6f7468", "#b98f6a", "#44403f"] as const;
const rooms = ["#cbb79b", "#8a6f58", "#d9cfc0", "#6c6862", "#a7b0b0"] as const;

/** Creates a table: one of several woods, stones and cloths. A low camera stands in front of its front edge. */
export function sushiTable(pitch: number, floor: number, random: Random): SushiTable {
  const wood = linearColour(woods[random.integer(woods.length)]);
  const room = linearColour(rooms[random.integer(rooms.length)]);
  const turn = random.uniform() * Math.PI;
  return {
    floor,
    wood: scaleColour(wood, 0.9 + 0.2 * random.uniform()),
    room: mixColours(room, wood, 0.3),
    grain: 0.03 + 0.05 * random.uniform(),
    grainDirection: [Math.cos(turn), Math.sin(turn)],
    front: 2 + 0.2 * Math.max(0, pitch),
  };
}

/**
 * Casts a ray that hits no shape: fills in the surface of the table, and the light of the room behind it. The far side
 * of the table fades into the room, as if out of focus.
 *
 * @param dx - with `dy`, `dz`: the ray's direction, of any length; it starts at the camera's origin.
 * @returns fraction of the room, 0 … 1; the rest is table.
 */
export function castTable(
  of: SushiTable,
  camera: Camera,
  dx: number,
  dy: number,
  dz: number,
  surface: SurfacePoint,
  room: ShadedColour,
): number {
  const { origin, towards } = camera;
  const until = (of.floor - origin[1]) / dy;
  const x = origin[0] + dx * until;
  const z = origin[2] + dz * until;
  surface.x = x;
  surface.y = of.floor;
  surface.z = z;
  surface.nx = 0;
  surface.ny = 1;
  surface.nz = 0;
  surface.gloss = 0;
  surface.translucency = 0;
  surface.transmittedLight = 0;
  const glow = 0.8 + 0.4 * smoothstep(-0.5, 0.3, dy);
  room.red = of.room[0] * glow;
  room.green = of.room[1] * glow;
  room.blue = of.room[2] * glow;
  if (x * towards[0] + z * towards[2] > of.front || origin[1] < of.floor) {
    castTableEdge(of, camera, dx, dy, dz, room);
    return 1;
  }
  if (dy >= 0) return 1;
  const [cos, sin] = of.grainDirection;
  const along = x * cos + z * sin;
  const across = z * cos - x * sin;
  const streak = 1 + of.grain * (valueNoise(along * 0.7, across * 5) + 0.7 * valueNoise(along * 1.1 + 40, across * 13));
  surface.red = of.wood[0] * streak;
  surface.green = of.wood[1] * streak;
  surface.blue = of.wood[2] * streak;
  return smoothstep(2.6, 6, Math.sqrt(x * x + z * z));
}

/** Casts a ray on the front face of the table, which a camera at its height faces. */
function castTableEdge(of: SushiTable, camera: Camera, dx: number, dy: number, dz: number, room: ShadedColour): void {
  const { origin, towards } = camera;
  const speed = dx * towards[0] + dz * towards[2];
  const until = (of.front - (origin[0] * towards[0] + origin[2] * towards[2])) / speed;
  const y = origin[1] + dy * until;
  if (until <= 0 || y > of.floor) return;
  const dark = 0.35 + 0.3 * smoothstep(-0.6, 0, y - of.floor);
  room.red = of.wood[0] * dark;
  room.green = of.wood[1] * dark;
  room.blue = of.wood[2] * dark;
}
