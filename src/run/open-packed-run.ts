import { z } from "zod";
import { findNotFinite, parseJson, readChecksummed } from "../checkpoint/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import { runSchema } from "./config.ts";
import { weightMismatch } from "./inference-weights.ts";
import type { OpenedRun } from "./open-run.ts";
import { packedFormat } from "./pack-run.ts";
import { isExamples, unpackExamples } from "./packed-attribute-examples.ts";
import { dequantizeWeights } from "./quantize-weights.ts";
import { isGzippedWeights, gunzipWeights } from "./gzip-weights.ts";
import { runText } from "../text/index.ts";

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const metadataSchema = z.object({
  format: z.literal(packedFormat.format),
  run: z.string(),
  step: count,
  imagesSeen: count,
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  device: z.string(),
  deviceVersion: z.string(),
  config: z.string().transform(parseJson).pipe(runSchema),
  quantizationSteps: z.string().transform(parseJson).pipe(z.record(z.string(), z.number().positive())).optional(),
});

/**
 * Reads the output of `packRun`. The run samples, encodes and translates as its original does, with the same recipes;
 * it has no discriminator, cannot be trained, and its log is empty.
 *
 * @param bytes - file content, gzipped or not.
 * @param where - file name in error messages.
 * @throws OmakaseError `checkpoint` when the bytes are not such a file, are damaged, or come from a newer omakase.
 */
export async function openPackedRun(bytes: Uint8Array, where: string): Promise<OpenedRun> {
  const { weights: tensors, metadata } = await readPackedBytes(bytes, where);
  if (metadata.format === packedFormat.format && metadata.formatVersion !== packedFormat.formatVersion)
    throw packedRunError(
      where,
      runText.openPackedRun.otherVersion({ formatVersion: metadata.formatVersion }),
      runText.openPackedRun.updateOmakase,
    );
  const known = metadataSchema.safeParse(metadata);
  if (!known.success) {
    const place = known.error.issues[0].path.join(".");
    throw packedRunError(where, runText.openPackedRun.invalid({ place }));
  }
  const { run: name, step, imagesSeen, modelHash: hash, device, deviceVersion, config, quantizationSteps } = known.data;
  const examples = config.attributes && unpackExamples(config.attributes, tensors);
  const stored = new Map([...tensors].filter(([tensor]) => !isExamples(tensor)));
  const weights = quantizationSteps ? dequantizeWeights(stored, quantizationSteps) : stored;
  const mismatch = weightMismatch(config, weights);
  if (mismatch) throw packedRunError(where, mismatch);
  const broken = findNotFinite(weights);
  if (broken !== undefined) throw packedRunError(where, runText.openPackedRun.notFinite({ broken }));
  if (config.attributes && !examples) throw packedRunError(where, runText.openPackedRun.wrongAttributes);
  const checkpoint = {
    step,
    imagesSeen,
    seed: config.seed,
    device: { name: device, version: deviceVersion },
    config,
    weights,
  };
  return { path: where, name, config, hash, loaded: { checkpoint, path: where, skipped: [] }, log: [], examples };
}

async function readPackedBytes(given: Uint8Array, where: string) {
  let bytes = given;
  if (isGzippedWeights(given))
    try {
      bytes = await gunzipWeights(given);
    } catch (error) {
      throw packedRunError(where, runText.openPackedRun.damagedFile, undefined, error);
    }
  try {
    return await readChecksummed(bytes, where, runText.openPackedRun.anotherFile);
  } catch (error) {
    if (!(error instanceof OmakaseError)) throw error;
    throw packedRunError(where, error.errorParts.got, undefined, error); // a packed run has no earlier checkpoint
  }
}

function packedRunError(where: string, got: Text, remedy?: Text, cause?: unknown): OmakaseError {
  return new OmakaseError(
    "checkpoint",
    {
      where,
      expected: runText.openPackedRun.undamaged,
      got,
      remedy: remedy ?? runText.openPackedRun.loadAgain,
    },
    { cause },
  );
}
