import {
  batchNorm,
  conv,
  dropout,
  leakyRelu,
  normal,
  relu,
  sequential,
  skip,
  tanh,
  upConv,
  upConvSmooth,
  type Layer,
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { pix2pix, type Pix2pix } from "../pix2pix.ts";
import { stages } from "./stage.ts";

/** See {@link pix2pixPreset}. */
export interface Pix2pixPreset extends PictureShape {
  /** Of the pictures that go in: 1 is grey, 3 is RGB. */
  readonly inputChannels: 1 | 3;
  /** Features at half the full size, in both networks; 64 as published. Deeper stages have more. */
  readonly features: number;
}

const plain = { initial: normal(0.02) };
const down = { ...plain, kernel: 4, stride: 2 };
const bare = { bias: false }; // before a normalisation, which would take it out again

/**
 * The U-Net and PatchGAN of the paper (Isola et al. 2017, appendix A), for pictures of 8 to 256 px. Both are normalised over
 * the batch, and must be: normalised picture by picture, the generator loses in its deepest stages, a few pixels large,
 * what holds for all of a picture (a face is yellow), and draws one blot into every picture that the discriminator then
 * cannot see past (as in StyleGAN, Karras et al. 2020, section 2). Outside of training running averages take the
 * batch's place, so that a picture is translated alike whatever stands beside it. Where we differ from the paper:
 *
 * - the last layer cannot draw chequers of single pixels (see `upConvSmooth`);
 * - the deepest stages have four times the features where the paper has eight times: at 64 px that leaves a quarter of
 *   the weights, and on a CPU a step of four pictures spends most of its time on the weights of the deepest stages;
 * - patches keep their share of the picture: 70 × 70 px at 256 px as published, 34 × 34 at 128 px, 16 × 16 below.
 */
export function pix2pixPreset(options: Pix2pixPreset): Pix2pix {
  return pix2pix({
    inputChannels: options.inputChannels,
    generator: unet(options),
    discriminator: patchJudge(options),
  });
}

/** Down to a single pixel and up again, with a bridge at every floor (Ronneberger et al. 2015). */
function unet(options: Pix2pixPreset): Layer {
  const { channels, features } = options;
  const deep = features * 4;
  const widths = [...stages(options, features, deep).reverse(), deep, deep]; // at half the size … 2 × 2, 1 × 1
  const dropping = Math.min(3, Math.floor(widths.length / 2));
  const floor = (at: number): Layer => {
    const deepest = at === widths.length - 1;
    return skip(
      leakyRelu(0.2),
      conv(widths[at], deepest ? down : { ...down, ...bare }),
      ...(deepest ? [] : [batchNorm(), floor(at + 1)]), // nothing to normalise over at 1 × 1
      relu(),
      upConv(widths[at - 1], { ...plain, ...bare }),
      batchNorm(),
      ...(at >= widths.length - dropping ? [dropout(0.5)] : []), // the only noise
    );
  };
  return sequential(conv(widths[0], down), floor(1), relu(), upConvSmooth(channels, plain), tanh());
}

/** Convolutions that see a patch and no more: one strided stage sees 16 × 16 px, two 34 × 34, three 70 × 70. */
function patchJudge({ size, features }: Pix2pixPreset): Layer {
  const strided = Math.min(3, Math.max(1, Math.log2(size) - 5));
  const stage = (at: number): Layer[] => [
    conv(features * 2 ** at, { ...down, ...(at > 0 && bare), ...(at === strided && { stride: 1 }) }),
    ...(at === 0 ? [] : [batchNorm()]),
    leakyRelu(0.2),
  ];
  const each = Array.from({ length: strided + 1 }, (_, at) => stage(at));
  return sequential(...each.flat(), conv(1, { ...down, stride: 1 }));
}
