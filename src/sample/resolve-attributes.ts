import { internalError, OmakaseError } from "../error.ts";
import { sampleAttributes } from "./sample-attributes.ts";
import type { GenerateOptions } from "./generate.ts";
import type { Sampler } from "./sampler.ts";
import { parseAttributes } from "./parse-attributes.ts";
import { sampleText } from "../text/index.ts";

/**
 * Resolves the attributes of some images of a seed: requested ones as requested, others filled as in
 * `sampleAttributes`. Returns undefined when the model has no attributes.
 * @returns one array `[count]` per attribute.
 * @throws OmakaseError `option` when the model has no such attribute or choice.
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

/** Returns the error of requested attributes for a model without attributes. */
export function noAttributesError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...sampleText.resolveAttributes.noAttributes });
}
