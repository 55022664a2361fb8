import { defineChapter } from "omakase/lesson";

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
    {
      ja: "TODO 1 は「雲の中の 1 点を引く」、TODO 2 は「雲をまん中へ引くゴム」と「たし算」です。1 つずつ書いて、保存して、✓ を見ましょう。",
      en: "TODO 1 draws a point in the cloud; TODO 2 is the rubber band, and the sum. Write one, save, and look for its ✓.",
    },
    {
      ja: "広さは exp(multiply(logVariance, 0.5))。ゴムの中身は、足すものどうし add(square(mean), exp(logVariance)) から、引くものどうし add(logVariance, 1) を subtract します。",
      en: "The width is exp(multiply(logVariance, 0.5)). For the rubber band, subtract what goes down, add(logVariance, 1), from what goes up, add(square(mean), exp(logVariance)).",
    },
    {
      ja: 'z = add(mean, multiply(width, noise("z", mean.shape)))。rubber = meanAll(sum(parts, [1]))。return { reconstruction, rubber: multiply(rubber, pull) };',
      en: 'z = add(mean, multiply(width, noise("z", mean.shape))). rubber = meanAll(sum(parts, [1])). return { reconstruction, rubber: multiply(rubber, pull) };',
    },
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
    noNoise: {
      answers: ["const z = mean;"],
      hint: {
        ja: 'z がいつも雲の中心です。さいころがありません: noise("z", mean.shape)。',
        en: 'z is always the centre of the cloud. The dice are missing: noise("z", mean.shape).',
      },
    },
    logSign: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(add(square(mean), exp(logVariance)), logVariance), 1);\nconst rubber = meanAll(sum(parts, [1]));\nreturn { reconstruction, rubber: multiply(rubber, pull) };",
      ],
      hint: {
        ja: "logVariance を足しています。引いてください。足すと、雲は針のように細くなり、穴がもどってきます。",
        en: "logVariance is added. Subtract it: added, it makes the clouds thin as needles, and the holes come back.",
      },
    },
    noCentre: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(exp(logVariance), add(logVariance, 1));\nreturn { reconstruction, rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "mean の二乗がありません。ゴムが広さだけを見て、雲をまん中へ引いていません。",
        en: "The square of mean is missing: the rubber band minds the width, but pulls no cloud to the middle.",
      },
    },
    noReconstruction: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nreturn { rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "return に reconstruction がありません。ゴムだけだと、全部の絵がまん中の 1 点に集まって、だれも描けなくなります。",
        en: "reconstruction is missing in return. With the rubber band alone, all pictures end up in one point, and nothing can be drawn.",
      },
    },
    pushesAway: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(logVariance, 1), add(square(mean), exp(logVariance)));\nreturn { reconstruction, rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "ゴムの向きが逆で、雲を外へ押しています。subtract の左と右を入れかえてください。",
        en: "The rubber band pushes instead of pulling. Swap the two sides of subtract.",
      },
    },
    noSum: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nreturn { reconstruction, rubber: multiply(meanAll(parts), pull) };",
      ],
      hint: {
        ja: "ゴムが半分の強さです。meanAll の前に、雲ごとに足しましょう: sum(parts, [1])。",
        en: "The rubber band has half its strength. Add up each cloud before the mean: sum(parts, [1]).",
      },
    },
    noPull: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nreturn { reconstruction, rubber: meanAll(sum(parts, [1])) };",
      ],
      hint: {
        ja: "ゴムに pull がかかっていません: multiply(rubber, pull)。pull を変えても、何も起きなくなってしまいます。",
        en: "The rubber band does not count pull times: multiply(rubber, pull). Without it, changing pull changes nothing.",
      },
    },
    noSumOfDots: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));\nconst copied = meanAll(square(subtract(decoder(z), images)));\nreturn { reconstruction: copied, rubber: multiply(meanAll(sum(parts, [1])), pull) };",
      ],
      hint: {
        ja: "写しのちがいが、1 点ごとの平均になっています。meanAll の前に、1 枚ごとに足しましょう: sum(…, [1, 2, 3])。",
        en: "The copy's error is the mean of single dots. Add up each picture before the mean: sum(…, [1, 2, 3]).",
      },
    },
    noRubber: {
      answers: [
        'const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));',
        "return { reconstruction };",
      ],
      hint: {
        ja: "ゴムがまだありません。ゴムなしでは、雲が針のように細くなって、AE にもどってしまいます。",
        en: "There is no rubber band yet. Without it the clouds shrink to needles, and the VAE is an AE again.",
      },
    },
  },
});
