import { defineChapter } from "omakase/lesson";

const duel = "const duel = meanAll(softplus(subtract(fake, real)));";
const steepness = "const steepness = meanAll(sum(square(slope), [1, 2, 3]));";
const right = `${duel}\n${steepness}\nreturn { duel, penalty: multiply(steepness, strictness) };`;

export default defineChapter({
  number: 8,
  name: "relativistic",
  title: {
    ja: "もっとよい鑑定士: 見くらべる。そして、崖を作らない",
    en: "A better detective: compare, and build no cliffs",
  },
  idea: {
    ja: "強すぎる鑑定士の点数は崖になり、偽札づくりは、どちらへ登ればよいか分かりません。だから、1 枚ずつではなく、本物と偽物を見くらべます。そして、お目付け役が、坂を急にさせません。",
    en: "The scores of a detective who is too strong are a cliff: the counterfeiter cannot tell which way is up. So the detective compares a real note and a fake instead of looking at one at a time. And a penalty keeps the slope gentle.",
  },
  picture: "cliff.svg",
  reading: 12,
  seconds: 50,
  sizes: { default: { size: 32, count: 2000, steps: 1000 }, reduced: { size: 16, count: 256, steps: 200 } },
  teaches: [
    { ja: "見くらべ", en: "compare" },
    { ja: "お目付け役", en: "penalty" },
    { ja: "坂", en: "slope" },
  ],
  needs: ["counterfeiter", "detective", "loss", "noise"],
  hints: [
    [
      {
        ja: "鑑定士は、fake − real が大きいと損。お目付け役は、slope の二乗が大きいと損。",
        en: "A large fake − real hurts the detective. The penalty: a large slope, squared, hurts.",
      },
      {
        ja: "偽札づくりは、その逆。real − fake が大きいと損です。",
        en: "The counterfeiter, the other way round: a large real − fake hurts.",
      },
    ],
    [
      {
        ja: "「大きいと損」は meanAll(softplus(差))、差は subtract(fake, real)。坂の二乗は square(slope)、1 枚ごとの合計は sum(…, [1, 2, 3])、それを meanAll。",
        en: '"Large hurts" is meanAll(softplus(difference)); the difference is subtract(fake, real). Slope squared is square(slope), the sum for each picture sum(…, [1, 2, 3]); then meanAll.',
      },
      {
        ja: "差は subtract(real, fake)。あとは duel と同じ形です。",
        en: "The difference is subtract(real, fake). The rest is as in duel.",
      },
    ],
    [
      "const duel = meanAll(softplus(subtract(fake, real))); const steepness = meanAll(sum(square(slope), [1, 2, 3])); return { duel, penalty: multiply(steepness, strictness) };",
      "return meanAll(softplus(subtract(real, fake)));",
    ],
  ],
  mistakes: {
    oneByOne: {
      answers: [
        `const duel = meanAll(softplus(multiply(real, -1)));\n${steepness}\nreturn { duel, penalty: multiply(steepness, strictness) };`,
      ],
      hint: {
        ja: "1 枚ずつ見ています。2 枚を見くらべるには、softplus の中に、点数の差 subtract(fake, real) を入れます。",
        en: "It looks at one note at a time. To compare two, put the difference of the scores, subtract(fake, real), inside softplus.",
      },
    },
    backwards: {
      answers: [
        `const duel = meanAll(softplus(subtract(real, fake)));\n${steepness}\nreturn { duel, penalty: multiply(steepness, strictness) };`,
      ],
      hint: {
        ja: "逆です。鑑定士が、偽物のほうを高く買っています。subtract(fake, real) の順にしてください。",
        en: "The other way round: the detective prefers fakes. The order is subtract(fake, real).",
      },
    },
    noPenalty: {
      answers: [`${duel}\nreturn { duel };`],
      hint: {
        ja: "お目付け役がいません。強すぎる鑑定士が、崖を作りほうだいです。penalty も return してください。",
        en: "There is no penalty. A detective this strong builds cliffs everywhere: return penalty, too.",
      },
    },
    meanOfAll: {
      answers: [`${duel}\nreturn { duel, penalty: multiply(meanAll(square(slope)), strictness) };`],
      hint: {
        ja: "坂を全部の点で平均しています。それでは弱すぎて、効きません。1 枚ごとに sum(…, [1, 2, 3]) で合計してから、平均します。",
        en: "The slope is averaged over all dots, which makes it far too weak. First add up each picture, sum(…, [1, 2, 3]), and then take the mean.",
      },
    },
    otherAxes: {
      answers: [`${duel}\nreturn { duel, penalty: multiply(meanAll(sum(square(slope), [1, 2])), strictness) };`],
      hint: {
        ja: "1 枚のうちの一部しか合計していません。sum の軸は [1, 2, 3]（色、たて、よこ）です。",
        en: "Only a part of each picture is added up. The axes of sum are [1, 2, 3]: colours, height, width.",
      },
    },
    noSquare: {
      answers: [`${duel}\nreturn { duel, penalty: multiply(meanAll(sum(slope, [1, 2, 3])), strictness) };`],
      hint: {
        ja: "二乗がありません。上りの坂と下りの坂が、打ち消しあってしまいます。square(slope) にしましょう。",
        en: "There is no square, so slopes up and slopes down cancel out. Use square(slope).",
      },
    },
    forgetsStrictness: {
      answers: [`${duel}\n${steepness}\nreturn { duel, penalty: steepness };`],
      hint: {
        ja: "お目付け役の強さ strictness をかけていません。multiply(steepness, strictness) です。",
        en: "The strength of the penalty, strictness, is missing: multiply(steepness, strictness).",
      },
    },
    rewardsSlopes: {
      answers: [`${duel}\n${steepness}\nreturn { duel, penalty: multiply(steepness, -strictness) };`],
      hint: {
        ja: "マイナスがついていて、崖が急なほど得になります。multiply(steepness, strictness) です。",
        en: "The minus rewards steep slopes. It is multiply(steepness, strictness).",
      },
    },
    squareOfSum: {
      answers: [`${duel}\nreturn { duel, penalty: multiply(meanAll(square(sum(slope, [1, 2, 3]))), strictness) };`],
      hint: {
        ja: "合計してから二乗しています。上りの坂と下りの坂が打ち消しあうので、先に二乗、あとで合計です: sum(square(slope), [1, 2, 3])。",
        en: "It adds up first and squares the sum, so slopes up and slopes down cancel out. Square first: sum(square(slope), [1, 2, 3]).",
      },
    },
    sumOfBatch: {
      answers: [`${duel}\nreturn { duel, penalty: multiply(sum(square(slope)), strictness) };`],
      hint: {
        ja: "軸を書かない sum は、全部の絵をまとめて足してしまいます。sum(…, [1, 2, 3]) と書けば 1 枚ごとの合計なので、そのあとで meanAll。",
        en: "Without axes, sum adds up all pictures together. Write sum(…, [1, 2, 3]) for the sum of each picture, and take meanAll of it.",
      },
    },
    minusOutside: {
      answers: [
        `const duel = multiply(meanAll(softplus(subtract(real, fake))), -1);\n${steepness}\nreturn { duel, penalty: multiply(steepness, strictness) };`,
      ],
      hint: {
        ja: "向きは合っています。でも、ひどくまちがえたときほど坂が平らで、習えません。-1 のかわりに、softplus の中を subtract(fake, real) にします。",
        en: "The direction is right. But where the scores are very wrong, the loss is flat. Instead of -1 outside, put subtract(fake, real) inside softplus.",
      },
    },
    givesUp: {
      answers: [right, "return multiply(meanAll(softplus(subtract(fake, real))), -1);"],
      hint: {
        ja: "向きは合っています。でも、完全に見やぶられると坂が平らになり、あきらめてしまいます。-1 のかわりに、softplus の中を subtract(real, fake) にします。",
        en: "The direction is right. But when every fake is found out, the slope is flat, and the counterfeiter gives up. Instead of -1 outside, put subtract(real, fake) inside softplus.",
      },
    },
    looksAtFakesOnly: {
      answers: [right, "return meanAll(softplus(multiply(fake, -1)));"],
      hint: {
        ja: "それは 7 章の損失です。偽物だけでなく、本物との差 subtract(real, fake) を見てください。",
        en: "That is the loss of chapter 7. Look at the difference from the real ones, subtract(real, fake), not at fakes alone.",
      },
    },
    helpsOpponent: {
      answers: [right, "return meanAll(softplus(subtract(fake, real)));"],
      hint: {
        ja: "偽札づくりが、鑑定士と同じことを願っています。差の向きを逆にして、subtract(real, fake) にしましょう。",
        en: "The counterfeiter wants the same as the detective. Turn the difference round: subtract(real, fake).",
      },
    },
  },
});
