import { createRegistry, type Layer, openScope, resizeBilinear } from "../nn/index.ts";
import { add, broadcast, input, multiply, reshape, slice, substitute, type Tensor } from "../tensor/index.ts";
import { firstFeatureMap } from "./style-mixing.ts";

/** Cells along a side of a local mask. */
export const localMaskSide = 8;

/**
 * Wraps a generator so that latent offsets apply to regions of the image: its first feature map of at least 8 × 8 is
 * computed for the plain latent and for each moved one, and blended by the masks. Later layers join the regions
 * without a seam. Editing features in place follows Collins et al. 2020 and Bau et al. 2019; we differ: the inserted
 * features come from the same network at a nearby latent.
 * @param latent - number of inputs of the network.
 * @param moves - number of local edits.
 * @returns layer `[batch, latent + moves · (latent + localMaskSide²)]` (the inputs; for each edit their offset and its
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
    return substitute(drawn, new Map([[grid, joined], [code, own]])); // oxfmt-ignore
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
