import { internalError, OmakaseError } from "../error.ts";
import { sampleAttributes } from "./sample-attributes.ts";
import type { GenerateOptions } from "./generate.ts";
import type { Sampler } from "./sampler.ts";
import { parseAttributes } from "./parse-attributes.ts";

/**
 * What some pictures of a seed are to show, with what was wished for: see `sampleAttributes`. Undefined where the model has no
 * attributes.
 *
 * @throws OmakaseError `option` when the model knows nothing of a wish.
 */
export function resolveAttributes(
  { attributes, trained }: Sampler,
  seed: number,
  count: number,
  { first = 0, attributes: wanted = {}, fill = "empirical" }: Pick<GenerateOptions, "first" | "attributes" | "fill">,
): Float32Array[] | undefined {
  if (!attributes) {
    if (Object.keys(wanted).length > 0) throw noAttributesError(trained.run ?? trained.model.kind);
    return undefined;
  }
  const { examples } = trained;
  if (!examples) throw internalError("a model with attributes needs examples to draw conditions from");
  const conditions = parseAttributes(attributes, wanted, examples);
  return sampleAttributes(attributes, examples, seed, count, { first, conditions, fill });
}

/** A wish for a model that takes none. */
export function noAttributesError(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "属性つきのモデル（cgan）", en: "a model with attributes (cgan)" },
    got: { ja: "属性のないモデル", en: "one without" },
    remedy: {
      ja: "まず npx omakase train cgan characters で学習してください",
      en: "Train one first: npx omakase train cgan characters",
    },
  });
}
