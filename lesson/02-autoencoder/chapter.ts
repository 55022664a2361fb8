import { defineChapter } from "omakase/lesson";

export default defineChapter({
  number: 2,
  name: "autoencoder",
  title: { ja: "オートエンコーダー: 絵を 16 個の数に", en: "An autoencoder: a picture in 16 numbers" },
  idea: {
    ja: "エンコーダーは、絵を 16 個の数にします。デコーダーは、その 16 個の数から絵を描きます。損失は写しと元の絵のちがいで、それを小さくするうちに、二人は暗号を作ります。",
    en: "The encoder turns a picture into 16 numbers. The decoder paints a picture from these numbers alone. The loss is how much the copy differs from the picture; as it gets smaller, the two make up a code.",
  },
  picture: "hourglass.svg",
  reading: 12,
  seconds: 25,
  sizes: { default: { size: 32, count: 1000, steps: 2000 }, reduced: { size: 16, count: 64, steps: 60 } },
  teaches: [
    { ja: "エンコーダー", en: "encoder" },
    { ja: "デコーダー", en: "decoder" },
    { ja: "損失", en: "loss" },
    { ja: "潜在変数", en: "latent" },
  ],
  needs: [],
  hints: [
    [
      {
        ja: "写し（copy）は、decoder(encoder(images)) です。損失は「写しと元の絵が、どれだけちがうか」を表す、数 1 個のテンソルです。",
        en: "The copy is decoder(encoder(images)). The loss is a tensor with one number: how much the copy differs from the picture.",
      },
      {
        ja: "先に、numbers の写しを作ります。変えるのは、写しのほうの 1 個だけです。",
        en: "First make a copy of numbers. Then change one number, in the copy.",
      },
    ],
    [
      {
        ja: "ちがいは subtract(copy, images)、二乗は square(…)、全部の平均は meanAll(…)。入れ子にして書きます。",
        en: "The difference is subtract(copy, images), its square is square(…), the mean of all is meanAll(…): one inside the other.",
      },
      {
        ja: "写しは numbers.slice()。写しの [which] に value を入れて、写しを return します。",
        en: "The copy is numbers.slice(). Put value into its [which], and return the copy.",
      },
    ],
    [
      "return meanAll(square(subtract(decoder(encoder(images)), images)));",
      {
        ja: "const moved = numbers.slice(); のあと moved[which] = value; そして return moved;",
        en: "const moved = numbers.slice(); then moved[which] = value; then return moved;",
      },
    ],
  ],
  mistakes: {
    noSquare: {
      answers: ["const copy = decoder(encoder(images));\nreturn meanAll(subtract(copy, images));"],
      hint: {
        ja: "二乗（square）がありません。明るすぎる点と暗すぎる点が打ち消しあって、ひどい写しでも 0 になってしまいます。",
        en: "There is no square. Too bright and too dark cancel out, so a terrible copy can score 0.",
      },
    },
    noCopy: {
      answers: ["return meanAll(square(subtract(images, images)));"],
      hint: {
        ja: "写しを作っていません。元の絵どうしをくらべても、ちがいはいつも 0 です。decoder(encoder(images)) とくらべましょう。",
        en: "There is no copy in it. A picture never differs from itself: compare it with decoder(encoder(images)).",
      },
    },
    changesOriginal: {
      answers: [
        "return meanAll(square(subtract(decoder(encoder(images)), images)));",
        "numbers[which] = value;\nreturn numbers;",
      ],
      hint: {
        ja: "元の 16 個まで変わってしまいました。先に const moved = numbers.slice(); で写しを作り、写しのほうを変えます。",
        en: "The 16 numbers you were given have changed, too. First make a copy, const moved = numbers.slice(); and change that.",
      },
    },
  },
});
