import type { nnSentences as english } from "../en/nn.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/nn`, by file. */
export const nnSentences: Translation<typeof english> = {
  dropout: { rate: { expected: "0 以上 1 未満の割合", got: "{rate}", remedy: "0.5 などを指定してください" } },
  dense: {
    flat: {
      expected: "[batch, features] の形",
      got: "{shape} ",
      remedy:
        '{isRow, select, true {noise("z", [batch, {features}]) のように、絵 1 枚に 1 行ずつ渡してください} other {dense の前に flatten() を書いてください}}',
    },
  },
  conv: {
    images: {
      expected: "[batch, channel, height, width] の形",
      got: "{shape}",
      remedy: "前に reshape(channels, height, width) を書いてください",
    },
  },
  features: {
    count: {
      expected: "1 以上の整数",
      got: "{got}",
      remedy: "{isText, select, true {引用符なしで書いてください} other {16 などの数を書いてください}}",
    },
  },
  options: {
    object: { expected: "波かっこの指定", got: "{got} ", remedy: "{layer}({out}, {brackets}) と書いてください" },
  },
  sequential: {
    noLayer: {
      expected: "層",
      got: "{got}",
      remedy: "{isList, select, true {[ ] なしで並べてください} other {dense(16) などの層を順に並べてください}}",
    },
    noTensor: {
      expected: "テンソルを返す層",
      got: "{got}",
      remedy:
        "{isLayer, select, true {relu() のように、層の名前に ( ) を付けてください} other {層の結果を return してください}}",
    },
    noInput: {
      expected: "ネットワークに渡すテンソル",
      got: "{got}",
      remedy:
        "{isBatch, select, true {引数を {brackets} と書いて、中のテンソルを取り出してください} other {画像か数を渡してください}}",
    },
  },
  shape: {
    reshape: {
      expected: "reshape({shape}) には全部で {count} 個の数",
      got: "{from} の {got} 個",
      remedy: "reshape か、その前の層を直してください",
    },
  },
  registry: {
    twoShapes: {
      expected: "はじめに渡したのと同じ形の入力（重み {first}）",
      got: "別の形（重み {second}）",
      remedy: "このネットワークには同じ大きさのテンソルを渡してください。描く絵は、元の画像と同じ大きさにします",
    },
  },
};
