/** A number that changes with the images seen: exponentially from one value to another, then constant. */
interface ImageSchedule {
  /** First value, above 0. */
  readonly from: number;
  /** Last value, above 0. */
  readonly to: number;
  /** Number of images over which the value changes. */
  readonly images: number;
  /** Number of images for which the value stays at `from` before. Default 0. */
  readonly after?: number;
}

/** A number that changes over a part of the training, however long that is: exponentially, and constant before and after. */
interface FractionSchedule {
  /** First value, above 0. */
  readonly from: number;
  /** Last value, above 0. */
  readonly to: number;
  /** Start of the change as a fraction of the training, or of the stage for a model with stages, 0 … 1. */
  readonly start: number;
  /** End of the change, above `start`, up to 1. */
  readonly end: number;
}

/** A number that changes during the training. */
export type Schedule = ImageSchedule | FractionSchedule;

/**
 * Computes the value of a schedule.
 *
 * @param schedule - a schedule, or a constant.
 * @param imagesSeen - number of images seen so far, 0 or more.
 * @param progress - fraction of the training, or of the stage, that is done; for schedules that are given in fractions.
 *   Default 0.
 */
export function scheduleAt(schedule: Schedule | number, imagesSeen: number, progress = 0): number {
  if (typeof schedule === "number") return schedule;
  const { from, to } = schedule;
  const done = isFraction(schedule)
    ? (progress - schedule.start) / (schedule.end - schedule.start)
    : (imagesSeen - (schedule.after ?? 0)) / schedule.images;
  return from * (to / from) ** Math.min(1, Math.max(0, done));
}

/** Returns whether a schedule is given in fractions of the training. */
export function isFraction(schedule: Schedule | number): schedule is FractionSchedule {
  return typeof schedule === "object" && "end" in schedule;
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
