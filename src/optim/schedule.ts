/** A number that changes with the images seen: exponentially from one value to another, then constant. */
export interface Schedule {
  /** First value, above 0. */
  readonly from: number;
  /** Last value, above 0. */
  readonly to: number;
  /** Number of images over which the value changes. */
  readonly images: number;
  /** Number of images for which the value stays at `from` before. Default 0. */
  readonly after?: number;
}

/**
 * Computes the value of a schedule.
 *
 * @param schedule - a schedule, or a constant.
 * @param imagesSeen - number of images seen so far, 0 or more.
 */
export function scheduleAt(schedule: Schedule | number, imagesSeen: number): number {
  if (typeof schedule === "number") return schedule;
  const { from, to, images, after = 0 } = schedule;
  const progress = Math.min(1, Math.max(0, (imagesSeen - after) / images));
  return from * (to / from) ** progress;
}

/**
 * Multiplies all values of a schedule.
 *
 * @param schedule - a schedule, or a constant.
 * @param factor - above 0.
 */
export function scaleSchedule(schedule: Schedule | number, factor: number): Schedule | number {
  if (typeof schedule === "number") return schedule * factor;
  return { ...schedule, from: schedule.from * factor, to: schedule.to * factor };
}
