import { defineChapter } from "omakase/lesson";

export default defineChapter({
  number: 6,
  name: "points",
  title: { ja: "偽札づくりと鑑定士: 点の世界で", en: "Counterfeiter and detective: in a world of points" },
  idea: {
    ja: "偽札づくりは、でたらめな数から偽札を作り、鑑定士は、本物か偽物かの点数をつけます。二人は、番をかわりばんこに学びます。偽札づくりの番が多すぎると、1 か所ばかりに作る「崩壊」が起こり、それは損失からは見えません。",
    en: "The counterfeiter makes fakes from random numbers, and the detective gives each note a score: real or fake. They learn by turns. With too many turns the counterfeiter makes everything in one place, a collapse, and no loss shows it.",
  },
  picture: "game.svg",
  reading: 12,
  seconds: 8,
  sizes: { default: { size: 1, count: 4000, steps: 2000 }, reduced: { size: 1, count: 4000, steps: 1200 } },
  teaches: [
    { ja: "偽札づくり", en: "counterfeiter" },
    { ja: "鑑定士", en: "detective" },
    { ja: "崩壊", en: "collapse" },
  ],
  needs: ["loss", "noise"],
  hints: [
    [
      {
        ja: "unfair は「鑑定士の番:偽札づくりの番」です。偽札づくりの番を、うんとふやします。",
        en: 'unfair is "turns of the detective:turns of the counterfeiter". Give the counterfeiter many more.',
      },
      {
        ja: "2 段がまえです。まず 1 つの場所の近くの偽札を数え、つぎに、8 枚以上ある場所を数えます。",
        en: "It has two steps: count the fakes near one place, then count the places with 8 or more.",
      },
    ],
    [
      { ja: "1 対 10 くらいで崩壊します。", en: "One to ten or so makes it collapse." },
      {
        ja: "1 つの場所 [x, y] の近くの偽札は fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length 枚です。",
        en: "Near a place [x, y] there are fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length fakes.",
      },
    ],
    [
      'export const unfair = "1:10";',
      {
        ja: "const near = ([x, y]) => （ヒント 2 の式）; のあと return places.filter((place) => near(place) >= 8).length;",
        en: "const near = ([x, y]) => (the line of hint 2); then return places.filter((place) => near(place) >= 8).length;",
      },
    ],
  ],
  mistakes: {
    wrongWay: {
      answers: ['export const unfair = "10:1";'],
      hint: {
        ja: "逆です。1 つ目の数が鑑定士の番です。偽札づくりの番（2 つ目）を増やしてください。",
        en: "The other way round. The first number is the detective's. Raise the second, the counterfeiter's.",
      },
    },
    stillFair: {
      answers: ['export const unfair = "1:1";'],
      hint: {
        ja: 'まだ公平です。"1:10" のように、偽札づくりの番をずっと増やしてください。',
        en: 'It is still fair. Give the counterfeiter far more turns, such as "1:10".',
      },
    },
    countsFakes: {
      answers: [
        'export const unfair = "1:10";',
        "const near = ([x, y]: Point) => fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length;\nreturn places.map(near).reduce((sum, one) => sum + one, 0);",
      ],
      hint: {
        ja: "偽札の枚数を数えています。数えたいのは「偽札が 8 枚以上ある場所」の数です。",
        en: "That is the number of fakes. Wanted is the number of places that have 8 or more.",
      },
    },
    leavesOutEight: {
      answers: [
        'export const unfair = "1:10";',
        "const near = ([x, y]: Point) => fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length;\nreturn places.filter((place) => near(place) > 8).length;",
      ],
      hint: {
        ja: "ちょうど 8 枚の場所も「8 枚以上」です。> ではなく >= を使います。",
        en: "A place with exactly 8 has 8 or more, too. Use >= in place of >.",
      },
    },
    oneIsEnough: {
      answers: [
        'export const unfair = "1:10";',
        "return places.filter(([x, y]) => fakes.some(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2)).length;",
      ],
      hint: {
        ja: "1 枚でもあれば数えています。迷子の 1 枚は、住んでいるとは言えません。8 枚以上の場所だけを数えましょう。",
        en: "A single fake is enough for it. One lost fake does not live there: count places with 8 or more.",
      },
    },
    countsAll: {
      answers: ['export const unfair = "1:10";', "return places.length;"],
      hint: {
        ja: "いつも全部の場所を数えています。偽札がどこにあるかを、まだ見ていません。",
        en: "It always counts every place. It does not look yet where the fakes are.",
      },
    },
  },
});
