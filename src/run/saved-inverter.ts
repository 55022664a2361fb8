import { findNotFinite, readSafetensors, writeSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { runText } from "../text/index.ts";

/** Inverter of a model without an encoder, as saved beside the model. */
export interface SavedInverter {
  /** Encoder weights of `trainEncoder`. */
  readonly encoder: Weights;
  /** Residuals of training images, in any order: see `Inversion.residual`. */
  readonly known: Float32Array;
}

/** Model and feature network that an inverter belongs to; with others its result is meaningless. */
export interface InverterKey {
  /** Hash of the model: see `modelHash`. */
  readonly modelHash: string;
  /** Name of the feature network: see `FeatureWeights`. */
  readonly space: string;
}

/** Format version. Raise it whenever a change of encoder or search invalidates saved inverters. */
const formatVersion = "1";

/** Saves an inverter as `inverter.safetensors` in the folder of a run. */
export async function saveInverter(
  files: Files,
  path: string,
  { encoder, known }: SavedInverter,
  { modelHash, space }: InverterKey,
): Promise<void> {
  const numbers: Weights = new Map([...encoder, ["known", { shape: [known.length], values: known }]]);
  await files.write(placeOf(files, path), writeSafetensors(numbers, { formatVersion, modelHash, space }));
}

/**
 * Reads the inverter that {@link saveInverter} saved; undefined when there is none.
 *
 * @throws OmakaseError `checkpoint` when it is damaged, or belongs to another model (as after more training) or to
 *   another feature network.
 */
export async function readInverter(
  files: Files,
  path: string,
  { modelHash, space }: InverterKey,
): Promise<SavedInverter | undefined> {
  const place = placeOf(files, path);
  if ((await files.size(place)) === undefined) return undefined;
  const { weights, metadata } = readSafetensors(await files.read(place), place);
  const known = weights.get("known");
  if (
    !known ||
    metadata.formatVersion !== formatVersion ||
    metadata.modelHash !== modelHash ||
    metadata.space !== space
  )
    throw otherModelError(place, modelHash, metadata.modelHash);
  const broken = findNotFinite(weights);
  if (broken !== undefined) throw notFinite(place, broken);
  const encoder = new Map([...weights].filter(([name]) => name.startsWith("encoder.")));
  return { encoder, known: Float32Array.from(known.values) };
}

function placeOf(files: Files, path: string): string {
  return files.join(path, "inverter.safetensors");
}

function notFinite(where: string, name: string): OmakaseError {
  return new OmakaseError("checkpoint", { where, ...runText.savedInverter.notFinite({ name }) });
}

function otherModelError(where: string, wanted: string, got = "?"): OmakaseError {
  const short = (hash: string) => hash.slice(0, 12);
  return new OmakaseError("checkpoint", {
    where,
    ...runText.savedInverter.otherModel({ wanted: short(wanted), got: short(got) }),
  });
}
