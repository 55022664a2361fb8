import { z } from "zod";
import { attributeColumns, type Attribute, type Attributes, type Dataset } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { random } from "../tensor/index.ts";
import { isChoiceIndex } from "./packed-attribute-examples.ts";
import { runText } from "../text/index.ts";

/** Maximum number of images whose attributes are saved; more hardly change the estimated frequencies. */
const maxExamples = 20_000;

/** Schema of `examples.json`: for each attribute, by name, its value in every image; null where unknown. */
const examplesSchema = z.strictObject({
  formatVersion: z.literal(1),
  values: z.record(z.string(), z.array(z.number().nullable())),
});

/**
 * Saves the attributes of the training images in a run (`examples.json`), so that sampling needs no data set: at most
 * 20,000 images, chosen at random.
 *
 * @param attributes - attributes to save.
 * @param dataset - training images.
 */
export async function writeAttributeExamples(files: Files, runPath: string, attributes: Attributes, dataset: Dataset) {
  const rows = random(0, "examples").permutation(dataset.count).subarray(0, maxExamples).sort();
  const values = attributeColumns(attributes, dataset);
  const columns = attributes.tags.map(({ name }, at) => [
    name,
    Array.from(rows, (row) => (Number.isNaN(values[at][row]) ? null : values[at][row])),
  ]);
  const kept = { formatVersion: 1, values: Object.fromEntries(columns) };
  await files.write(examplesPath(files, runPath), `${JSON.stringify(kept)}\n`);
}

/**
 * Reads what {@link writeAttributeExamples} saved.
 *
 * @returns one column per attribute, each with one value per image; NaN where unknown.
 * @throws OmakaseError `run` when the file is missing or damaged.
 */
export async function readAttributeExamples(
  files: Files,
  runPath: string,
  { tags }: Attributes,
): Promise<Float32Array[]> {
  const path = examplesPath(files, runPath);
  const kept = (await files.size(path)) === undefined ? undefined : parse(await files.read(path));
  const columns = tags.map(({ name }) => kept?.[name] ?? []);
  const count = columns[0].length;
  const right = (tag: Attribute, value: number) =>
    tag.kind === "number" ? Number.isFinite(Math.fround(value)) : isChoiceIndex(tag, value);
  const sound = columns.every(
    (column, at) => column.length === count && column.every((value) => value === null || right(tags[at], value)),
  );
  if (count === 0 || !sound)
    throw new OmakaseError("run", { where: path, ...runText.attributeExamples.noExamples({ kept: Boolean(kept) }) });
  return columns.map((column) => Float32Array.from(column, (value) => value ?? Number.NaN));
}

function parse(bytes: Uint8Array): Readonly<Record<string, readonly (number | null)[]>> | undefined {
  try {
    return examplesSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).values;
  } catch {
    return {};
  }
}

function examplesPath(files: Files, runPath: string): string {
  return files.join(runPath, "examples.json");
}
