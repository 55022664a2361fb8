import { defineChapter } from "omakase/lesson";

const eighth = "x = add(x, multiply(flow(x, t), 1 / 8));";
const between = "const between = add(multiply(start, subtract(1, t)), multiply(home, t));";

export default defineChapter({
  number: 12,
  name: "latent-flow",
  title: { ja: "VAE と GAN の仲直り、そして、あなたの絵", en: "VAE and GAN make peace, and your own pictures" },
  idea: {
    ja: "くっきりしたオートエンコーダーの地図には、穴があります。そこで、さいころの落ちた所から絵の住む所まで、案内係に道をききながら 8 歩で歩きます。案内係の損失は 1 つだけで、けんか相手はいりません。",
    en: "The map of a sharp autoencoder has holes. So the dice walk, in 8 steps, to where pictures live, and ask a guide for the way at each step. The guide has one loss and no opponent.",
  },
  picture: "walk.svg",
  reading: 15,
  seconds: 90,
  sizes: { default: { size: 32, count: 2000, steps: 3000 }, reduced: { size: 16, count: 256, steps: 400 } },
  teaches: [
    { ja: "向き", en: "way" },
    { ja: "仲直り", en: "peace" },
  ],
  needs: ["encoder", "decoder", "latent", "noise", "hole", "loss", "detective"],
  hints: [
    [
      { ja: "いまの場所に、向きの 8 分の 1 を足します。", en: "Add an eighth of the way to where you are." },
      {
        ja: "道の途中に立たせて、向きを当てさせ、正しい向きとくらべます。",
        en: "Stand somewhere on the road, guess the way, and compare it with the right one.",
      },
    ],
    [
      { ja: "8 分の 1 は multiply(flow(x, t), 1 / 8) です。", en: "An eighth is multiply(flow(x, t), 1 / 8)." },
      {
        ja: "途中の場所は add(multiply(start, subtract(1, t)), multiply(home, t))。正しい向きは subtract(home, start)。",
        en: "The place on the road is add(multiply(start, subtract(1, t)), multiply(home, t)). The right way is subtract(home, start).",
      },
    ],
    [
      "x = add(x, multiply(flow(x, t), 1 / 8));",
      {
        ja: "途中の場所を between、正しい向きを way として、return meanAll(square(subtract(flow(between, t), way)));",
        en: "With between for the place and way for the right way, return meanAll(square(subtract(flow(between, t), way)));",
      },
    ],
  ],
  mistakes: {
    staysHome: {
      answers: ["x = add(x, multiply(flow(x, t), 0));"],
      hint: {
        ja: "一歩も動いていません。かけるのは 0 ではなく、1 / 8 です。",
        en: "It does not move at all. Multiply by 1 / 8, not by 0.",
      },
    },
    tooFast: {
      answers: ["x = add(x, flow(x, t));"],
      hint: {
        ja: "歩幅が 8 倍です。8 歩で着くはずの道を、1 歩で通りすぎました。向きの 8 分の 1 を足してください。",
        en: "Eight times too fast: the first step goes all the way, and seven more follow. Add an eighth of the way.",
      },
    },
    forgetsPlace: {
      answers: ["x = multiply(flow(x, t), 1 / 8);"],
      hint: {
        ja: "いまいる場所を忘れています。x に足してください: add(x, …)。",
        en: "It forgets where it is. Add the step to x: add(x, …).",
      },
    },
    backwards: {
      answers: [eighth, `${between}\nreturn meanAll(square(subtract(flow(between, t), subtract(start, home))));`],
      hint: {
        ja: "向きが逆です。絵から、さいころのほうへ帰ってしまいます。way は home − start です。",
        en: "The wrong way round: it leads from the picture back to the dice. The way is home minus start.",
      },
    },
    turnedTime: {
      answers: [
        eighth,
        "const between = add(multiply(home, subtract(1, t)), multiply(start, t));\nreturn meanAll(square(subtract(flow(between, t), subtract(home, start))));",
      ],
      hint: {
        ja: "時計が逆まわりです。時刻 0 には start に、時刻 1 には home にいるようにしてください。",
        en: "The clock runs backwards. At time 0 be at start, at time 1 at home.",
      },
    },
    pointsToPlace: {
      answers: [eighth, `${between}\nreturn meanAll(square(subtract(flow(between, t), home)));`],
      hint: {
        ja: "当てるのは、行き先 home ではなく「向き」です。向きは home − start。",
        en: "It has to tell the way, not the place home. The way is home minus start.",
      },
    },
    noBetween: {
      answers: [eighth, "return meanAll(square(subtract(flow(home, t), subtract(home, start))));"],
      hint: {
        ja: "いつもゴール home に立って道をきいています。道の途中（between）に立たせてください。",
        en: "It always asks the way at the goal, home. Ask it on the road, at between.",
      },
    },
  },
});
