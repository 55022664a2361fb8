/** A number that changes while pictures are seen: from one value to another, in equal ratios, then it stays. */
export interface Schedule {
  readonly from: number;
  readonly to: number;
  /** How many pictures it takes from the one to the other. */
  readonly pictures: number;
  /** For how many pictures it stays at `from` before. Default 0. */
  readonly after?: number;
}

/** The value of a ramp after some pictures; a plain number is always itself. */
export function scheduleAt(ramp: Schedule | number, imagesSeen: number): number {
  if (typeof ramp === "number") return ramp;
  const done = Math.min(1, Math.max(0, (imagesSeen - (ramp.after ?? 0)) / ramp.pictures));
  return ramp.from * (ramp.to / ramp.from) ** done;
}

/** A ramp whose values are all so many times as large. */
export function scaleSchedule(ramp: Schedule | number, factor: number): Schedule | number {
  if (typeof ramp === "number") return ramp * factor;
  return { ...ramp, from: ramp.from * factor, to: ramp.to * factor };
}
