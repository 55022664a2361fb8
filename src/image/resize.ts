import { internalError } from "../error.ts";
import type { Picture } from "./picture.ts";

/**
 * Resizes a picture with antialiasing, to the same pixels on every host.
 *
 * Uses cubic convolution (Keys 1981, a = −½), widened by the scale when shrinking, as Parmar et al. 2022 ("On aliased
 * resizing and surprising subtleties in GAN evaluation") recommend. The kernel is a polynomial without `sin`, so
 * engines agree to the last bit. We differ: shrinking eightfold or more first averages whole blocks of pixels, which
 * is many times faster and leaves no visible difference. Works on sRGB values, as is usual.
 *
 * Scales alpha like a colour: flatten a picture with transparency first.
 *
 * @param width - of the result, px, an integer from 1.
 * @param height - of the result, px, an integer from 1.
 */
export function resize(picture: Picture, width: number, height: number): Picture {
  if (!(width >= 1 && height >= 1) || !Number.isInteger(width) || !Number.isInteger(height)) {
    throw internalError(`resize: ${width} × ${height} is no size`);
  }
  if (picture.width === width && picture.height === height) return picture;
  const blockWidth = Math.max(1, Math.floor(picture.width / (width * 4)));
  const blockHeight = Math.max(1, Math.floor(picture.height / (height * 4)));
  const small = blockWidth > 1 || blockHeight > 1 ? averageBlocks(picture, blockWidth, blockHeight) : floats(picture);
  const wide = filterRows(small, width);
  const done = filterColumns(wide, height);
  return {
    width,
    height,
    channels: picture.channels,
    pixels: new Uint8Array(new Uint8ClampedArray(done.values).buffer),
  };
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
  /** Right and lower edge of the source in this plane's pixels; a last block can be partial. */
  readonly spanX: number;
  readonly spanY: number;
}

function floats({ width, height, channels, pixels }: Picture): Plane {
  return { width, height, channels, values: Float32Array.from(pixels), spanX: width, spanY: height };
}

/** Averages every `blockWidth × blockHeight` pixels. */
function averageBlocks({ width, height, channels, pixels }: Picture, blockWidth: number, blockHeight: number): Plane {
  const columns = Math.ceil(width / blockWidth);
  const rows = Math.ceil(height / blockHeight);
  const values = new Float32Array(columns * rows * channels);
  const sums = new Float64Array(columns * channels);
  for (let row = 0; row < rows; row++) {
    const top = row * blockHeight;
    const bottom = Math.min(height, top + blockHeight);
    sums.fill(0);
    for (let y = top; y < bottom; y++) {
      let from = y * width * channels;
      for (let column = 0; column < columns; column++) {
        const across = Math.min(blockWidth, width - column * blockWidth);
        for (let x = 0; x < across; x++) {
          for (let channel = 0; channel < channels; channel++) sums[column * channels + channel] += pixels[from++];
        }
      }
    }
    for (let column = 0; column < columns; column++) {
      const area = (bottom - top) * Math.min(blockWidth, width - column * blockWidth);
      for (let channel = 0; channel < channels; channel++) {
        const at = column * channels + channel;
        values[row * columns * channels + at] = sums[at] / area;
      }
    }
  }
  return { width: columns, height: rows, channels, values, spanX: width / blockWidth, spanY: height / blockHeight };
}

function filterRows(source: Plane, width: number): Plane {
  const { height, channels } = source;
  const taps = tapsFor(source.width, source.spanX, width);
  const values = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = taps[x];
      for (let channel = 0; channel < channels; channel++) {
        let from = (y * source.width + first) * channels + channel;
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++, from += channels) sum += weights[tap] * source.values[from];
        values[(y * width + x) * channels + channel] = sum;
      }
    }
  }
  return { ...source, width, spanX: width, values };
}

function filterColumns(source: Plane, height: number): Plane {
  const stride = source.width * source.channels;
  const taps = tapsFor(source.height, source.spanY, height);
  const values = new Float32Array(stride * height);
  for (let y = 0; y < height; y++) {
    const { first, weights } = taps[y];
    for (let at = 0; at < stride; at++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) sum += weights[tap] * source.values[(first + tap) * stride + at];
      values[y * stride + at] = sum;
    }
  }
  return { ...source, height, spanY: height, values };
}

/** Source pixels that make one pixel, and their weights, which sum to 1, also at the edges. */
interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

function tapsFor(length: number, span: number, target: number): Taps[] {
  const scale = span / target;
  const stretch = Math.max(1, scale);
  return Array.from({ length: target }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - 2 * stretch));
    const last = Math.min(length, Math.max(first + 1, Math.ceil(centre + 2 * stretch)));
    const weights = new Float64Array(last - first).map((_, tap) => cubic((first + tap + 0.5 - centre) / stretch));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}

/** Evaluates Keys' cubic convolution kernel with a = −½. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}
