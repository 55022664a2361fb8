import type { Values } from "../device/index.ts";
import { createRegistry, type Layer, openScope, resizeBilinear } from "../nn/index.ts";
import { add, broadcast, input, multiply, reshape, slice, substitute, type Tensor } from "../tensor/index.ts";
import { firstFeatureMap } from "./style-mixing.ts";

/** Cells along a side of a local mask. */
export const localMaskSide = 8;

/** A latent offset that holds in a region of the image. */
export interface LocalEdit {
  /** Strength per cell, 0 … 1: `[localMaskSide, localMaskSide]`, rows from the top. */
  readonly mask: readonly number[];
  /** Offset of the noise, `[count, noiseSize]`. */
  readonly noiseOffset: Values;
}

/**
 * Wraps a generator so that latent offsets apply to regions of the image: its first feature map of at least 8 × 8 is
 * computed for the plain latent and for each moved one, and blended by the masks. Later layers join the regions
 * without a seam. Editing features in place follows Collins et al. 2020 and Bau et al. 2019; we differ: the inserted
 * features come from the same network at a nearby latent.
 * @param latent - latent size.
 * @param moves - number of local edits.
 * @returns layer `[batch, latent + moves · (latent + localMaskSide²)]` (the latent; for each edit its offset and its
 *   mask) → `[batch, channel, size, size]`.
 */
export function withLocalEdits(network: Layer, latent: number, moves: number): Layer {
  return (x, scope) => {
    const [batch] = x.shape;
    const code = input("code", [batch, latent]);
    const drawn = network(code, scope);
    const grid = firstFeatureMap(code, drawn, localMaskSide);
    const columns = (from: number, count: number) => slice(x, [0, from], [batch, count]);
    const own = columns(0, latent);
    const still = substitute(grid, new Map([[code, own]]));
    let joined: Tensor = still;
    for (let move = 0; move < moves; move++) {
      const from = latent + move * (latent + localMaskSide ** 2);
      const there = substitute(grid, new Map([[code, add(own, columns(from, latent))]]));
      const where = resizeMask(columns(from + latent, localMaskSide ** 2), grid);
      joined = add(joined, multiply(where, add(there, multiply(still, -1))));
    }
    return substitute(drawn, new Map([[grid, joined], [code, own]])); // prettier-ignore
  };
}

/** Resizes masks `[batch, localMaskSide²]` to the shape of a feature map, `[batch, features, height, width]`. */
function resizeMask(within: Tensor, { shape }: Tensor): Tensor {
  const [batch, , height, width] = shape;
  const parts = reshape(within, [batch, 1, localMaskSide, localMaskSide]);
  const scope = openScope(createRegistry(), "parts", { training: false });
  return broadcast(
    height === localMaskSide && width === localMaskSide ? parts : resizeBilinear(height, width)(parts, scope),
    shape,
  );
}

/** Concatenates latents and local edits into the rows that {@link withLocalEdits} takes. */
export function localEditRows(
  latents: Values,
  moves: readonly LocalEdit[],
  { latent, random, count }: { readonly latent: number; readonly random: number; readonly count: number },
): Float32Array {
  const width = latent + moves.length * (latent + localMaskSide ** 2);
  const rows = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    rows.set(latents.subarray(row * latent, (row + 1) * latent), row * width);
    moves.forEach(({ mask, noiseOffset }, move) => {
      const from = row * width + latent + move * (latent + localMaskSide ** 2);
      rows.set(noiseOffset.subarray(row * random, (row + 1) * random), from);
      rows.set(mask, from + latent);
    });
  }
  return rows;
}

/**
 * Returns the local edits of `count` images, from index `from`, out of those of more images.
 * @param random - noise size.
 */
export function sliceLocalEdits(moves: readonly LocalEdit[], random: number, from: number, count: number): LocalEdit[] {
  return moves.map(({ mask, noiseOffset }) => ({
    mask,
    noiseOffset: noiseOffset.subarray(from * random, (from + count) * random),
  }));
}
