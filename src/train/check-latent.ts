import { encodedWidth } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import type { Model } from "../model/index.ts";
import { createRegistry, openScope, type Definition } from "../nn/index.ts";
import { formatShape, input, sameShape } from "../tensor/index.ts";
import { trainText } from "../text/index.ts";
import { locateInUserCode } from "./user-code.ts";

/**
 * Checks that losses and `decode` use the same weights. Where a loss draws `noise` of another width than `latent`, they
 * differ, and the first picture could not be drawn.
 *
 * @param definitions - states of the training steps.
 * @throws OmakaseError `option` that names `latent`.
 */
export function checkLatent(model: Model, definitions: ReadonlyMap<string, Definition>): void {
  const { kind, latent, attributes, decode } = model;
  if (!decode) return;
  const drawing = createRegistry();
  const width = latent + (attributes ? encodedWidth(attributes) : 0);
  try {
    decode(input("code", [1, width]), openScope(drawing, "", { training: false }));
  } catch (error) {
    throw locateInUserCode(error);
  }
  for (const [name, { tensor }] of drawing.definitions) {
    const trained = definitions.get(name)?.tensor.shape;
    if (!trained || sameShape(trained, tensor.shape)) continue;
    const [network, drawn] = [name.split(".")[0], formatShape(tensor.shape)];
    throw new OmakaseError("option", {
      where: `${kind}, latent`,
      ...trainText.checkLatent.otherWidth({ network, trained: formatShape(trained), latent, drawn }),
    });
  }
}
