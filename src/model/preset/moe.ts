import { type Attributes } from "../../dataset/index.ts";
import { add, multiply, reshape as reshapeTensor, type Tensor } from "../../tensor/index.ts";
import {
  conv,
  dense,
  flatten,
  leakyRelu,
  reshape,
  scaledNormal,
  sequential,
  tanh,
  upConv,
  upConvSmooth,
  type Layer,
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { moe, type Moe } from "../moe.ts";
import { stages } from "./stage.ts";

/** See {@link moePreset}. */
export interface MoePreset extends PictureShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** How many numbers of a code are random. */
  readonly latent: number;
  /** What can be asked for. */
  readonly attributes: Attributes;
}

/**
 * The networks of `ganPreset`, with wishes: they enter with the latent at the bottom, and once more at every stage,
 * where the code says how strong each feature is to be and what is added to it (FiLM, Perez et al. 2018). A wish such as
 * the head's turn decides both what is drawn and, later, how.
 */
export function moePreset(options: MoePreset): Moe {
  const [first, ...rest] = stages(options, options.features);
  const widths = [first, ...rest].reverse();
  return moe({
    method: "modern",
    latent: options.latent,
    attributes: options.attributes,
    generator: guided([first, ...rest], options.channels),
    discriminator: sequential(
      ...widths.flatMap((width, at) => [
        conv(width, { stride: 2 }),
        leakyRelu(),
        ...(at < attentive ? [conv(width), leakyRelu()] : []),
      ]),
      flatten(), // [batch, first · 4 · 4]
    ),
  });
}

/** The discriminator's first stages look twice: a mouth of five pixels is gone after them. */
const attentive = 2;

/** From a code `[batch, latent + width]` to pictures, guided by the code at every stage. */
function guided([first, ...rest]: readonly number[], channels: number): Layer {
  const start = sequential(dense(first * 16), reshape(first, 4, 4), leakyRelu());
  const draw = sequential(upConvSmooth(channels, { initial: scaledNormal(1) }), tanh());
  return (code, scope) => {
    const [batch] = code.shape;
    const grown = rest.reduce(
      (x, width, at) => {
        const stage = scope.child(at + 1);
        const guide = (name: string): Tensor =>
          reshapeTensor(dense(width, { initial: scaledNormal(0.5) })(code, stage.child(name)), [batch, width, 1, 1]);
        const scaled = multiply(upConv(width)(x, stage), add(guide("guide"), 1));
        return leakyRelu()(add(scaled, guide("shift")), stage);
      },
      start(code, scope.child(0)),
    );
    return draw(grown, scope.child(rest.length + 1));
  };
}
