import type { Text } from "../error.ts";
import type { Verdict } from "./health.ts";

/** Names of the verdicts for people, and advice. */
export const verdictWords: Readonly<Record<Verdict, { readonly name: Text; readonly advice: Text }>> = {
  healthy: {
    name: { ja: "順調です", en: "healthy" },
    advice: { ja: "このまま続けてください", en: "go on" },
  },
  "too strong": {
    name: { ja: "鑑定士が強すぎます", en: "detective too strong" },
    advice: {
      ja: "にせ絵師が何も学べていません。続くようなら、--balance auto か --balance 1:2 で学習し直してみてください",
      en: "the counterfeiter learns nothing from it; if this lasts, train anew with --balance auto or --balance 1:2",
    },
  },
  "too weak": {
    name: { ja: "鑑定士が弱すぎます", en: "detective too weak" },
    advice: {
      ja: "本物とにせ絵を見分けられていません。続くようなら、--balance auto か --balance 2:1 で学習し直してみてください",
      en: "it cannot tell real from drawn; if this lasts, train anew with --balance auto or --balance 2:1",
    },
  },
  collapsing: {
    name: { ja: "同じ絵ばかりになっています", en: "collapsing" },
    advice: {
      ja: "にせ絵師が同じような絵しか描かなくなりました（モード崩壊）",
      en: "the counterfeiter draws the same note again and again (mode collapse)",
    },
  },
  memorising: {
    name: { ja: "絵を丸おぼえしています", en: "memorising" },
    advice: {
      ja: "学習した絵とほとんど同じ絵を描いています。絵を増やすか、--flip を付けてみてください",
      en: "it draws training pictures almost exactly; give it more pictures, or --flip",
    },
  },
  stalled: {
    name: { ja: "もう良くなっていません", en: "stop, it is not improving" },
    advice: {
      ja: "ここで止めてかまいません。いちばん良いモデルは取ってあります",
      en: "you can stop here; the best model is kept",
    },
  },
  broken: {
    name: { ja: "学習がこわれました", en: "broken" },
    advice: {
      ja: "計算が発散したか、おぼえたことが失われました",
      en: "the numbers ran away, or what was learned is lost",
    },
  },
};
