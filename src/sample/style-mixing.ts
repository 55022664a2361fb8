import type { Text } from "../error.ts";
import { createRegistry, type Layer, openScope } from "../nn/index.ts";
import { concatenate, input, slice, substitute, topologicalOrder, type Tensor } from "../tensor/index.ts";
import { sampleText } from "../text/index.ts";

/** A part of a generator that can have its own latent. */
export interface StyleLayer {
  readonly name: string;
  readonly label: Text;
}

/** A generator that takes a latent per layer. */
export interface StyleMixing {
  /** Layers from first to last, one latent each. */
  readonly layers: readonly StyleLayer[];
  /**
   * Layer `[batch, layers · latent]` → `[batch, channel, size, size]`; equal latents give the image of the plain
   * network.
   */
  readonly network: Layer;
}

/**
 * Divides a generator into layers with a latent each, so that an image has coarse features of one latent and fine
 * ones of another (style mixing, Karras et al. 2019, section 3.1).
 * If the network reads its latent at several stages, as `cganNetworks` does, every resolution is a layer. If it reads
 * the latent once, its first feature map (4 × 4 in most presets) is cut into four horizontal bands: features of
 * a band stay at about their height, so a child has the top of one parent and the bottom of the other. We differ:
 * activations are mixed in place of styles.
 * @param latent - latent size.
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
  return { name: `${side}px`, label: sampleText.styleMixing.stage({ side }) };
}

const bandLayers: readonly StyleLayer[] = [
  { name: "top", label: sampleText.styleMixing.top },
  { name: "upper", label: sampleText.styleMixing.upperMiddle },
  { name: "lower", label: sampleText.styleMixing.lowerMiddle },
  { name: "bottom", label: sampleText.styleMixing.bottom },
];

/** Returns the consumers of a tensor, in the order of computation. */
function consumersOf(read: Tensor, root: Tensor): Tensor[] {
  return topologicalOrder([root]).filter((node) => node.inputs.includes(read));
}

/**
 * Finds the first feature map `[batch, features, height, width]` of at least some height that depends on a tensor;
 * the image itself qualifies.
 */
export function firstFeatureMap(source: Tensor, root: Tensor, height: number): Tensor {
  const depends = new Set([source]);
  const found = topologicalOrder([root]).find((node) => {
    if (node !== source && !node.inputs.some((one) => depends.has(one))) return false;
    depends.add(node);
    return node.shape.length === 4 && node.shape[2] >= height;
  });
  return found ?? root;
}
