import type { Dispatch } from "./plan.ts";

/**
 * The work after which the next piece of a step begins, in FLOPs. Windows resets a graphics card that does not come back
 * within 2 s; a small one built into a processor does 0.2 TFLOP/s.
 */
export const mostWork = 200e9;

/** Multiplications and additions in the time that such a card takes to move a byte. */
const workOfByte = 10;

/** Cuts the dispatches of a step into pieces that are handed to the GPU one after the other: only one, as a rule. */
export function inPieces<Each extends Pick<Dispatch, "flops" | "bytes">>(
  dispatches: readonly Each[],
  most: number,
): readonly (readonly Each[])[] {
  const pieces: Each[][] = [[]];
  let work = 0;
  for (const dispatch of dispatches) {
    const more = Math.max(dispatch.flops, workOfByte * dispatch.bytes);
    if (work > 0 && work + more > most) {
      pieces.push([]);
      work = 0;
    }
    pieces.at(-1)!.push(dispatch);
    work += more;
  }
  return pieces;
}
