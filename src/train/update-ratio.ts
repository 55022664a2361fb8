/** Updates of the first and the second loss in a cycle of steps: `2:1` is two of the discriminator, one of the generator. */
export type UpdateRatio = readonly number[];

/** Parses `settings.balance` such as `2:1`; other values are one update of each loss in every step. */
export function parseUpdateRatio(balance = ""): UpdateRatio {
  const [, first, second] = /^(\d+):(\d+)$/.exec(balance)?.map(Number) ?? [1, 1, 1];
  return [first, second];
}

/** Returns which losses (by index) are minimized in the step after `step` steps. */
export function lossesAt(ratio: UpdateRatio, count: number, step: number): number[] {
  const at = step % cycleOf(ratio);
  return Array.from({ length: count }, (_, index) => index).filter((index) => at < (ratio[index] ?? cycleOf(ratio)));
}

/** Counts the updates of a loss in the first `step` steps. */
export function updatesBefore(ratio: UpdateRatio, index: number, step: number): number {
  const cycle = cycleOf(ratio);
  const share = ratio[index] ?? cycle;
  return Math.floor(step / cycle) * share + Math.min(step % cycle, share);
}

/** Returns the number of steps in a cycle. */
export function cycleOf(ratio: UpdateRatio): number {
  return Math.max(...ratio);
}
