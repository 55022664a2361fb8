import type { Text } from "../error.ts";
import { createRegistry, type Layer, openScope } from "../nn/index.ts";
import { concatenate, input, slice, substitute, topologicalOrder, type Tensor } from "../tensor/index.ts";

/** A part of a drawing network that can be given a latent of its own. */
export interface StyleLayer {
  readonly name: string;
  readonly label: Text;
}

/** A drawing network that takes a latent for each of its layers. */
export interface StyleMixing {
  /** From the first to the last: one latent each. */
  readonly layers: readonly StyleLayer[];
  /** `[batch, layers · latent]` → `[batch, channel, size, size]`; with the same latent everywhere as the network itself. */
  readonly network: Layer;
}

/**
 * Divides a network at the places where a latent can be another one, so that a picture can have its coarse features of
 * one latent and its fine ones of another (style mixing, Karras et al. 2019, section 3.1).
 *
 * Where the network reads its latent at several stages, as `cganNetworks` does, every size of grid is a layer. Where it reads it
 * once, at the bottom, the first grid of features that it makes of it (4 × 4 in most presets) is cut into four bands, one
 * under the other: what a band becomes stays about there, so a child has the top of one parent and the bottom of the
 * other. That is ours: activations are mixed in place of latents.
 *
 * @param latent - how many numbers the network takes.
 */
export function styleMixing(network: Layer, latent: number): StyleMixing {
  const probe = input("code", [1, latent]);
  const drawn = network(probe, openScope(createRegistry(), "probe", { training: false }));
  const sides = consumersOf(probe, drawn).map((reader) => firstFeatureMap(reader, drawn, bandLayers.length).shape[2]);
  const stages = [...new Set(sides)];
  const isGuided = stages.length > 1;
  const layers = isGuided ? stages.map(stageLayer) : bandLayers;
  return {
    layers,
    network: (codes, scope) => {
      const [batch] = codes.shape;
      const code = input("code", [batch, latent]);
      const y = network(code, scope);
      const part = (at: number): Tensor => slice(codes, [0, at * latent], [batch, latent]);
      if (isGuided) {
        const own = consumersOf(code, y).map((reader, at) => {
          return [reader, new Map([[code, part(stages.indexOf(sides[at]))]])] as const;
        });
        return substitute(y, new Map(), new Map(own));
      }
      const grid = firstFeatureMap(code, y, bandLayers.length);
      const [, features, height, width] = grid.shape;
      const cut = layers.map((_, at) => {
        const from = Math.round((at * height) / layers.length);
        const rows = Math.round(((at + 1) * height) / layers.length) - from;
        return slice(substitute(grid, new Map([[code, part(at)]])), [0, 0, from, 0], [batch, features, rows, width]);
      });
      return substitute(y, new Map([[grid, concatenate(cut, 2)]]));
    },
  };
}

function stageLayer(side: number): StyleLayer {
  return { name: `${side}px`, label: { ja: `${side} × ${side} の段`, en: `${side} × ${side} stage` } };
}

const bandLayers: readonly StyleLayer[] = [
  { name: "top", label: { ja: "上", en: "top" } },
  { name: "upper", label: { ja: "中の上", en: "upper middle" } },
  { name: "lower", label: { ja: "中の下", en: "lower middle" } },
  { name: "bottom", label: { ja: "下", en: "bottom" } },
];

/** What reads a tensor, in the order of computation. */
function consumersOf(read: Tensor, root: Tensor): Tensor[] {
  return topologicalOrder([root]).filter((node) => node.inputs.includes(read));
}

/** The first `[batch, features, height, width]` that is high enough to be cut and depends on a tensor: a picture is. */
export function firstFeatureMap(source: Tensor, root: Tensor, height: number): Tensor {
  const depends = new Set([source]);
  const found = topologicalOrder([root]).find((node) => {
    if (node !== source && !node.inputs.some((one) => depends.has(one))) return false;
    depends.add(node);
    return node.shape.length === 4 && node.shape[2] >= height;
  });
  return found ?? root;
}
