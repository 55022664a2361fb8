import { wrapAndClamp } from "omakase";
import type { RunFacts } from "../../worker/run-facts.ts";

/** Which attributes are the pose, and how far they go. */
export interface Pose {
  readonly yaw?: PoseAxis;
  readonly pitch?: PoseAxis;
}

/** One of the two ways to turn. */
export interface PoseAxis {
  /** The place of its attribute. */
  readonly tag: number;
  readonly range: readonly [low: number, high: number];
  /** After how much it is the same again; undefined: never. */
  readonly period?: number;
}

/** The pose of a model's pictures; undefined where it knows none. */
export function poseAxes({ attributes, frequencies }: RunFacts): Pose | undefined {
  const axis = (name: string): PoseAxis | undefined => {
    const tag = attributes?.tags.findIndex((tag) => tag.name === name && tag.kind === "number") ?? -1;
    const range = frequencies[tag]?.range;
    return range && { tag, range, period: attributes?.tags[tag].period };
  };
  const [yaw, pitch] = [axis("yaw"), axis("pitch")];
  return yaw || pitch ? { yaw, pitch } : undefined;
}

/**
 * The values of a picture that is turned.
 *
 * @param right, down - how far the picture was dragged, in parts of its width: 1 goes through all that was learned.
 */
export function rotatePose({ yaw, pitch }: Pose, values: readonly number[], right: number, down: number): number[] {
  const turned = Array.from(values);
  const move = (axis: PoseAxis | undefined, by: number): void => {
    if (!axis) return;
    const [low, high] = axis.range;
    const from = Number.isNaN(values[axis.tag]) ? (low + high) / 2 : values[axis.tag];
    turned[axis.tag] = wrapAndClamp(axis.range, from + by * (high - low), axis.period);
  };
  move(yaw, right);
  move(pitch, down);
  return turned;
}
