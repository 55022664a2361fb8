import type { Camera, Vector } from "../render3d/camera.ts";
import type { CharacterLabels } from "./character-labels.ts";

/** Distance of the camera, and half the width of the view at the middle of the head. */
const far = 9;
const half = 1.47;

/** Centre of the view, a little below that of the head, so that shoulders are visible. */
const middle: Vector = [0, -0.01, -0.05];

/** Places the camera by the labels: it orbits the head, opposite to the turn of the face. */
export function characterCamera({ yaw, pitch }: CharacterLabels): Camera {
  const turn = (-yaw * Math.PI) / 180;
  const rise = (pitch * Math.PI) / 180;
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(turn), Math.cos(turn), Math.sin(rise), Math.cos(rise)];
  const forward: Vector = [-sinYaw * cosPitch, -sinPitch, -cosYaw * cosPitch];
  return {
    origin: [middle[0] - forward[0] * far, middle[1] - forward[1] * far, middle[2] - forward[2] * far],
    right: [cosYaw, 0, -sinYaw],
    up: [-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch],
    forward,
    halfWidthAtUnitDistance: half / far,
    towards: [sinYaw, 0, cosYaw],
  };
}
