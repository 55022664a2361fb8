import { OmakaseError } from "../error.ts";
import { applyLatentEdit, type LatentEdit } from "./latent-edit.ts";
import type { RenderOptions } from "./render.ts";
import type { AttributeFill } from "./sample-attributes.ts";
import { nameAttributes } from "./named-attributes.ts";
import { renderWithRecipes, type RenderedImage } from "./picture-recipe.ts";
import type { Sampler } from "./sampler.ts";
import { resolveAttributes } from "./resolve-attributes.ts";
import type { AttributeRequest } from "./parse-attributes.ts";
import { sampleText } from "../text/index.ts";

/** See {@link generate}. */
export interface GenerateOptions extends Pick<RenderOptions, "onProgress" | "signal"> {
  /** Number of images, ≥ 1. Default 1. */
  readonly count?: number;
  /** Seed of latents and attributes, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** Index of the first image within the seed, ≥ 0. Default 0. */
  readonly first?: number;
  /** Truncation, 0 … 1: see `Sampler.latents`. Default 1: none. */
  readonly truncation?: number;
  /** Requested attributes, such as `{ glasses: true, yaw: 30 }`; for models with attributes only. Default: none. */
  readonly attributes?: AttributeRequest;
  /** Fill of the attributes that are not requested. Default `empirical`. */
  readonly fill?: AttributeFill;
  /** Edit along directions. Default: none. */
  readonly edit?: LatentEdit;
}

/**
 * Draws new images. Image `i` of a seed has the same bytes whatever the other images of the call, on the same device
 * and version; on other devices it differs by at most 2/255.
 * @returns `count` images, each `[channels, size, size]` as 8-bit pixels, with recipes.
 * @throws OmakaseError `option` when an option is out of range, or the model has no such attribute or choice.
 *
 * @example
 * ```ts
 * const images = await generate(createSampler(trained), { count: 2, seed: 7 });
 * images[0].picture.width; // 16
 * ```
 */
export async function generate(sampler: Sampler, options: GenerateOptions = {}): Promise<RenderedImage[]> {
  const { count = 1, seed = 1, first = 0, truncation = 1 } = options;
  requireOption("count", Number.isInteger(count) && count >= 1, count, sampleText.generate.count);
  requireOption("truncation", truncation >= 0 && truncation <= 1, truncation, sampleText.generate.fraction);
  const conditions = resolveAttributes(sampler, seed, count, options);
  const drawn = sampler.points(seed, count, { first, truncation, conditions });
  const { points, edits } = options.edit
    ? await applyLatentEdit(sampler, drawn, options.edit)
    : { points: drawn, edits: undefined };
  const named = sampler.attributes && conditions && nameAttributes(sampler.attributes, conditions);
  const { onProgress, signal } = options;
  return renderWithRecipes(
    sampler,
    points.map((point, at) => ({
      point,
      seedIndex: { seed, index: first + at },
      attributes: named?.[at],
      truncation,
      edit: edits?.[at],
    })),
    { onProgress, signal },
  );
}

function requireOption(where: string, right: boolean, value: number, expected: { ja: string; en: string }): void {
  if (right) return;
  throw new OmakaseError("option", { where, ...sampleText.generate.invalid({ expected, value }) });
}
