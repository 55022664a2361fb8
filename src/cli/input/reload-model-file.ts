import { selectAttributes, type Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import type { Model } from "../../model/index.ts";
import { loadModelFile } from "../../node/index.ts";
import type { RunConfig } from "../../run/index.ts";
import { cliText } from "../../text/index.ts";

/**
 * Loads the file of a run's custom model again, to resume its training.
 *
 * @returns undefined for a built-in model.
 * @throws OmakaseError `run` when the file has changed since the training began.
 */
export async function reloadModelFile(
  { definition, size, channels, attributes }: RunConfig,
  dataset: Dataset,
): Promise<Model | undefined> {
  if (!definition) return undefined;
  const { file, sha256 } = definition;
  const loaded = await loadModelFile(file);
  if (loaded.sha256 === sha256) {
    const known = dataset.tags.length > 0 ? (attributes ?? selectAttributes(dataset)) : undefined;
    return loaded.create({ size, channels, attributes: known });
  }
  throw new OmakaseError("run", { where: file, ...cliText.reloadModelFile.changed });
}
