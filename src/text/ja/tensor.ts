import type { tensorSentences as english } from "../en/tensor.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/tensor`, by file. */
export const tensorSentences: Translation<typeof english> = {
  leakyRelu: { slope: { expected: "0 から 1 までの傾き", got: "{slope}", remedy: "0.2 などを指定してください" } },
  random: { outOfRange: { expected: "0 以上の整数", got: "{value}", remedy: "たとえば 1 を指定してください" } },
  rebuild: {
    unknownOperation: {
      expected: "この omakase が知っている演算",
      got: "知らない演算",
      remedy: "omakase を新しくしてください",
    },
  },
  tensor: {
    operator: {
      expected: "テンソルの計算には add や subtract などの関数",
      got: "+ や - や * などの記号",
      remedy: "a + b は add(a, b)、a - b は subtract(a, b)、a * b は multiply(a, b) と書いてください",
    },
  },
  constant: {
    operand: {
      expected: "テンソルか数",
      got: "{got}",
      remedy: "ネットワークや計算の結果を渡してください",
    },
  },
  shape: {
    fit: {
      expected: "{left} に合う形",
      got: "{right} ",
      remedy:
        "{isImages, select, true {大きさは upConv で 2 倍、stride: 2 で半分です} other {後ろから順に、長さを同じにするか、1 にしてください}}",
    },
    lengths: { expected: "1 以上の整数の長さ", got: "{shape}", remedy: "層の大きさを直してください" },
    single: { expected: "1 つの数 []", got: "{shape}", remedy: "sumAll か meanAll で 1 つの数にしてください" },
    axesInBrackets: { expected: "[ ] でかこんだ軸", got: "{got}", remedy: "{call} と書いてください" },
    axes: {
      expected: "{shape} にある軸（0 から数えて、1 度ずつ）",
      got: "{axes}",
      remedy: "ある軸を書いてください",
    },
    values: { expected: "{count} 個の値", got: "{got} 個", remedy: "形と同じ個数の値を渡してください" },
    order: {
      expected: "{shape} の軸を並べかえたもの",
      got: "{order}",
      remedy: "それぞれの軸を 1 度ずつ書いてください",
    },
    factor: {
      expected: "{left} にかけられる形",
      got: "{right}",
      remedy: "左の最後の長さと、右の最後から 2 つ目の長さを同じにしてください",
    },
    counts: {
      expected: "{shape} の軸ごとの個数",
      got: "{before} と {after}",
      remedy: "軸ごとに 2 つの個数を書いてください",
    },
    axis: {
      expected: "軸 {axis} のあるテンソル",
      got: "{isEmpty, select, true {なし} other {{shape}}}",
      remedy: "どれにもある軸でつないでください",
    },
    alike: {
      expected: "軸 {axis} のほかは {first} と同じ形",
      got: "{other}",
      remedy: "ほかの長さを同じにしてください",
    },
    gradient: { expected: "{shape} の形の dy", got: "{got}", remedy: "形を合わせてください" },
    size: {
      expected: "{from} と同じ {count} 個の数の形",
      got: "{to}",
      remedy: "かけると {count} になる長さにしてください",
    },
    weights: {
      expected: "{shape} に合う重み [out, {channels}, height, width]",
      got: "{weights}",
      remedy: "重みと同じチャンネル数の画像を渡してください",
    },
    strides: {
      expected: "1 以上の整数の stride と、0 以上の padding",
      got: "{stride} と {padding}",
      remedy: "stride、kernel、padding を直してください",
    },
    picture: {
      expected: "ふちを足して {kernelHeight} × {kernelWidth} 以上の画像",
      got: "{height} × {width}",
      remedy: "stride のある層を減らすか、大きい画像を使ってください",
    },
    stretch: { expected: "{from} をのばした形", got: "{to}", remedy: "形を合わせてください" },
    block: { expected: "{shape} の中の範囲", got: "{start} からの {size}", remedy: "始まりか大きさを直してください" },
  },
};
