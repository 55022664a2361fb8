/** A number that changes while pictures are seen: from one value to another, in equal ratios, then it stays. */
export interface Ramp {
  readonly from: number;
  readonly to: number;
  /** After how many pictures seen `to` is reached. */
  readonly pictures: number;
}

/** The value of a ramp after some pictures; a plain number is always itself. */
export function rampAt(ramp: Ramp | number, picturesSeen: number): number {
  if (typeof ramp === "number") return ramp;
  const done = Math.min(1, picturesSeen / ramp.pictures);
  return ramp.from * (ramp.to / ramp.from) ** done;
}
