import type { Dispatch } from "./gpu-plan.ts";

/**
 * The work after which the next piece of a step begins, in FLOPs. Windows resets a graphics card that does not come back
 * within 2 s; a small one built into a processor does 0.2 TFLOP/s.
 */
export const maxSubmissionFlops = 200e9;

/** Multiplications and additions in the time that such a card takes to move a byte. */
const flopsPerByte = 10;

/** Cuts the dispatches of a step into pieces that are handed to the GPU one after the other: only one, as a rule. */
export function splitSubmissions<Each extends Pick<Dispatch, "flops" | "bytes">>(
  dispatches: readonly Each[],
  most: number,
): readonly (readonly Each[])[] {
  const submissions: Each[][] = [[]];
  let totalFlops = 0;
  for (const dispatch of dispatches) {
    const more = Math.max(dispatch.flops, flopsPerByte * dispatch.bytes);
    if (totalFlops > 0 && totalFlops + more > most) {
      submissions.push([]);
      totalFlops = 0;
    }
    submissions.at(-1)!.push(dispatch);
    totalFlops += more;
  }
  return submissions;
}
