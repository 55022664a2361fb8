import { encodedWidth } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import type { ImageShape, Model } from "../model/index.ts";
import { createRegistry, openScope, type Definition } from "../nn/index.ts";
import { formatShape, input, isOp, sameShape, type Tensor } from "../tensor/index.ts";
import { trainText } from "../text/index.ts";

/**
 * Checks that `decode` and `encode` fit the images and the losses: shapes, weights, and the range of what is drawn.
 * Otherwise the training would go on, and its first picture could not be drawn, or not be right.
 *
 * @param definitions - states of the training steps.
 * @throws OmakaseError `option` that names `latent`, or `shape` that names `decode` or `encode`.
 */
export function checkSampling(
  model: Model,
  { size, channels }: ImageShape,
  definitions: ReadonlyMap<string, Definition>,
): void {
  const { kind, latent, attributes, decode, encode } = model;
  const image = [1, channels, size, size];
  const width = latent + (attributes ? encodedWidth(attributes) : 0);
  if (decode) {
    const drawing = createRegistry();
    const drawn = decode(input("code", [1, width]), openScope(drawing, "", { training: false }));
    checkWeights(model, drawing.definitions, definitions);
    checkShape(`${kind}, decode`, image, drawn);
    checkRange(`${kind}, decode`, drawn);
  }
  if (decode && encode) {
    const encoded = encode(input("images", image), openScope(createRegistry(), "", { training: false }));
    checkShape(`${kind}, encode`, [1, width], encoded);
  }
}

/** Refuses a `decode` whose weights have another shape than in the losses: they draw `noise` of another width. */
function checkWeights(
  { kind, latent }: Model,
  drawing: ReadonlyMap<string, Definition>,
  training: ReadonlyMap<string, Definition>,
): void {
  for (const [name, { tensor }] of drawing) {
    const trained = training.get(name)?.tensor.shape;
    if (!trained || sameShape(trained, tensor.shape)) continue;
    const [network, drawn] = [name.split(".")[0], formatShape(tensor.shape)];
    throw new OmakaseError("option", {
      where: `${kind}, latent`,
      ...trainText.checkSampling.otherWidth({ network, trained: formatShape(trained), latent, drawn }),
    });
  }
}

function checkShape(where: string, wanted: readonly number[], { shape }: Tensor): void {
  if (sameShape(wanted, shape)) return;
  const texts = trainText.checkSampling.shape({ wanted: formatShape(wanted), got: formatShape(shape) });
  throw new OmakaseError("shape", { where, ...texts });
}

/** Refuses pictures that cannot be dark, as a last layer has no values below 0. */
function checkRange(where: string, drawn: Tensor): void {
  const isRelu = isOp(drawn, "leakyRelu") && drawn.attributes.slope === 0;
  const name = isRelu ? "relu" : ["sigmoid", "softplus"].find((op) => op === drawn.op);
  if (name) throw new OmakaseError("option", { where, ...trainText.checkSampling.range({ name }) });
}
