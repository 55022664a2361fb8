import { defineChapter } from "omakase/lesson";

export default defineChapter({
  number: 7,
  name: "dcgan",
  title: { ja: "DCGAN: 偽札づくりと鑑定士の、おすし対決", en: "DCGAN: counterfeiter against detective, with sushi" },
  idea: {
    ja: "偽札づくりと鑑定士が、点のかわりに、おすしの絵で対決します。鑑定士は、本物の低い点と、偽物の高い点が痛い。偽札づくりは、偽物の低い点だけが痛い。",
    en: "Counterfeiter and detective now play with pictures of sushi. A low score for a real picture hurts the detective, and so does a high one for a fake. Only a low score for a fake hurts the counterfeiter.",
  },
  picture: "softplus.svg",
  reading: 15,
  seconds: 50,
  sizes: { default: { size: 32, count: 2000, steps: 2000 }, reduced: { size: 16, count: 256, steps: 300 } },
  teaches: [
    { ja: "偽札づくり", en: "counterfeiter" },
    { ja: "鑑定士", en: "detective" },
  ],
  needs: ["loss", "noise"],
  hints: [
    [
      {
        ja: "鑑定士が困るのは 2 つ: 本物に低い点をつけたとき、偽物に高い点をつけたとき。",
        en: "Two things hurt the detective: a low score for a real picture, and a high one for a fake.",
      },
      {
        ja: "偽札づくりが困るのは 1 つ: 偽物の点が低いとき。",
        en: "One thing hurts the counterfeiter: a low score for a fake.",
      },
    ],
    [
      {
        ja: "「低いと困る」は softplus(multiply(点数, -1))、「高いと困る」は softplus(点数)。それぞれ meanAll(…) で平均して、add で足します。",
        en: '"A low score hurts" is softplus(multiply(score, -1)), "a high score hurts" is softplus(score). Take meanAll(…) of each, and add them.',
      },
      {
        ja: "「低いと困る」を、偽物の点数 discriminator(fakes) で書きます。",
        en: 'Write "a low score hurts" for the score of fakes, discriminator(fakes).',
      },
    ],
    [
      "return add(meanAll(softplus(multiply(discriminator(images), -1))), meanAll(softplus(discriminator(fakes))));",
      "return meanAll(softplus(multiply(discriminator(fakes), -1)));",
    ],
  ],
  mistakes: {
    swapped: {
      answers: [
        "const missed = meanAll(softplus(discriminator(images)));\nconst fooled = meanAll(softplus(multiply(discriminator(fakes), -1)));\nreturn add(missed, fooled);",
      ],
      hint: {
        ja: "鑑定士が、本物を「偽物」と、または偽物を「本物」と言うように習っています。-1 をかけるのは、本物の点数 discriminator(images) だけ。softplus の中でかけます。",
        en: "The detective learns to call real pictures fake, or fakes real. Multiply by -1 the score of real ones, discriminator(images), inside softplus, and nothing else.",
      },
    },
    minusOutside: {
      answers: [
        "return add(meanAll(multiply(softplus(discriminator(images)), -1)), meanAll(softplus(discriminator(fakes))));",
      ],
      hint: {
        ja: "向きは合っています。でも、ひどくまちがえた絵ほど坂が平らになり、そこから習えません。-1 をかけるのは、softplus の外ではなく中です。",
        en: "The direction is right. But where a score is very wrong, the loss is flat, and nothing is learned from it. Put the -1 inside softplus, not outside.",
      },
    },
    noScores: {
      answers: ["return add(meanAll(softplus(multiply(images, -1))), meanAll(softplus(fakes)));"],
      hint: {
        ja: "images と fakes は絵で、点数ではありません。点数をつけるのは鑑定士です: discriminator(images)、discriminator(fakes)。",
        en: "images and fakes are pictures, not scores. The detective gives the scores: discriminator(images), discriminator(fakes).",
      },
    },
    onlyReal: {
      answers: ["return meanAll(softplus(multiply(discriminator(images), -1)));"],
      hint: {
        ja: "鑑定士に、偽物を一度も見せていません（discriminator(fakes)）。何でも「本物！」と言う鑑定士になります。fakes の分も足してください。",
        en: "The detective is never shown a fake, discriminator(fakes), and will call everything real. Add the part for fakes.",
      },
    },
    onlyFakes: {
      answers: ["return meanAll(softplus(discriminator(fakes)));"],
      hint: {
        ja: "鑑定士に、本物を一度も見せていません（discriminator(images)）。何でも「偽物！」と言う鑑定士になります。images の分も足してください。",
        en: "The detective is never shown a real picture, discriminator(images), and will call everything a fake. Add the part for images.",
      },
    },
    helpsOpponent: {
      answers: [
        "return add(meanAll(softplus(multiply(discriminator(images), -1))), meanAll(softplus(discriminator(fakes))));",
        "return meanAll(softplus(discriminator(fakes)));",
      ],
      hint: {
        ja: "偽札づくりが、鑑定士を助けています！ 見やぶられるほど得をする損失です。偽物の点が「低いと困る」にしてください（-1 倍）。",
        en: "The counterfeiter helps the detective! It gains by being found out. A low score must hurt: multiply by -1.",
      },
    },
    generatorNoScores: {
      answers: [
        "return add(meanAll(softplus(multiply(discriminator(images), -1))), meanAll(softplus(discriminator(fakes))));",
        "return meanAll(softplus(multiply(fakes, -1)));",
      ],
      hint: {
        ja: "fakes は絵で、点数ではありません。点数をつけるのは鑑定士です: discriminator(fakes)。",
        en: "fakes are pictures, not scores. The detective gives the scores: discriminator(fakes).",
      },
    },
    givesUp: {
      answers: [
        "return add(meanAll(softplus(multiply(discriminator(images), -1))), meanAll(softplus(discriminator(fakes))));",
        "return multiply(meanAll(softplus(discriminator(fakes))), -1);",
      ],
      hint: {
        ja: "向きは合っています。でも、完全に見やぶられると坂が平らになり、あきらめてしまいます。-1 をかけるのは、softplus の外ではなく中です。",
        en: "The direction is right. But when every fake is found out, the slope is flat, and the counterfeiter gives up. Put the -1 inside softplus, not outside.",
      },
    },
  },
});
