import type { trainSentences as english } from "../en/train.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/train`, by file. */
export const trainSentences: Translation<typeof english> = {
  lossContext: {
    missing: { expected: "{field} のあるモデルの定義", got: "なし", remedy: "defineModel に {field} を書いてください" },
    noise: {
      expected: '{tool}("z", mean.shape) のように、名前と形',
      got: "{isName, select, true {形のところが{got}} other {名前のところが{got}}}",
      remedy:
        "{isName, select, true {名前のあとに形を書いてください} other {はじめに名前を引用符に入れて書いてください}}",
    },
    noiseLength: {
      expected: "1 以上の整数の長さ",
      got: "{got}",
      remedy:
        "{isMissing, select, true {絵の枚数の名前は size です。損失の 1 つ目の引数から {brackets} と受け取ってください} other {形を直してください}}",
    },
    noiseOfTwoShapes: {
      expected: "「{name}」という名前の乱数はどこでも同じ形 {first} ",
      got: "{second} ",
      remedy: "別の名前にするか、形をそろえてください",
    },
    otherSize: {
      expected: "はじめに渡したのと同じ大きさ {first} ",
      got: "{second} ",
      remedy: "このネットワークには同じ大きさのテンソルを渡してください。描く絵は、元の画像と同じ大きさにします",
    },
    unknownWeight: {
      expected: "settings.weights にある名前（{hasNone, select, true {今は 1 つもありません} other {{weights}}}）",
      got: "{name} ",
      remedy: "settings.weights に {name} を書いてください",
    },
  },
  step: {
    notScalar: {
      expected: "項ごとに 1 個の数",
      got: "{name} は {got}",
      remedy: "meanAll などで 1 つの数にしてください",
    },
    noTerms: {
      expected: "1 つの数 [] か、名前の付いた数を返す損失",
      got: "{got}",
      remedy:
        "{isAsync, select, true {async と await を消してください。損失は、何を計算するかを書くだけです} other {損失の前に return を書いてください}}",
    },
    noNames: {
      expected: "1 つの数 [] か、名前の付いた数を返す損失",
      got: "1 つも項のないもの",
      remedy: "項を 1 つ以上 return してください",
    },
    noAccuracy: {
      expected: '損失の中の metric("accuracy", …)',
      got: "なし",
      remedy: "{setting} に auto 以外を指定してください",
    },
  },
  checkSampling: {
    shape: {
      expected: "{wanted} の形",
      got: "{got}",
      remedy: "最後の層を直してください。絵は [batch, channels, size, size]、数は [batch, latent] です",
    },
    range: {
      expected: "−1（黒）から 1（白）までの絵",
      got: "0 より小さい値を出さない {name} ",
      remedy: "絵を描くネットワークは tanh() で終えてください",
    },
    otherWidth: {
      expected: "損失が {network} に渡すのと同じ個数（重み {trained}）",
      got: "{latent}（重み {drawn}）",
      remedy: "latent と noise に、同じ個数を書いてください",
    },
  },
  trainClassifier: {
    noTags: { expected: "タグのある画像", got: "タグのない画像", remedy: "画像のフォルダに tags.csv を置いてください" },
  },
  trainer: {
    resumedWeights: {
      expected: "{shape} 個の値",
      got: "{hasSaved, select, true {{count} 個} other {なし}}",
      remedy: "同じモデルのチェックポイントを使ってください",
    },
    diverged: {
      expected: "ふつうの数",
      got: "{broken}",
      remedy: "学習率を下げて、直前のチェックポイントから再開してください",
    },
    nonFinite: {
      expected: "有限の数",
      got: "NaN か Infinity（最初に出た演算は {op}、入力 {inputs}、出力 {output}、使う重み {weights}）",
      remedy: "この演算の入力を定義域に収めるか、学習率を下げてください",
    },
    noTotalImages: {
      expected: "学習全体で見る画像の数（段階やスケジュールが割合のため）",
      got: "なし",
      remedy: "totalImages かステップ数を指定してください",
    },
  },
  transferWeights: {
    mismatch: {
      expected: "{expected} の重み",
      got: "{noGot, select, true {なし} other {{got}}}",
      remedy: "元のモデルと同じ種類、同じ画像の大きさ、幅、潜在ベクトルの長さにしてください",
    },
  },
  verdict: {
    healthy: { name: "順調です", advice: "このまま続けてください" },
    undertrained: {
      name: "まだ学習不足です",
      advice:
        "描く絵が、まだぼやけているか、ざらざらです。もっと長く学習させてください。それでも変わらなければ、損失の符号と強さを見直し、それから層の特徴の数をふやしてください",
    },
    "too strong": {
      name: "鑑定士が強すぎます",
      advice:
        "偽札づくりが何も学べていません。続くようなら、つり合い（balance）を auto か 1:2 にして学習し直してみてください",
    },
    "too weak": {
      name: "鑑定士が弱すぎます",
      advice:
        "本物とにせ絵を見分けられていません。続くようなら、つり合い（balance）を auto か 2:1 にして学習し直してみてください",
    },
    collapsing: {
      name: "同じ絵ばかりになっています",
      advice: "偽札づくりが同じような絵しか描かなくなりました（モード崩壊）",
    },
    memorising: {
      name: "絵を丸おぼえしています",
      advice: "学習した絵とほとんど同じ絵を描いています。絵を増やすか、左右反転も見せてみてください",
    },
    stalled: { name: "もう良くなっていません", advice: "ここで止めてかまいません。いちばん良いモデルは取ってあります" },
    broken: { name: "学習がこわれました", advice: "計算が発散したか、おぼえたことが失われました" },
  },
};
