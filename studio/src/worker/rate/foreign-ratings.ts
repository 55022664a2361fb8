import { OmakaseError } from "omakase/studio";

/** Returns the error for ratings of another model's pictures, which carry no information about this one. */
export function foreignRatingsError(where: string, got: string, expected: string): OmakaseError {
  const short = (hash: string) => hash.slice(0, 12);
  return new OmakaseError("source", {
    where,
    expected: { ja: `モデル ${short(expected)} の絵の評価`, en: `ratings of pictures of the model ${short(expected)}` },
    got: { ja: `モデル ${short(got)} のもの`, en: `ratings of ${short(got)}` },
    remedy: { ja: "そのモデルを選んでから、もう一度読みこんでください", en: "Choose that model, then read them in" },
  });
}
