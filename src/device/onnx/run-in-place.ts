import type { OrtResults, OrtSession, OrtTensor } from "./ort.ts";

/** The name of the output that stops the runtime from copying the others: see {@link runInPlace}. */
export const unreturnableOutput = "unreturnable";

/**
 * Runs a program whose results are written into memory that is given, and nowhere else.
 *
 * When a run is over, onnxruntime-node copies each of its results into new memory, those too that it has written where
 * it was told. In a training step these are all weights and moments: in DCGAN's 76 MB, and with the garbage they become
 * a tenth of the step. It does so one after the other and gives up at the first that it cannot hand over, which a
 * sequence of tensors is. So a sequence comes first, and that complaint is the sign that all has been computed. A
 * runtime that can hand it over is as right, and slower.
 *
 * @param fetches - the memory for each result.
 */
export async function runInPlace(
  session: OrtSession,
  feeds: Readonly<Record<string, OrtTensor>>,
  fetches: Readonly<Record<string, OrtTensor | null>>,
): Promise<OrtResults> {
  try {
    return await session.run(feeds, { [unreturnableOutput]: null, ...fetches });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Non tensor type")) return fetches as OrtResults;
    throw error;
  }
}
