import {
  broadcast,
  constant,
  max as largestOver,
  matmul,
  mean,
  reshape,
  transpose,
  type Tensor,
} from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** Every pixel becomes factor × factor pixels: `[batch, c, h, w]` → `[batch, c, h · factor, w · factor]`. */
export function upNearest(factor = 2): Layer {
  return (x) => {
    const [batch, channels, height, width] = x.shape;
    const spread = broadcast(reshape(x, [batch, channels, height, 1, width, 1]), [
      batch,
      channels,
      height,
      factor,
      width,
      factor,
    ]);
    return reshape(spread, [batch, channels, height * factor, width * factor]);
  };
}

/**
 * Features become pixels: `[batch, c · factor², h, w]` → `[batch, c, h · factor, w · factor]` (Shi et al. 2016). After
 * a convolution it makes a picture larger without the chequers of a transposed one.
 */
export function pixelShuffle(factor = 2): Layer {
  return (x) => {
    const [batch, channels, height, width] = x.shape;
    const out = channels / factor ** 2;
    const split = transpose(reshape(x, [batch, out, factor, factor, height, width]), [0, 1, 4, 2, 5, 3]);
    return reshape(split, [batch, out, height * factor, width * factor]);
  };
}

/**
 * Bilinear resizing with pixel centres aligned: `[batch, c, h, w]` → `[batch, c, height, width]`. It is linear along
 * each axis, so it is two matrix products.
 */
export function resizeBilinear(height: number, width: number): Layer {
  return (x) => {
    const rows = matmul(flatPlanes(x), interpolation(width, x.shape[3]), { transposeB: true }); // [batch · c · h, width]
    const turned = transpose(reshape(rows, [x.shape[0], x.shape[1], x.shape[2], width]), [0, 1, 3, 2]);
    const columns = matmul(flatPlanes(turned), interpolation(height, x.shape[2]), { transposeB: true });
    return transpose(reshape(columns, [x.shape[0], x.shape[1], width, height]), [0, 1, 3, 2]);
  };
}

/** The mean of blocks of factor × factor pixels. The factor divides height and width. */
export function averagePool(factor = 2): Layer {
  return (x) => pooled(x, factor, mean);
}

/** The largest of blocks of factor × factor pixels. The factor divides height and width. */
export function maxPool(factor = 2): Layer {
  return (x) => pooled(x, factor, largestOver);
}

function pooled(x: Tensor, factor: number, fold: (x: Tensor, axes: readonly number[]) => Tensor): Tensor {
  const [batch, channels, height, width] = x.shape;
  const [rows, columns] = [height / factor, width / factor];
  const blocks = reshape(x, [batch, channels, rows, factor, columns, factor]);
  return reshape(fold(blocks, [3, 5]), [batch, channels, rows, columns]);
}

function flatPlanes(x: Tensor): Tensor {
  const [batch, channels, height, width] = x.shape;
  return reshape(x, [batch * channels * height, width]);
}

/** A matrix [to, from] whose rows mix two neighbours. */
function interpolation(to: number, from: number): Tensor {
  const values = new Float32Array(to * from);
  for (let row = 0; row < to; row++) {
    const at = Math.min(Math.max(((row + 0.5) * from) / to - 0.5, 0), from - 1);
    const left = Math.min(Math.floor(at), from - 1);
    const right = Math.min(left + 1, from - 1);
    values[row * from + left] += 1 - (at - left);
    values[row * from + right] += at - left;
  }
  return constant(values, [to, from]);
}
