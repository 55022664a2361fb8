import { expect, test } from "vitest";
import { buildStep } from "../../train/index.ts";
import { dcgan, dcganNetworks } from "../../model/index.ts";
import { splitSubmissions, maxSubmissionFlops } from "./split-submissions.ts";
import { planGraph } from "./gpu-plan.ts";

/** Splits a step of a DCGAN of the published size into submissions. */
function piecesOf(size: number, batchSize: number): ReturnType<typeof splitSubmissions> {
  const picture = { size, channels: 3 } as const;
  const model = dcgan(dcganNetworks({ ...picture, features: 64, latent: 100 }));
  const { graph } = buildStep(model, picture, { ...model.settings, batchSize });
  const { dispatches } = planGraph(graph, { buffers: 10, sharedBytes: 32768, unroll: true });
  const pieces = splitSubmissions(dispatches, maxSubmissionFlops);
  expect(pieces.flat()).toEqual(dispatches);
  return pieces;
}

test("a step is one piece", () => {
  expect(piecesOf(64, 64)).toHaveLength(1);
});

test("a very long step is cut", () => {
  const pieces = piecesOf(128, 128);
  expect(pieces.length).toBeGreaterThan(4);
  for (const piece of pieces) {
    const flops = piece.map((dispatch) => dispatch.flops).reduce((a, b) => a + b);
    expect(piece.length === 1 || flops <= maxSubmissionFlops).toBe(true);
  }
});
