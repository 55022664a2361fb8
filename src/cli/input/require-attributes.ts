import type { Attributes } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import type { Sampler } from "../../sample/index.ts";
import { cliText } from "../../text/index.ts";

/**
 * Returns the attributes of a conditional model.
 *
 * @throws OmakaseError `option` when the model has none.
 */
export function requireAttributes({ attributes, trained }: Sampler): Attributes {
  if (attributes) return attributes;
  throw new OmakaseError("option", {
    where: trained.run ?? trained.model.kind,
    ...cliText.requireAttributes.none({ kind: trained.model.kind }),
  });
}
