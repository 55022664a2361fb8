import type { Attribute } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import { renderLatents } from "./render-latents.ts";
import type { RenderedImage, GenerateOptions } from "./generate.ts";
import { nameAttributes } from "./named-attributes.ts";
import type { Sampler } from "./sampler.ts";
import { provenance } from "./provenance.ts";
import { noAttributesError, resolveAttributes } from "./resolve-attributes.ts";
import { findAttribute, rangeOf } from "./parse-attributes.ts";

/** See {@link sweepAttribute}. */
export interface SweepAttributeOptions extends Pick<
  GenerateOptions,
  "seed" | "first" | "truncation" | "attributes" | "fill" | "onProgress" | "signal"
> {
  /**
   * Range and number of images (≥ 2) for an attribute that is a number. Default: the range of the training images in
   * 9 steps.
   */
  readonly steps?: { readonly from: number; readonly to: number; readonly count: number };
}

/** An image of a sweep. */
export interface SweepImage extends RenderedImage {
  /** Value of the attribute: the choice or the number. */
  readonly label: Text;
}

/**
 * Draws one latent with every value of one attribute: all choices, or steps of a number.
 * @param name - name or label of the attribute.
 * @returns one image per value.
 * @throws OmakaseError `option` when the model has no attributes, or none of that name.
 */
export async function sweepAttribute(
  sampler: Sampler,
  name: string,
  options: SweepAttributeOptions = {},
): Promise<SweepImage[]> {
  const { seed = 1, first = 0, truncation = 1 } = options;
  const { attributes, trained } = sampler;
  const wanted = resolveAttributes(sampler, seed, 1, options);
  if (!attributes || !wanted) throw noAttributesError(trained.run ?? trained.model.kind);
  const changing = findAttribute(attributes, name);
  const at = attributes.tags.indexOf(changing);
  const values =
    changing.kind === "number" ? sweepValues(trained.examples?.[at], options) : changing.choices.map((_, i) => i);
  const conditions = values.map((value) => wanted.map((own, tag) => (tag === at ? Float32Array.of(value) : own)));
  const latents = new Float32Array(values.length * sampler.latent);
  conditions.forEach((condition, i) =>
    latents.set(sampler.latents(seed, 1, { first, truncation, conditions: condition }), i * sampler.latent),
  );
  const pictures = await renderLatents(sampler, latents, options);
  const signed = await provenance(trained);
  return pictures.map((picture, i) => ({
    picture,
    label: labelOf(changing, values[i]),
    recipe: {
      ...signed,
      latent: { seed, index: first },
      attributes: nameAttributes(attributes, conditions[i]),
      ...(truncation !== 1 && { truncation }),
    },
  }));
}

function sweepValues(examples: Float32Array | undefined, { steps }: SweepAttributeOptions): number[] {
  const [low, high] = (examples && rangeOf(examples)) ?? [0, 1];
  const { from, to, count } = steps ?? { from: low, to: high, count: 9 };
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

function labelOf({ kind, choices }: Attribute, value: number): Text {
  if (kind !== "number") return choices[value].label;
  const text = String(Number(value.toPrecision(3)));
  return { ja: text, en: text };
}
