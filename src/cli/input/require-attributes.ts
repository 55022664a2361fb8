import type { Attributes } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import type { Sampler } from "../../sample/index.ts";

/**
 * Returns the attributes of a conditional model.
 *
 * @throws OmakaseError `option` when the model has none.
 */
export function requireAttributes({ attributes, trained }: Sampler): Attributes {
  if (attributes) return attributes;
  throw new OmakaseError("option", {
    where: trained.run ?? trained.model.kind,
    expected: { ja: "属性つきのモデル（cgan）", en: "a model with attributes (cgan)" },
    got: { ja: `属性のない ${trained.model.kind}`, en: `a ${trained.model.kind}, which has none` },
    remedy: {
      ja: "まず npx omakase train cgan faces で学習してください",
      en: "Train one first: npx omakase train cgan faces",
    },
  });
}
