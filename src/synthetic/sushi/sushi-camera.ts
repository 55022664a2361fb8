import type { Random } from "../../tensor/index.ts";
import type { Camera, Vector } from "../render3d/camera.ts";
import type { SushiLabels } from "./sushi-labels.ts";

/** Distance of the camera at label `distance` = 1, in half nigiri lengths. */
const reach = 5.3;
/** Half width of the view at distance 1, for a lens of 29 degrees: long enough for little perspective distortion. */
const halfWidthAtUnitDistance = Math.tan((14.5 * Math.PI) / 180);

/** Places the camera that the labels describe, aimed at the middle of the piece with a small random offset. */
export function sushiCamera(labels: SushiLabels, middle: number, random: Random): Camera {
  const yaw = (labels.yaw * Math.PI) / 180;
  const pitch = (labels.pitch * Math.PI) / 180;
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  const right: Vector = [cosYaw, 0, -sinYaw];
  const forward: Vector = [-sinYaw * cosPitch, -sinPitch, -cosYaw * cosPitch];
  const up: Vector = [-sinYaw * sinPitch, cosPitch, -cosYaw * sinPitch];
  const aside = 0.05 * random.normal();
  const above = middle + 0.035 * random.normal();
  const far = reach * labels.distance;
  return {
    origin: [right[0] * aside - forward[0] * far, above - forward[1] * far, right[2] * aside - forward[2] * far],
    right,
    up,
    forward,
    halfWidthAtUnitDistance,
    towards: [sinYaw, 0, cosYaw],
  };
}
