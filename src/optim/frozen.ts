import { OmakaseError } from "../error.ts";
import { optimText, listText } from "../text/index.ts";

/**
 * Removes the frozen parameters from a list.
 *
 * @param names - names of all parameters, in the order of the forward pass: `discriminator.0.weight`.
 * @param frozen - a network or a part of it (`generator`, `discriminator.4`), or the first layers of a network
 *   (`discriminator:2`: the two next to the image, as in FreezeD, Mo et al. 2020; of a generator those next to the latent).
 * @returns the parameters to train, in order.
 */
export function withoutFrozen(names: readonly string[], frozen: readonly string[] = []): string[] {
  const matches = frozen.map((pattern) => matchesOf(names, pattern));
  return names.filter((name) => !matches.some((match) => match.has(name)));
}

/**
 * Checks that each entry of `frozen` names a network or layer.
 *
 * @throws OmakaseError `option` when one does not.
 */
export function checkFrozen(names: readonly string[], frozen: readonly string[] = []): void {
  const unknown = frozen.find((pattern) => matchesOf(names, pattern).size === 0);
  if (unknown === undefined) return;
  const layers = [...new Set(names.map(layerOf))];
  throw new OmakaseError("option", {
    where: "frozen",
    ...optimText.frozen.unknownLayer({ layers: listText(layers), layer: networkOf(layers[0]), unknown }),
  });
}

/** Finds the parameters that an entry of `frozen` stands for. */
function matchesOf(names: readonly string[], pattern: string): Set<string> {
  const [, network, count] = /^(\w+):(\d+)$/.exec(pattern) ?? [];
  if (network === undefined) return new Set(names.filter((name) => name === pattern || name.startsWith(`${pattern}.`)));
  const parameters = names.filter((name) => name.startsWith(`${network}.`));
  const firstLayers = new Set([...new Set(parameters.map(layerOf))].slice(0, Number(count)));
  return new Set(parameters.filter((name) => firstLayers.has(layerOf(name))));
}

function layerOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}

function networkOf(layer: string): string {
  return layer.split(".")[0];
}
