import { broadcast, constant, max, matmul, mean, reshape, transpose, type Tensor } from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/**
 * Creates nearest-neighbour upsampling: `[batch, c, h, w]` → `[batch, c, h · factor, w · factor]`.
 *
 * @param factor - 1 or more. Default 2.
 */
export function upNearest(factor = 2): Layer {
  return (x) => {
    const [batch, channels, height, width] = x.shape;
    const repeated = broadcast(reshape(x, [batch, channels, height, 1, width, 1]), [
      batch,
      channels,
      height,
      factor,
      width,
      factor,
    ]);
    return reshape(repeated, [batch, channels, height * factor, width * factor]);
  };
}

/**
 * Creates a pixel shuffle (Shi et al. 2016): `[batch, c · factor², h, w]` → `[batch, c, h · factor, w · factor]`. After a
 * convolution it enlarges an image with fewer checkerboards than a transposed convolution.
 *
 * @param factor - 1 or more. Default 2.
 * @throws OmakaseError `shape`, when the layer is applied, unless factor² divides the channels.
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
 * Creates bilinear resizing with aligned pixel centres: `[batch, c, h, w]` → `[batch, c, height, width]`, as two matrix
 * products.
 *
 * @param height - new height in pixels.
 * @param width - new width in pixels.
 */
export function resizeBilinear(height: number, width: number): Layer {
  return (x) => {
    const rows = matmul(flatPlanes(x), interpolation(width, x.shape[3]), { transposeB: true }); // [batch · c · h, width]
    const transposed = transpose(reshape(rows, [x.shape[0], x.shape[1], x.shape[2], width]), [0, 1, 3, 2]);
    const columns = matmul(flatPlanes(transposed), interpolation(height, x.shape[2]), { transposeB: true });
    return transpose(reshape(columns, [x.shape[0], x.shape[1], width, height]), [0, 1, 3, 2]);
  };
}

/**
 * Creates average pooling: `[batch, c, h, w]` → `[batch, c, h / factor, w / factor]`.
 *
 * @param factor - side of the blocks in pixels. Default 2.
 * @throws OmakaseError `shape`, when the layer is applied, unless the factor divides height and width.
 */
export function averagePool(factor = 2): Layer {
  return (x) => pool(x, factor, mean);
}

/**
 * Creates max pooling: `[batch, c, h, w]` → `[batch, c, h / factor, w / factor]`.
 *
 * @param factor - side of the blocks in pixels. Default 2.
 * @throws OmakaseError `shape`, when the layer is applied, unless the factor divides height and width.
 */
export function maxPool(factor = 2): Layer {
  return (x) => pool(x, factor, max);
}

function pool(x: Tensor, factor: number, reduce: (x: Tensor, axes: readonly number[]) => Tensor): Tensor {
  const [batch, channels, height, width] = x.shape;
  const [rows, columns] = [height / factor, width / factor];
  const blocks = reshape(x, [batch, channels, rows, factor, columns, factor]);
  return reshape(reduce(blocks, [3, 5]), [batch, channels, rows, columns]);
}

function flatPlanes(x: Tensor): Tensor {
  const [batch, channels, height, width] = x.shape;
  return reshape(x, [batch * channels * height, width]);
}

/** Creates the matrix `[to, from]` of a linear interpolation: each row weighs two neighbours. */
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
