import { internal, OmakaseError } from "../error.ts";
import { drawWishes } from "./draw-wishes.ts";
import type { GenerateOptions } from "./generate.ts";
import type { Painter } from "./painter.ts";
import { readWishes } from "./wishes.ts";

/**
 * What some pictures of a seed are to show, with what was wished for: see `drawWishes`. Undefined where the model has no
 * attributes.
 *
 * @throws OmakaseError `option` when the model knows nothing of a wish.
 */
export function wishValues(
  { attributes, trained }: Painter,
  seed: number,
  count: number,
  { first = 0, attributes: wanted = {}, others = "own" }: Pick<GenerateOptions, "first" | "attributes" | "others">,
): Float32Array[] | undefined {
  if (!attributes) {
    if (Object.keys(wanted).length > 0) throw knowsNone(trained.run ?? trained.model.kind);
    return undefined;
  }
  const { examples } = trained;
  if (!examples) throw internal("a model with attributes needs examples to draw wishes from");
  const wishes = readWishes(attributes, wanted, examples);
  return drawWishes(attributes, examples, seed, count, { first, wishes, others });
}

/** A wish for a model that takes none. */
export function knowsNone(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "属性つきのモデル（cgan）", en: "a model with attributes (cgan)" },
    got: { ja: "属性のないモデル", en: "one without" },
    remedy: {
      ja: "まず npx omakase train cgan characters で学習してください",
      en: "Train one first: npx omakase train cgan characters",
    },
  });
}
