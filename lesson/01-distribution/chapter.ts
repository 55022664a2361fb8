import { defineChapter } from "omakase/lesson";

export default defineChapter({
  number: 1,
  name: "distribution",
  title: { ja: "「生成」って何？ さいころで顔を作る", en: 'What is "generating"? Dice that make faces' },
  idea: {
    ja: "生成とは、見たことはないけれど、それらしいものを作ることです。「どのへんに、どれくらいあるか」という分布を知っていれば、さいころで新しいものを作れます。同じ分布で、仲間はずれにも気づけます。",
    en: "To generate is to make something that was never seen and yet looks right. Who knows the distribution, where things are and how many, can roll dice for new ones. The same distribution shows what is an outlier.",
  },
  picture: "cloud.svg",
  reading: 10,
  seconds: 15,
  sizes: { default: { size: 32, count: 427, steps: 4 }, reduced: { size: 16, count: 227, steps: 3 } },
  teaches: [
    { ja: "分布", en: "distribution" },
    { ja: "さいころ", en: "dice" },
    { ja: "つまみ", en: "knob" },
    { ja: "仲間はずれ", en: "outlier" },
  ],
  needs: [],
  hints: [
    [
      {
        ja: "dice の数 1 つ 1 つに、同じ番号の spread をかけます。dice.map((数, 番号) => 式) は、全部の数に式を当てはめた、新しい列を作ります。",
        en: "Multiply every number of dice by the spread of the same place. dice.map((value, which) => …) makes a new row by doing the same to every number.",
      },
      {
        ja: "person の数 1 つ 1 つに、同じ番号の having を足して、lacking を引きます。これも map です。",
        en: "To every number of person, add having of the same place, and subtract lacking. It is map again.",
      },
      {
        ja: "1 点ごとのちがいを二乗した列を map で作り、それを reduce で全部足します。",
        en: "Make a row of squared differences by map, and add it up by reduce.",
      },
    ],
    [
      { ja: "map の中の式は value * spread[which] です。", en: "Inside map: value * spread[which]." },
      {
        ja: "map の中の式は value + having[which] - lacking[which] です。",
        en: "Inside map: value + having[which] - lacking[which].",
      },
      {
        ja: "map の中の式は (value - copy[dot]) ** 2、reduce の中の式は sum + one で、0 から始めます。",
        en: "Inside map: (value - copy[dot]) ** 2. Inside reduce: sum + one, from 0.",
      },
    ],
    [
      "return dice.map((value, which) => value * spread[which]);",
      "return person.map((value, which) => value + having[which] - lacking[which]);",
      {
        ja: "const differences = picture.map((value, dot) => (value - copy[dot]) ** 2); のあと return differences.reduce((sum, one) => sum + one, 0);",
        en: "const differences = picture.map((value, dot) => (value - copy[dot]) ** 2); then return differences.reduce((sum, one) => sum + one, 0);",
      },
    ],
  ],
  mistakes: {
    forgetsSpread: {
      answers: ["return dice.map((value) => value);"],
      hint: {
        ja: "どのつまみも、同じ広さで回しています。大きく動くつまみと、少ししか動かないつまみがあります。spread[which] をかけましょう。",
        en: "Every knob turns equally far. Some move a lot and some hardly at all: multiply by spread[which].",
      },
    },
    addsSpread: {
      answers: ["return dice.map((value, which) => value + spread[which]);"],
      hint: {
        ja: "spread を足しています。それでは、どの顔も同じほうへずれるだけです。かけ算（*）にしましょう。",
        en: "spread is added, which only pushes every face the same way. Multiply (*) instead.",
      },
    },
    swapped: {
      answers: [
        "return dice.map((value, which) => value * spread[which]);",
        "return person.map((value, which) => value - having[which] + lacking[which]);",
      ],
      hint: {
        ja: "逆です。ひげのある人から、ひげをそってしまいます。having を足して、lacking を引きましょう。",
        en: "The other way round: it shaves people. Add having, and subtract lacking.",
      },
    },
    forgetsLacking: {
      answers: [
        "return dice.map((value, which) => value * spread[which]);",
        "return person.map((value, which) => value + having[which]);",
      ],
      hint: {
        ja: "「ある人」の顔を、まるごと足しています。足したいのは、ちがいだけです。lacking[which] を引きましょう。",
        en: "It adds a whole face. Only the difference is wanted: subtract lacking[which].",
      },
    },
    cancelsOut: {
      answers: [
        "return dice.map((value, which) => value * spread[which]);",
        "return person.map((value, which) => value + having[which] - lacking[which]);",
        "return picture.map((value, dot) => value - copy[dot]).reduce((sum, one) => sum + one, 0);",
      ],
      hint: {
        ja: "二乗がありません。明るすぎる点と暗すぎる点が打ち消しあって、まるでちがう絵でも 0 になることがあります。",
        en: "There is no square. Too bright and too dark cancel out, and a picture that is quite wrong can score 0.",
      },
    },
    ignoresCopy: {
      answers: [
        "return dice.map((value, which) => value * spread[which]);",
        "return person.map((value, which) => value + having[which] - lacking[which]);",
        "return picture.map((value) => value ** 2).reduce((sum, one) => sum + one, 0);",
      ],
      hint: {
        ja: "copy を使っていません。それでは「どれだけ明るいか、暗いか」です。copy[dot] を引いてから、二乗しましょう。",
        en: "copy is not used, so this says how bright or dark a picture is. Subtract copy[dot] before you square.",
      },
    },
  },
});
