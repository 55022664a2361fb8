import { defineChapter } from "omakase/lesson";

const detective = [
  "const real = discriminator(pair(inputs, images));",
  "const fake = discriminator(pair(inputs, fakes));",
  "return add(meanAll(softplus(multiply(real, -1))), meanAll(softplus(fake)));",
].join("\n");

export default defineChapter({
  number: 10,
  name: "pix2pix",
  title: { ja: "pix2pix: 描くと、おすしになる", en: "pix2pix: draw, and it becomes sushi" },
  idea: {
    ja: "偽札づくりは、注文の線画からおすしを描きます。鑑定士は、線画と絵を対で見るので、注文とちがう絵は見やぶられます。手本をなぞる先生と鑑定士、二人の先生を足します。",
    en: "The counterfeiter paints sushi from your drawing. The detective sees drawing and picture as a pair, so it notices when the order was ignored. Two teachers are added up: tracing, and the detective.",
  },
  picture: "pair.svg",
  reading: 10,
  seconds: 40,
  sizes: { default: { size: 32, count: 500, steps: 1500 }, reduced: { size: 16, count: 64, steps: 150 } },
  teaches: [
    { ja: "対", en: "pair" },
    { ja: "なぞり", en: "tracing" },
  ],
  needs: ["loss", "counterfeiter", "detective"],
  hints: [
    [
      {
        ja: "7 章の鑑定士の損失と同じ形です。ちがいは、見せるのが絵 1 枚ではなく、対だということ。",
        en: "It is the detective's loss of chapter 7; it sees a pair instead of one picture.",
      },
      {
        ja: "7 章の偽札づくりの損失に、手本とのちがいも入れます。",
        en: "It is the counterfeiter's loss of chapter 7, and the difference from the right picture.",
      },
    ],
    [
      {
        ja: "対は pair(inputs, images) と pair(inputs, fakes)。「低いと、くやしい」は softplus(multiply(点数, -1))、「高いと、くやしい」は softplus(点数) の平均です。",
        en: 'The pairs are pair(inputs, images) and pair(inputs, fakes). "Low hurts" is softplus(multiply(score, -1)), "high hurts" is softplus(score); take the mean.',
      },
      {
        ja: "trick は、fakes の対の点数が「低いと、くやしい」。copy は multiply(copyError(fakes, images), pull) です。",
        en: 'trick: "low hurts", for the score of the pair with fakes. copy is multiply(copyError(fakes, images), pull).',
      },
    ],
    [
      "return add(meanAll(softplus(multiply(discriminator(pair(inputs, images)), -1))), meanAll(softplus(discriminator(pair(inputs, fakes)))));",
      "return { trick: meanAll(softplus(multiply(discriminator(pair(inputs, fakes)), -1))), copy: multiply(copyError(fakes, images), pull) };",
    ],
  ],
  mistakes: {
    noPair: {
      answers: [
        "const real = discriminator(pair(images, images));\nconst fake = discriminator(pair(fakes, fakes));\nreturn add(meanAll(softplus(multiply(real, -1))), meanAll(softplus(fake)));",
      ],
      hint: {
        ja: "鑑定士が下絵を見ていません。それでは、注文がマグロでも、上手なタマゴが合格です。pair(inputs, 絵) の順で見せてください。",
        en: "The detective does not see the drawing: whoever orders tuna may get a lovely omelette. Show it pair(inputs, picture), in this order.",
      },
    },
    swapped: {
      answers: [
        "const real = discriminator(pair(inputs, images));\nconst fake = discriminator(pair(inputs, fakes));\nreturn add(meanAll(softplus(real)), meanAll(softplus(multiply(fake, -1))));",
      ],
      hint: {
        ja: "鑑定士が、本物を「偽物」、偽物を「本物」と言うように習っています。マイナス（-1）を付けるのは、images との対のほうです。",
        en: "The detective learns to call real pairs fake, and fakes real. The minus (-1) belongs to the pair with images.",
      },
    },
    noCopy: {
      answers: [detective, "return { trick: meanAll(softplus(multiply(discriminator(pair(inputs, fakes)), -1))) };"],
      hint: {
        ja: "copy がありません。手本を忘れて、本物らしければ何でもよい、という画家になります。",
        en: "There is no copy. The painter forgets the right picture: anything that looks real will do.",
      },
    },
    noPull: {
      answers: [
        detective,
        "const trick = meanAll(softplus(multiply(discriminator(pair(inputs, fakes)), -1)));\nreturn { trick, copy: copyError(fakes, images) };",
      ],
      hint: {
        ja: "copy は入っていますが、小さすぎます。multiply( , pull) で pull 倍してください。",
        en: "copy is there, but far too weak. Make it pull times as large: multiply( , pull).",
      },
    },
    squared: {
      answers: [
        detective,
        "const trick = meanAll(softplus(multiply(discriminator(pair(inputs, fakes)), -1)));\nconst error = subtract(fakes, images);\nreturn { trick, copy: multiply(meanAll(multiply(error, error)), pull) };",
      ],
      hint: {
        ja: "ちがいが二乗になっています。二乗は「無難な平均」が好きで、ぼやけます。ここでは、できあいの copyError（絶対値）を使いましょう。",
        en: "The difference is squared. Squares love the safe average, which is blurred. Use the ready-made copyError, which is absolute.",
      },
    },
    noTrick: {
      answers: [detective, "return { copy: multiply(copyError(fakes, images), pull) };"],
      hint: {
        ja: "trick がありません。鑑定士がいくら勉強しても、偽札づくりが聞いていなければ、なぞるだけです。",
        en: "There is no trick. However much the detective learns, a counterfeiter who does not listen goes on tracing.",
      },
    },
    helpsOpponent: {
      answers: [
        detective,
        "const trick = meanAll(softplus(discriminator(pair(inputs, fakes))));\nreturn { trick, copy: multiply(copyError(fakes, images), pull) };",
      ],
      hint: {
        ja: "偽札づくりが、見やぶられるほど得をしています。偽物の対の点が「低いと、くやしい」にしてください（-1 倍）。",
        en: "The counterfeiter gains by being found out. A low score of its pair must hurt: multiply by -1.",
      },
    },
  },
});
