import type { OrtResults, OrtSession, OrtTensor } from "./ort.ts";

/** Name of the output that keeps the runtime from copying the others: see {@link runInPlace}. */
export const unreturnableOutput = "unreturnable";

/**
 * Runs a program that writes its results into the given memory, without further copies.
 *
 * After a run, onnxruntime-node copies each result into new memory, including results that it has written into our memory. In a
 * training step these are all weights and moments: 76 MB in a DCGAN, a tenth of the step with the garbage collection. It
 * copies one after the other and stops with an error at the first that it cannot convert, such as a sequence of tensors.
 * A sequence is therefore the first result, and its error means that all results are computed. A runtime that converts
 * sequences gives the same results, more slowly.
 *
 * @param fetches - memory for each result.
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
