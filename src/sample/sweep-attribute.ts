import type { Text } from "../error.ts";
import type { GenerateOptions } from "./generate.ts";
import { attributeValueText } from "./latent-attributes.ts";
import { nameAttributes } from "./named-attributes.ts";
import { renderWithRecipes, type RenderedImage } from "./picture-recipe.ts";
import type { Sampler } from "./sampler.ts";
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
  const points = conditions.flatMap((condition) =>
    sampler.points(seed, 1, { first, truncation, conditions: condition }),
  );
  const images = await renderWithRecipes(
    sampler,
    points.map((point, i) => ({
      point,
      seedIndex: { seed, index: first },
      attributes: nameAttributes(attributes, conditions[i])[0],
      truncation,
    })),
    options,
  );
  return images.map((image, i) => ({ ...image, label: attributeValueText(changing, values[i]) }));
}

function sweepValues(examples: Float32Array | undefined, { steps }: SweepAttributeOptions): number[] {
  const [low, high] = (examples && rangeOf(examples)) ?? [0, 1];
  const { from, to, count } = steps ?? { from: low, to: high, count: 9 };
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
