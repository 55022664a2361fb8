import { OmakaseError } from "../error.ts";

/**
 * The parameters that learn.
 *
 * @param names - of all parameters, in the order in which the data passes them: `discriminator.0.weight`.
 * @param frozen - what does not: a network or a part of it (`generator`, `discriminator.4`), or a network's first layers
 *   (`discriminator:2`: of a discriminator those next to the picture, as in FreezeD, Mo et al. 2020; of a generator
 *   those next to the latent).
 */
export function withoutFrozen(names: readonly string[], frozen: readonly string[] = []): string[] {
  const all = frozen.map((one) => frozenBy(names, one));
  return names.filter((name) => !all.some((some) => some.has(name)));
}

/**
 * Refuses to freeze what is not there.
 *
 * @throws OmakaseError `option`.
 */
export function checkFrozen(names: readonly string[], frozen: readonly string[] = []): void {
  const odd = frozen.find((one) => frozenBy(names, one).size === 0);
  if (odd === undefined) return;
  const layers = [...new Set(names.map(layerOf))];
  throw new OmakaseError("option", {
    where: "frozen",
    expected: {
      ja: `ネットワークか層の名前（${layers.join("、")}、または ${networkOf(layers[0])}:2）`,
      en: `a network or a layer (${layers.join(", ")}, or ${networkOf(layers[0])}:2)`,
    },
    got: { ja: odd, en: odd },
    remedy: { ja: "名前を直してください", en: "Correct the name" },
  });
}

function frozenBy(names: readonly string[], one: string): Set<string> {
  const [, network, count] = /^(\w+):(\d+)$/.exec(one) ?? [];
  if (network === undefined) return new Set(names.filter((name) => name === one || name.startsWith(`${one}.`)));
  const own = names.filter((name) => name.startsWith(`${network}.`));
  const first = new Set([...new Set(own.map(layerOf))].slice(0, Number(count)));
  return new Set(own.filter((name) => first.has(layerOf(name))));
}

function layerOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}

function networkOf(layer: string): string {
  return layer.split(".")[0];
}
