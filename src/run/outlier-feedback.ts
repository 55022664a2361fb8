import { z } from "zod";
import { findNotFinite, readSafetensors, sha256, writeSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import type { Features } from "../feature/index.ts";
import type { Files } from "../host.ts";
import {
  evidenceDetectors,
  feedbackVerdicts,
  isNetworkDetector,
  type AnomalyMap,
  type AnomalyModel,
  type ImageEvidence,
  type PictureFeedback,
} from "../anomaly/index.ts";
import { anomalyText } from "../text/index.ts";

const ending = ".safetensors";

/** Schema of the texts in a feedback file. */
const metadataSchema = z.strictObject({
  format: z.literal("1"),
  verdict: z.enum(feedbackVerdicts),
  name: z.string(),
  date: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Model that the feedback is about; see {@link modelMark}. */
  model: z.string(),
});

/**
 * Reads what was said about single images to a model, from the folder `feedback` in that of the model: one file an image, so
 * that two processes that write at once lose nothing.
 *
 * @returns entries by date, then by name.
 * @throws OmakaseError `checkpoint` for a damaged file, or one about another model.
 */
export async function readOutlierFeedback(
  files: Files,
  path: string,
  model: AnomalyModel,
): Promise<readonly PictureFeedback[]> {
  const folder = feedbackFolder(files, path);
  const mark = await modelMark(model);
  const all: PictureFeedback[] = [];
  for (const name of await feedbackNames(files, path)) {
    const place = files.join(folder, name);
    const bytes = await readUnlessGone(files, place);
    if (bytes) all.push(parseFeedback(bytes, place, model, mark));
  }
  const keyOf = ({ date, name, hash }: PictureFeedback) => `${date} ${name} ${hash}`;
  return all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Writes entries, each atomically; an entry replaces that about the same image. */
export async function writeOutlierFeedback(
  files: Files,
  path: string,
  model: AnomalyModel,
  entries: readonly PictureFeedback[],
): Promise<void> {
  const mark = await modelMark(model);
  for (const { verdict, name, date, hash, evidence } of entries) {
    const metadata = { format: "1", verdict, name, date, hash, model: mark };
    await files.write(
      files.join(feedbackFolder(files, path), `${hash}${ending}`),
      writeSafetensors(evidenceTensors(evidence), metadata),
    );
  }
}

/**
 * Takes entries back: removes the files of these hashes, or all files. The folder stays, as another process may write to
 * it.
 *
 * @returns number of entries.
 */
export async function removeOutlierFeedback(
  files: Files,
  path: string,
  hashes: readonly string[] | "all",
): Promise<number> {
  const names = hashes === "all" ? await feedbackNames(files, path) : hashes.map((hash) => `${hash}${ending}`);
  for (const name of names) await files.remove(files.join(feedbackFolder(files, path), name));
  return names.length;
}

function feedbackFolder(files: Files, path: string): string {
  return files.join(path, "feedback");
}

async function feedbackNames(files: Files, path: string): Promise<string[]> {
  const names = await files.list(feedbackFolder(files, path));
  return names.filter((name) => name.endsWith(ending) && !name.startsWith("."));
}

/** Reads a file; undefined where another process has removed it. */
async function readUnlessGone(files: Files, place: string): Promise<Uint8Array | undefined> {
  try {
    return await files.read(place);
  } catch (error) {
    if ((await files.stat(place)) === undefined) return undefined;
    throw error;
  }
}

/** Returns what tells one fitted model from another: the SHA-256 of its calibration scores. */
async function modelMark({ calibration: { buffer, byteOffset, byteLength } }: AnomalyModel): Promise<string> {
  return sha256(new Uint8Array(buffer, byteOffset, byteLength));
}

type Weight = Weights extends ReadonlyMap<string, infer Value> ? Value : never;

function evidenceTensors({ features, tileGrid, maps }: ImageEvidence): Weights {
  const rows = Object.entries(features).map(([part, { values, count, width }]) => {
    const shape = part === "tiles" && tileGrid ? [tileGrid.height, tileGrid.width, width] : [count, width];
    return [`features.${part}`, { shape, values }] as [string, Weight];
  });
  const images = Object.entries(maps).map(([part, { values, width, height }]): [string, Weight] => [
    `maps.${part}`,
    { shape: [height, width], values },
  ]);
  return new Map([...rows, ...images]);
}

function parseFeedback(bytes: Uint8Array, place: string, model: AnomalyModel, mark: string): PictureFeedback {
  const { weights, metadata } = readTensors(bytes, place);
  const told = metadataSchema.safeParse(metadata);
  if (!told.success || !place.endsWith(`${told.data.hash}${ending}`))
    throw unusable(place, anomalyText.outlierFeedback.noFeedback);
  const { verdict, name, date, hash } = told.data;
  if (told.data.model !== mark) throw unusable(place, anomalyText.outlierFeedback.otherModel);
  const broken = findNotFinite(weights);
  if (broken !== undefined) throw unusable(place, anomalyText.outlierFeedback.notFinite({ name: broken }));
  return { verdict, name, date, hash, evidence: parseEvidence(weights, place, model) };
}

function parseEvidence(weights: Weights, place: string, model: AnomalyModel): ImageEvidence {
  const tensorOf = (name: string, dimensions: number) => {
    const found = weights.get(name);
    if (found?.shape.length !== dimensions) throw unusable(place, anomalyText.outlierFeedback.incomplete({ name }));
    return { shape: found.shape, values: Float32Array.from(found.values) };
  };
  let tileGrid: ImageEvidence["tileGrid"];
  const features = evidenceDetectors(model).map((part): [string, Features] => {
    const name = `features.${part}`;
    const { shape, values } = tensorOf(name, part === "tiles" ? 3 : 2);
    const width = shape.at(-1)!;
    if (part === "tiles") tileGrid = { height: shape[0], width: shape[1] };
    if (model.memory[part] && model.memory[part].width !== width)
      throw unusable(place, anomalyText.outlierFeedback.incomplete({ name }));
    return [part, { values, count: values.length / width, width }];
  });
  const maps = model.detectors.filter(isNetworkDetector).map((part): [string, AnomalyMap] => {
    const { shape, values } = tensorOf(`maps.${part}`, 2);
    return [part, { values, height: shape[0], width: shape[1] }];
  });
  return { features: Object.fromEntries(features), ...(tileGrid && { tileGrid }), maps: Object.fromEntries(maps) };
}

/** Reads tensors; a damaged file gets the advice of feedback, not that of a checkpoint. */
function readTensors(bytes: Uint8Array, place: string): ReturnType<typeof readSafetensors> {
  try {
    return readSafetensors(bytes, place);
  } catch (error) {
    throw error instanceof OmakaseError ? unusable(place, error.errorParts.got) : error;
  }
}

function unusable(where: string, got: Text): OmakaseError {
  return new OmakaseError("checkpoint", { where, ...anomalyText.outlierFeedback.unusable({ got }) });
}
