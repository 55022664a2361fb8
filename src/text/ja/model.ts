import type { modelSentences as english } from "../en/model.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/model`, by file. */
export const modelSentences: Translation<typeof english> = {
  defineModel: {
    kind: { expected: "モデルの名前", got: "{got}", remedy: 'defineModel に kind: "my-model" などと書いてください' },
    field: {
      expected: "defineModel の項目（{fields}）",
      got: "{name} ",
      remedy:
        "{hasNearest, select, true {{nearest} のまちがいではありませんか} other {{name} のつづりを直してください}}",
    },
    latent: {
      expected: "1 以上の整数（乱数の個数）",
      got: "{got}",
      remedy: "defineModel に latent: 16 などと書いてください",
    },
    inputChannels: {
      expected: "1 か 3",
      got: "値のないもの",
      remedy: "defineModel に inputChannels: 3 などと書いてください",
    },
    noAttributes: {
      expected: "属性（attributes）のあるモデルの定義",
      got: "属性のないもの",
      remedy: "defineModel に attributes を書いてください",
    },
    losses: {
      expected: "loss、losses、stages のどれか 1 つ",
      got: "{count, plural, =0 {どれもないもの} other {# つ}}",
      remedy: "defineModel に、ちょうど 1 つ書いてください",
    },
    lossFunction: {
      expected: "損失を返す関数",
      got: "{got}",
      remedy: "ネットワークごとに損失があるなら、項目の名前を losses にしてください",
    },
    lossName: {
      expected: "ネットワークの名前（{networks}）",
      got: "{name} ",
      remedy:
        "{hasNearest, select, true {{nearest} のまちがいではありませんか} other {この損失で学習するネットワークの名前を書いてください}}",
    },
    stageCount: {
      expected: "0 より大きい images か、0 と 1 の間の fraction の、どちらか 1 つ",
      got: "{isNeither, select, true {どちらもないもの} other {両方}}",
      remedy: "段階には、どちらか 1 つを書いてください",
    },
    stageLength: {
      expected: "0 より大きい images か、0 と 1 の間の fraction",
      got: "{got} ",
      remedy: "段階の長さを直してください",
    },
    noNetworks: {
      expected: "名前の付いたネットワーク",
      got: "1 つもないもの",
      remedy: "defineModel の networks に、名前を付けて書いてください",
    },
    networkName: {
      expected: "英字と数字だけで、損失の道具とも学習の状態とも重ならない名前",
      got: "{name} ",
      remedy: "ネットワークの名前を変えてください",
    },
    network: {
      expected: "sequential(dense(16), relu()) のようなネットワーク",
      got: "{got}",
      remedy: "層を sequential( ) でつないでください",
    },
    result: { expected: "テンソル", got: "{got}", remedy: "結果の前に return を書いてください" },
    setting: {
      expected: "設定の名前（{names}）",
      got: "{name} ",
      remedy:
        "{hasNearest, select, true {{nearest} のまちがいではありませんか} other {{name} のつづりを直してください}}",
    },
    settingValue: { expected: "{example} のような値", got: "{got}", remedy: "{name} を直してください" },
  },
  userCode: {
    broken: { expected: "動くプログラム", got: "「{message}」", remedy: "その行を直してください" },
    notDefined: {
      expected: "このファイルで作るか、import するか、引数で受け取った名前",
      got: "{name} ",
      remedy:
        "つづりを確かめるか、受け取ってください。層は nn、計算は ops、ネットワークと noise は損失の 2 つ目の引数にあります",
    },
    notFunction: {
      expected: "( ) の前には、ネットワークか層か計算の名前",
      got: "{name} ",
      remedy: "つづりを確かめてください。ネットワークと noise は損失の 2 つめの引数、層は nn、計算は ops にあります",
    },
    empty: {
      expected: "値",
      got: ".{field} を読むところに何もないもの",
      remedy: "関数に return があるか、引数の順番が合っているかを確かめてください",
    },
  },
  stageWidths: {
    stageWidths: {
      expected: "8、16、32、64、128、256 のどれか",
      got: "{size}",
      remedy: "たとえば 64 を指定してください",
    },
  },
  latentFlow: {
    unfitLatent: { expected: "{places} の倍数", got: "{latent}", remedy: "たとえば {example} を指定してください" },
  },
  settings: {
    batchSize: "1 ステップの枚数",
    learningRate: "学習率",
    adversarial:
      "損失（GAN のみ）: relativistic、standard、hinge（省くと gan と cgan は relativistic、ほかは standard）",
    augment:
      "鑑定士に見せる絵を少し変える確率 0〜0.8、auto、off（省くと、gan と cgan で絵が少ないとき auto。GAN のみ）",
    balance: "鑑定士と偽札づくりのつり合い: auto、off、または 2:1 のような回数の比（省くと off。GAN のみ）",
    frozen:
      "学習させない層。鑑定士の絵に近い 2 層なら discriminator:2。generator や generator.0 のように名前でも（, で区切る）",
  },
};
