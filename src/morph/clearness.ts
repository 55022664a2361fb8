import { attributeWidth, encodeAttributes, type Attribute } from "../dataset/index.ts";
import { traitReader, type Painter } from "../generate/index.ts";
import { toTensor, type Picture } from "../image/index.ts";
import { wishesOf } from "./traits.ts";

/**
 * How clearly pictures show what their latents ask for, as the model's own discriminator reads them: the mean
 * logarithm of the chance that it gives to what was asked for, over all attributes but numbers. Larger is clearer.
 * Undefined where the model has no attributes.
 *
 * @param latents - one a picture.
 */
export async function clearness(
  artist: Painter,
  pictures: readonly Picture[],
  latents: readonly Float32Array[],
): Promise<number[] | undefined> {
  const { attributes, trained } = artist;
  const reader = attributes && traitReader(trained);
  if (!reader) return undefined;
  const { channels } = trained.picture;
  const tensors = pictures.map((picture) => toTensor(picture, channels));
  const values = new Float32Array(tensors.length * tensors[0].length);
  tensors.forEach((tensor, at) => values.set(tensor, at * tensor.length));
  const said = await reader.read(values, pictures.length);
  reader.dispose();
  const width = said.length / pictures.length;
  return latents.map((latent, at) => {
    const wanted = wishesOf(artist, latent);
    const numbers = encodeAttributes(
      attributes,
      wanted.map((value) => Float32Array.of(value)),
    );
    let [sum, count, from] = [0, 0, 0];
    attributes.tags.forEach((tag, one) => {
      const [start, end] = [from, (from += attributeWidth(tag))];
      if (tag.kind === "number" || Number.isNaN(wanted[one])) return;
      sum += logChance(tag, said.subarray(at * width + start, at * width + end), numbers.subarray(start, end));
      count++;
    });
    return count > 0 ? sum / count : 0;
  });
}

/** @param wanted - as of `encodeAttributes`. */
function logChance({ kind }: Attribute, logits: Float32Array, wanted: Float32Array): number {
  if (kind === "binary") return -Math.log1p(Math.exp(-wanted[0] * logits[0]));
  const most = Math.max(...logits);
  const all = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0));
  return logits[wanted.indexOf(1)] - most - all;
}
