import { defineChapter } from "omakase/lesson";

/** Right answer of the first gap. */
const cloudPoint = 'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));';

/** Answers whose rubber band has other parts for each number, or another strength. */
function rubberOf(parts: string, rubber = "multiply(meanAll(sum(parts, [1])), pull)"): string[] {
  return [cloudPoint, `const parts = ${parts};\nreturn { reconstruction, rubber: ${rubber} };`];
}
const right = "subtract(add(square(mean), exp(logVariance)), add(logVariance, 1))";

export default defineChapter({
  number: 3,
  name: "vae",
  title: { ja: "AE から VAE へ: 地図の穴をふさぐ", en: "From AE to VAE: close the holes in the map" },
  idea: {
    ja: "オートエンコーダーの地図は穴だらけで、さいころが穴に落ちると、でたらめな絵になります。そこで、絵を点ではなく雲にして、雲の中の 1 点を引きます。ゴムが、どの雲もまん中へ、ちょうどよい広さへ引くので、穴がふさがります。",
    en: "The map of an autoencoder is full of holes, and dice that fall into one give nonsense. So a picture becomes a cloud, not a dot, and a point in the cloud is drawn. A rubber band pulls every cloud to the middle and to the right width, and the holes close.",
  },
  picture: "rubber.svg",
  reading: 15,
  seconds: 35,
  sizes: { default: { size: 32, count: 2000, steps: 2000 }, reduced: { size: 32, count: 500, steps: 400 } },
  teaches: [
    { ja: "地図", en: "map" },
    { ja: "穴", en: "hole" },
    { ja: "雲", en: "cloud" },
    { ja: "ノイズ", en: "noise" },
    { ja: "ゴム", en: "rubber band" },
  ],
  needs: ["encoder", "decoder", "loss", "latent"],
  hints: [
    [
      {
        ja: "雲の中の 1 点を引きます。雲の中心 mean から、さいころの目 noise に雲の広さをかけた分だけ、ずらします。",
        en: "It draws a point in the cloud: from its centre, mean, go as far as the dice, noise, times the width of the cloud.",
      },
      {
        ja: "雲をまん中へ引くゴムを計算して、損失に足します。本文の 4 つ（たすもの 2 つ、ひくもの 2 つ）を、そのまま書きます。TODO 1 の ✓ を見てから始めましょう。",
        en: "It is the rubber band, and the sum. Write the four parts of the text as they are: two to add, two to subtract. Begin once TODO 1 has its ✓.",
      },
    ],
    [
      {
        ja: "広さ width は exp(multiply(logVariance, 0.5)) です。",
        en: "The width is exp(multiply(logVariance, 0.5)).",
      },
      {
        ja: "足すものどうし add(square(mean), exp(logVariance)) から、引くものどうし add(logVariance, 1) を subtract します。それを sum で軸 [1] を足し、meanAll。",
        en: "From the two parts to add, add(square(mean), exp(logVariance)), subtract the two others, add(logVariance, 1). Then sum along axis [1], then meanAll.",
      },
    ],
    [
      'const z = add(mean, multiply(width, noise("z", mean.shape)));',
      {
        ja: "引き算の結果を parts として、const rubber = meanAll(sum(parts, [1])); return { reconstruction, rubber: multiply(rubber, pull) };",
        en: "With the difference in parts: const rubber = meanAll(sum(parts, [1])); return { reconstruction, rubber: multiply(rubber, pull) };",
      },
    ],
  ],
  mistakes: {
    ignoresWidth: {
      answers: ['const z = add(mean, noise("z", mean.shape));'],
      hint: {
        ja: "どの雲も同じ広さで散らばっています。noise に width（雲の広さ）をかけましたか？",
        en: "Every cloud scatters by the same width. Is the noise multiplied by the cloud's own width?",
      },
    },
    noHalf: {
      answers: ['const z = add(mean, multiply(exp(logVariance), noise("z", mean.shape)));'],
      hint: {
        ja: "logVariance は「広さの二乗」の対数です。exp の前に半分（× 0.5）にすると、広さになります。",
        en: "logVariance is the logarithm of the width squared. Halve it (× 0.5) before exp, and it is the width.",
      },
    },
    noExpOfWidth: {
      answers: ['const z = add(mean, multiply(noise("z", mean.shape), logVariance));'],
      hint: {
        ja: "logVariance は広さではなく、「広さの二乗」の対数です。広さは exp(multiply(logVariance, 0.5)) です。",
        en: "logVariance is no width: it is the logarithm of the width squared. The width is exp(multiply(logVariance, 0.5)).",
      },
    },
    onlyDice: {
      answers: ['const z = noise("z", mean.shape);'],
      hint: {
        ja: "z が、絵と関係のないさいころだけです。雲の中心 mean に、width をかけたさいころを足します。",
        en: "z is dice alone, and has nothing to do with the picture. Add the dice, multiplied by width, to the centre of the cloud, mean.",
      },
    },
    noNoise: {
      answers: ["const z = mean;"],
      hint: {
        ja: 'z がいつも雲の中心です。さいころがありません: noise("z", mean.shape)。',
        en: 'z is always the centre of the cloud. The dice are missing: noise("z", mean.shape).',
      },
    },
    logSign: {
      answers: rubberOf("subtract(add(add(square(mean), exp(logVariance)), logVariance), 1)"),
      hint: {
        ja: "logVariance を足しています。引いてください。足すと、雲は針のように細くなり、穴がもどってきます。",
        en: "logVariance is added. Subtract it: added, it makes the clouds thin as needles, and the holes come back.",
      },
    },
    noLog: {
      answers: rubberOf("subtract(add(square(mean), exp(logVariance)), 1)"),
      hint: {
        ja: "「ひく logVariance」がありません。小さすぎる雲をふくらませるものがないので、雲は針のように細くなります。",
        en: "Minus logVariance is missing. Nothing blows up a cloud that is too small, so the clouds get thin as needles.",
      },
    },
    noExp: {
      answers: rubberOf("subtract(square(mean), add(logVariance, 1))"),
      hint: {
        ja: "「たす exp(logVariance)」がありません。広すぎる雲をちぢめるものがないので、雲はどこまでもふくらみます。",
        en: "Plus exp(logVariance) is missing. Nothing squeezes a cloud that is too wide, so the clouds grow without end.",
      },
    },
    expSign: {
      answers: rubberOf("subtract(square(mean), add(exp(logVariance), add(logVariance, 1)))"),
      hint: {
        ja: "exp(logVariance) を引いています。足してください。引くと、雲は広いほど得をして、どこまでもふくらみます。",
        en: "exp(logVariance) is subtracted. Add it: subtracted, it rewards wide clouds, which then grow without end.",
      },
    },
    noWidth: {
      answers: rubberOf("square(mean)"),
      hint: {
        ja: "広さの部分（たす exp(logVariance)、ひく logVariance、ひく 1）がありません。ゴムがまん中へ引くだけで、広さを見ていません。",
        en: "The parts about the width are missing: plus exp(logVariance), minus logVariance, minus 1. The rubber band only pulls to the middle.",
      },
    },
    usesWidth: {
      answers: rubberOf("subtract(add(square(mean), exp(multiply(logVariance, 0.5))), add(logVariance, 1))"),
      hint: {
        ja: "exp の中の logVariance を、半分にしています。半分にするのは TODO 1 の広さだけ。ゴムでは、そのまま exp(logVariance) です。",
        en: "logVariance is halved inside exp. That is for the width of TODO 1 only. The rubber band takes exp(logVariance) as it is.",
      },
    },
    wrongWidth: {
      answers: rubberOf("subtract(add(square(mean), square(logVariance)), add(logVariance, 1))"),
      hint: {
        ja: "広さの部分がちがいます。logVariance から作るのは 2 つだけ、たす exp(logVariance) と、ひく logVariance です。",
        en: "The part about the width is another one. Only two things are made of logVariance: plus exp(logVariance), and minus logVariance.",
      },
    },
    noCentre: {
      answers: rubberOf("subtract(exp(logVariance), add(logVariance, 1))"),
      hint: {
        ja: "mean の二乗がありません。ゴムが広さだけを見て、雲をまん中へ引いていません。",
        en: "The square of mean is missing: the rubber band minds the width, but pulls no cloud to the middle.",
      },
    },
    noSquare: {
      answers: rubberOf("subtract(add(mean, exp(logVariance)), add(logVariance, 1))"),
      hint: {
        ja: "mean が二乗されていません。これでは、まん中へではなく、どこまでもマイナスのほうへ引いてしまいます。square(mean) です。",
        en: "mean is not squared, so the rubber band pulls not to the middle, but below 0 without end. Write square(mean).",
      },
    },
    centreSign: {
      answers: rubberOf("subtract(subtract(exp(logVariance), square(mean)), add(logVariance, 1))"),
      hint: {
        ja: "mean の二乗を引いています。足してください。引くと、雲はまん中から逃げていきます。",
        en: "The square of mean is subtracted. Add it: subtracted, it drives the clouds away from the middle.",
      },
    },
    wrongCentre: {
      answers: rubberOf("subtract(add(square(square(mean)), exp(logVariance)), add(logVariance, 1))"),
      hint: {
        ja: "まん中へ引く部分がちがいます。mean から作るのは 1 つだけ、たす square(mean) です。",
        en: "The part about the middle is another one. Only one thing is made of mean: plus square(mean).",
      },
    },
    usesPoint: {
      answers: rubberOf("subtract(add(square(z), exp(logVariance)), add(logVariance, 1))"),
      hint: {
        ja: "ゴムにさいころの目が入っています。引っぱるのは、でたらめな 1 点 z ではなく、雲の中心 mean です。",
        en: "There are dice in the rubber band. It pulls the centre of the cloud, mean, and not the random point z.",
      },
    },
    noOne: {
      answers: rubberOf("subtract(add(square(mean), exp(logVariance)), logVariance)"),
      hint: {
        ja: "「ひく 1」がありません。学習は同じように進みますが、ちょうどよい雲が 0 点になりません。",
        en: "Minus 1 is missing. It trains all the same, but a cloud that is just right does not cost 0.",
      },
    },
    oneSign: {
      answers: rubberOf("add(subtract(add(square(mean), exp(logVariance)), logVariance), 1)"),
      hint: {
        ja: "1 を足しています。引いてください。学習は同じように進みますが、ちょうどよい雲が 0 点になりません。",
        en: "1 is added. Subtract it. It trains all the same, but a cloud that is just right does not cost 0.",
      },
    },
    wrongOne: {
      answers: rubberOf("subtract(add(square(mean), exp(logVariance)), add(logVariance, 2))"),
      hint: {
        ja: "まん中にある広さ 1 の雲が、0 点になりません。足したり引いたりする数は、「ひく 1」だけです。数 1 個ごとに引きます。",
        en: "A cloud of width 1 in the middle does not cost 0. The only number to add or subtract is minus 1, for every number.",
      },
    },
    pushesAway: {
      answers: rubberOf("subtract(add(logVariance, 1), add(square(mean), exp(logVariance)))"),
      hint: {
        ja: "ゴムの向きが逆で、雲を外へ押しています。subtract の左と右を入れかえてください。",
        en: "The rubber band pushes instead of pulling. Swap the two sides of subtract.",
      },
    },
    noSum: {
      answers: rubberOf(right, "multiply(meanAll(parts), pull)"),
      hint: {
        ja: "ゴムが半分の強さです。meanAll の前に、雲ごとに足しましょう: sum(parts, [1])。",
        en: "The rubber band has half its strength. Add up each cloud before the mean: sum(parts, [1]).",
      },
    },
    wrongAxis: {
      answers: rubberOf(right, "multiply(meanAll(sum(parts, [0])), pull)"),
      hint: {
        ja: "sum が、軸 0（何枚目の絵か）を足しています。雲ごとに足すのは、軸 1 です: sum(parts, [1])。",
        en: "sum adds up along axis 0, the pictures. Each cloud is added up along axis 1: sum(parts, [1]).",
      },
    },
    noMean: {
      answers: rubberOf(right, "multiply(sum(sum(parts, [1]), [0, 1]), pull)"),
      hint: {
        ja: "全部の雲を足していて、平均していません。絵の枚数だけ、ゴムが強すぎます。meanAll(sum(parts, [1])) です。",
        en: "All clouds are added up, without a mean: the rubber band is too strong by the number of pictures. Write meanAll(sum(parts, [1])).",
      },
    },
    noPull: {
      answers: rubberOf(right, "meanAll(sum(parts, [1]))"),
      hint: {
        ja: "ゴムに pull がかかっていません: multiply(rubber, pull)。pull を変えても、何も起きなくなってしまいます。",
        en: "The rubber band does not count pull times: multiply(rubber, pull). Without it, changing pull changes nothing.",
      },
    },
    addsPull: {
      answers: rubberOf(right, "add(meanAll(sum(parts, [1])), pull)"),
      hint: {
        ja: "pull を足しています。かけてください: multiply(rubber, pull)。足しても、引く強さは変わりません。",
        en: "pull is added. Multiply by it: multiply(rubber, pull). Added, it does not change how hard the rubber band pulls.",
      },
    },
    wrongStrength: {
      answers: rubberOf(right, "multiply(meanAll(sum(parts, [1])), pull * pull)"),
      hint: {
        ja: "4 つの部分は合っていますが、強さがちがいます。meanAll(sum(parts, [1])) に、pull を 1 回だけかけてください。",
        en: "The four parts are right, the strength is not. Multiply meanAll(sum(parts, [1])) by pull, once.",
      },
    },
    pullsBoth: {
      answers: [
        cloudPoint,
        `const parts = ${right};\nconst rubber = meanAll(sum(parts, [1]));\nreturn { reconstruction: multiply(reconstruction, pull), rubber: multiply(rubber, pull) };`,
      ],
      hint: {
        ja: "写しのちがいにも pull をかけています。pull をかけるのは、ゴムだけです。",
        en: "The copy's error counts pull times, too. Only the rubber band does.",
      },
    },
    noReconstruction: {
      answers: [
        cloudPoint,
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nreturn { rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "return に reconstruction がありません。ゴムだけだと、全部の絵がまん中の 1 点に集まって、だれも描けなくなります。",
        en: "reconstruction is missing in return. With the rubber band alone, all pictures end up in one point, and nothing can be drawn.",
      },
    },
    noSumOfDots: {
      answers: [
        cloudPoint,
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nconst copied = meanAll(square(subtract(decoder(z), images)));\nreturn { reconstruction: copied, rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "写しのちがいが、1 点ごとの平均になっています。meanAll の前に、1 枚ごとに足しましょう: sum(…, [1, 2, 3])。",
        en: "The copy's error is the mean of single dots. Add up each picture before the mean: sum(…, [1, 2, 3]).",
      },
    },
    noRubber: {
      answers: [cloudPoint, "return { reconstruction };"],
      hint: {
        ja: "ゴムがまだありません。ゴムなしでは、雲が針のように細くなって、AE にもどってしまいます。",
        en: "There is no rubber band yet. Without it the clouds shrink to needles, and the VAE is an AE again.",
      },
    },
  },
});
