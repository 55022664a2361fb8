import { z } from "zod";
import { OmakaseError } from "../error.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { damagedCheckpointError } from "./damaged-checkpoint-error.ts";
import { findNotFinite } from "./not-finite.ts";
import { parseJson } from "./parse-json.ts";
import { readChecksummed, writeChecksummed } from "./checksummed.ts";
import { checkpointText } from "../text/index.ts";

const formatVersion = 1;

const metadataSchema = z.object({
  step: z.coerce.number().pipe(z.int().nonnegative()),
  imagesSeen: z.coerce.number().pipe(z.int().nonnegative()),
  seed: z.coerce.number().pipe(z.int().nonnegative()),
  device: z.string(),
  deviceVersion: z.string(),
  config: z.string(),
  unlogged: z.string().optional(),
});
const sumsSchema = z.record(z.string(), z.object({ total: z.number(), taken: z.int().positive() }));

/** Encodes a checkpoint as a checksummed safetensors file, with all but the weights as texts in its header. */
export function encodeCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  return writeChecksummed(checkpoint.weights, {
    format: "omakase checkpoint",
    formatVersion: String(formatVersion),
    step: String(checkpoint.step),
    imagesSeen: String(checkpoint.imagesSeen),
    seed: String(checkpoint.seed),
    device: checkpoint.device.name,
    deviceVersion: checkpoint.device.version,
    config: JSON.stringify(checkpoint.config),
    ...(checkpoint.unlogged && { unlogged: JSON.stringify(checkpoint.unlogged) }),
  });
}

/**
 * Decodes a checkpoint.
 * @param where - path of the file in errors.
 * @throws OmakaseError `checkpoint` when it is damaged, no checkpoint, of another version, or holds weights that are
 *   not finite numbers.
 */
export async function decodeCheckpoint(bytes: Uint8Array, where: string): Promise<Checkpoint> {
  const { weights, metadata } = await readChecksummed(bytes, where, checkpointText.checkpointBytes.notACheckpoint);
  if (metadata.formatVersion !== String(formatVersion)) throw otherVersion(where, metadata.formatVersion);
  const known = metadataSchema.safeParse(metadata);
  const config = known.success ? parseJson(known.data.config) : undefined;
  if (!known.success || config === undefined)
    throw damagedCheckpointError(where, checkpointText.checkpointBytes.noMetadata);
  const broken = findNotFinite(weights);
  if (broken !== undefined) throw damagedCheckpointError(where, checkpointText.checkpointBytes.notFinite({ broken }));
  const { step, imagesSeen, seed, device, deviceVersion } = known.data;
  const unlogged = sumsSchema.safeParse(parseJson(known.data.unlogged ?? "")).data;
  const place = { name: device, version: deviceVersion };
  return { step, imagesSeen, seed, device: place, config, weights, ...(unlogged && { unlogged }) };
}

function otherVersion(where: string, version = "?"): OmakaseError {
  return new OmakaseError("checkpoint", {
    where,
    ...checkpointText.checkpointBytes.otherVersion({ formatVersion, version }),
  });
}
