import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { trainClassifier, classifier, classifierNetworks } from "omakase";
import { readSafetensors, writeSafetensors } from "../dist/checkpoint/index.js";

/**
 * A classifier of pictures with tags: an independent reader. It is kept in `file` ("" for nowhere), as it takes minutes to
 * learn, and read from there the next time.
 *
 * @param training - opens the pictures that it learns from, where it has to.
 */
export async function openAttributeClassifier(
  file,
  training,
  { device, features, pictures, seed, size, channels, note },
) {
  if (file && existsSync(file)) {
    const { weights, metadata } = readSafetensors(readFileSync(file), file);
    const attributes = JSON.parse(metadata.attributes);
    const model = classifier(classifierNetworks({ size, channels, features, attributes, extraConvStages: 2 }));
    return { model, picture: { size, channels }, weights, device };
  }
  const onStep = ({ step, steps }) => step % 200 === 0 && note(`reader ${step} / ${steps}`);
  const trained = await trainClassifier(await training(), { device, seed, features, pictures, onStep });
  const words = { attributes: JSON.stringify(trained.model.attributes) };
  if (file) writeFileSync(file, writeSafetensors(trained.weights, words));
  return trained;
}
