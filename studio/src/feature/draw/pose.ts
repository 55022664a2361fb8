import { wrapAndClamp } from "omakase/studio";
import type { RunFacts } from "../../worker/run-facts.ts";

/** Pose attributes and their ranges. */
export interface Pose {
  readonly yaw?: PoseAxis;
  readonly pitch?: PoseAxis;
}

/** Axis of rotation. */
export interface PoseAxis {
  /** Index of its attribute. */
  readonly tag: number;
  readonly range: readonly [low: number, high: number];
  /** Period, degrees; undefined for an axis that does not wrap. */
  readonly period?: number;
}

/** Returns the pose axes of a model; undefined for a model without pose attributes. */
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
 * Returns the attribute values of a rotated picture.
 *
 * @param right, down - drag distance as a fraction of the picture's width; 1 covers the learned range.
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
