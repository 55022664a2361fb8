import { splitDataset, type Dataset } from "../../dataset/index.ts";
import type { Sampler } from "../../sample/index.ts";
import { attributeAccuracy, type AttributeAccuracy } from "../../evaluate/index.ts";
import { trainClassifier } from "../../train/index.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Maximum number of images that are measured. */
const maxGenerated = 1000;

/**
 * How well a model with attributes draws what is asked for: a classifier learns the tags of the pictures, a tenth of
 * them held back, and reads what the model draws. Undefined where the model has no attributes, or the pictures lack
 * their tags.
 */
export async function measureAttributeAccuracy(
  { signal, t, status }: Session,
  sampler: Sampler,
  dataset: Dataset,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<AttributeAccuracy | undefined> {
  const { attributes, trained } = sampler;
  const tags = attributes?.tags.flatMap(({ name }) => dataset.tags.find(({ tag }) => tag.name === name) ?? []);
  if (!attributes || tags?.length !== attributes.tags.length) return undefined;
  const { training, heldOut } = splitDataset({ ...dataset, tags }, 0.1, seed);
  const classifier = await trainClassifier(training, {
    device: trained.device,
    seed,
    signal,
    onStep: ({ step, steps }) => status(t(cliText.measureAttributeAccuracy.learning({ step, steps }))),
  });
  return attributeAccuracy(sampler, classifier, heldOut, {
    count: Math.min(count, maxGenerated),
    seed,
    signal,
    onProgress: ({ done, total }) => status(t(cliText.measureAttributeAccuracy.drawing({ done, total }))),
  });
}
