import { defineChapter } from "omakase/lesson";

export default defineChapter({
  number: 4,
  name: "morph",
  title: { ja: "モーフィング: まっすぐ行くか、まるく行くか", en: "Morphing: straight, or round?" },
  idea: {
    ja: "2 つの絵のあいだを歩くと、絵がなめらかに変わります。数が 32 個もあると、まん中にはだれも住んでいないので、まっすぐ行くと絵がぼやけます。同じ長さをたもって、まるく行きます。",
    en: "Walk between the places of two pictures, and one turns smoothly into the other. With 32 numbers nobody lives in the middle, so the straight way leads through blurred pictures. Go round: keep the length.",
  },
  picture: "ring.svg",
  reading: 8,
  seconds: 35,
  sizes: { default: { size: 32, count: 1000, steps: 2500 }, reduced: { size: 16, count: 200, steps: 300 } },
  teaches: [
    { ja: "モーフィング", en: "morph" },
    { ja: "長さ", en: "length" },
  ],
  needs: ["map", "dice", "decoder"],
  hints: [
    [
      {
        ja: "定規 Math.hypot は、数をばらばらに受けとります。列 numbers をばらして渡します。",
        en: "The ruler Math.hypot takes separate numbers: take the row numbers apart for it.",
      },
      {
        ja: "まっすぐは「a から、差の t 倍だけ進む」です。a の数 1 つ 1 つに map で当てはめます。",
        en: "Straight: from a, go t times the difference. Do it to every number of a, by map.",
      },
      {
        ja: "まるくは、まっすぐ行った先 middle を、ちょうどよい長さまで引きのばします。",
        en: "Round: take the place on the straight way, middle, and stretch it to the right length.",
      },
    ],
    [
      { ja: "列をばらすのは ...numbers です。", en: "...numbers takes the row apart." },
      { ja: "map の中の式は value + t * (b[which] - value) です。", en: "Inside map: value + t * (b[which] - value)." },
      {
        ja: "wanted は、lengthOf(a) から lengthOf(b) へ t だけ進んだ長さ。それを lengthOf(middle) で割ったものを、middle の全部の数にかけます。",
        en: "wanted goes from lengthOf(a) to lengthOf(b) by t; every number of middle is multiplied by wanted / lengthOf(middle).",
      },
    ],
    [
      "return Math.hypot(...numbers);",
      "return a.map((value, which) => value + t * (b[which] - value));",
      {
        ja: "const wanted = lengthOf(a) + t * (lengthOf(b) - lengthOf(a)); のあと return middle.map((value) => (value * wanted) / lengthOf(middle));",
        en: "const wanted = lengthOf(a) + t * (lengthOf(b) - lengthOf(a)); then return middle.map((value) => (value * wanted) / lengthOf(middle));",
      },
    ],
  ],
  mistakes: {
    countsNumbers: {
      answers: ["return numbers.length;"],
      hint: {
        ja: "numbers.length は「数が何個あるか」です。知りたいのは、まん中からの距離。定規 Math.hypot を使いましょう。",
        en: "numbers.length says how many numbers there are. Wanted is the distance from the middle: use the ruler, Math.hypot.",
      },
    },
    backwards: {
      answers: ["return Math.hypot(...numbers);", "return a.map((value, which) => b[which] + t * (value - b[which]));"],
      hint: {
        ja: "b から a へ、逆向きに進んでいます。t が 0 のとき a、1 のとき b です。",
        en: "It goes from b to a. At t = 0 it should be a, and at t = 1 it should be b.",
      },
    },
    onlyDifference: {
      answers: ["return Math.hypot(...numbers);", "return a.map((value, which) => t * (b[which] - value));"],
      hint: {
        ja: "差だけを返しています。出発点の a（value）に足してください。",
        en: "That is the difference alone. Add it to where you start: a, which is value.",
      },
    },
    stillStraight: {
      answers: [
        "return Math.hypot(...numbers);",
        "return a.map((value, which) => value + t * (b[which] - value));",
        "return middle;",
      ],
      hint: {
        ja: "まだ、まっすぐのままです。途中の長さが足りません。「wanted ÷ いまの長さ」を、全部の数にかけましょう。",
        en: "It still goes straight, and is too short on the way. Multiply every number by wanted divided by the length now.",
      },
    },
    lengthOne: {
      answers: [
        "return Math.hypot(...numbers);",
        "return a.map((value, which) => value + t * (b[which] - value));",
        "return middle.map((value) => value / lengthOf(middle));",
      ],
      hint: {
        ja: "長さが、いつも 1 になっています。いまの長さで割ったら、wanted をかけるのを忘れずに。",
        en: "The length is always 1. After dividing by the length now, multiply by wanted.",
      },
    },
    fixedLength: {
      answers: [
        "return Math.hypot(...numbers);",
        "return a.map((value, which) => value + t * (b[which] - value));",
        "return middle.map((value) => (value * lengthOf(a)) / lengthOf(middle));",
      ],
      hint: {
        ja: "ずっと a の長さのままなので、b にたどり着けません。wanted は、a の長さから b の長さへ、t だけ進みます。",
        en: "It keeps the length of a, so it never arrives at b. wanted goes from the length of a to that of b, by t.",
      },
    },
  },
});
