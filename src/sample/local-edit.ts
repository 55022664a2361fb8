import type { Values } from "../device/index.ts";
import { createRegistry, type Layer, openScope, resizeBilinear } from "../nn/index.ts";
import { add, broadcast, input, multiply, reshape, slice, substitute, type Tensor } from "../tensor/index.ts";
import { firstFeatureMap } from "./style-mixing.ts";

/** Parts along a side of a picture. */
export const localMaskSide = 8;

/** A move of latents that holds in a part of the picture only. */
export interface LocalEdit {
  /** How much of it holds where, 0 … 1: `[localMaskSide, localMaskSide]`, rows from the top. */
  readonly mask: readonly number[];
  /** What is added to the random numbers of each latent there, `[count, random]`. */
  readonly noiseOffset: Values;
}

/**
 * A drawing network that moves parts of a picture: its first grid of features that is fine enough is made of the latent as
 * it is, and where a move holds, of the moved one. What comes after joins the two, so that there is no seam. (To edit features
 * where the thing lies is the idea of Collins et al. 2020 and of Bau et al. 2019; here what is put there is what the
 * same network makes of a latent near by.)
 *
 * @param moves - how many.
 * @returns from `[batch, latent + moves · (latent + localMaskSide²)]` (the latent; for each move what is added to it, and where
 *   that holds) to `[batch, channel, size, size]`.
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

/** From `[batch, localMaskSide²]` to the shape of a grid, `[batch, features, height, width]`. */
function resizeMask(within: Tensor, { shape }: Tensor): Tensor {
  const [batch, , height, width] = shape;
  const parts = reshape(within, [batch, 1, localMaskSide, localMaskSide]);
  const scope = openScope(createRegistry(), "parts", { training: false });
  return broadcast(
    height === localMaskSide && width === localMaskSide ? parts : resizeBilinear(height, width)(parts, scope),
    shape,
  );
}

/** Latents beside what moves them, as {@link withLocalEdits} takes them. */
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

/** What is for `count` pictures, from a picture on, of moves of more. */
export function sliceLocalEdits(moves: readonly LocalEdit[], random: number, from: number, count: number): LocalEdit[] {
  return moves.map(({ mask, noiseOffset }) => ({
    mask,
    noiseOffset: noiseOffset.subarray(from * random, (from + count) * random),
  }));
}
