import type { Dispatch } from "./gpu-plan.ts";

/**
 * Largest submission, in FLOPs. Windows resets a GPU that does not answer within 2 s; a small integrated one does 0.2
 * TFLOP/s.
 */
export const maxSubmissionFlops = 200e9;

/** Floating-point operations in the time in which such a GPU moves a byte. */
const flopsPerByte = 10;

/** Splits the dispatches of a step into submissions, usually only one. */
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
