import type { Text } from "../error.ts";

/** What figures say by themselves, and names for the usual curves. */
export const figureWords = {
  picturesSeen: { ja: "見た画像の枚数", en: "pictures seen" },
  steps: { ja: "学習のステップ数", en: "training steps" },
  logScale: { ja: "対数目盛", en: "log scale" },
  lossTitle: { ja: "損失の移り変わり", en: "Loss over time" },
  lossCaption: {
    ja: "損失は「まちがいの大きさ」です。下がっていけば、学習は進んでいます。",
    en: "The loss is how wrong the model still is. While it falls, the model is learning.",
  },
  contestCaption: {
    ja: "鑑定士と贋作師は競争しているので、どちらの損失も下がりつづけません。離れすぎずに続いていれば順調です。",
    en: "The two compete, so neither loss keeps falling. All is well while they go on without drifting far apart.",
  },
  informationCaption: {
    ja: "復元のまちがいが下がれば、学習は進んでいます。潜在ベクトルの情報量（KL）は、増えてから落ち着くのがふつうです。",
    en: "While the reconstruction error falls, the model is learning. The information in the latent (KL) rises, then settles.",
  },
  translationLossCaption: {
    ja: "「正解とのちがい」が下がっていけば、学習は進んでいます。鑑定士と贋作師は競争なので、どちらも下がりつづけません。",
    en: "While the difference from the target falls, the model is learning. The two opponents compete, so neither of their losses keeps falling.",
  },
  lossAxis: { ja: "損失", en: "loss" },
  samplesTitle: { ja: "モデルが描いた画像", en: "Pictures drawn by the model" },
  samplesCaption: {
    ja: "どれもデータにはない、新しく描かれた画像です。形・色・種類がいろいろあるかを見てください。",
    en: "None of these is in the data: all are new. Look for clear shapes, and for variety.",
  },
  attributesTitle: { ja: "ひとつだけ変えてみる", en: "One thing changed" },
  attributesCaption: {
    ja: "どれも同じ「たね」から描いた同じ絵です。それぞれの段で、左に書いたひとつだけを変えました。",
    en: "All from one and the same seed. In each row only that is changed which stands at its left.",
  },
  timeTitle: { ja: "だんだん上手になるようす", en: "Getting better over time" },
  timeCaption: {
    ja: "たての列は、同じ「たね」から描いた同じ1枚です。上から下へ学習が進みます。",
    en: "Each column is one and the same seed. Training goes on from top to bottom.",
  },
  pairsTitle: { ja: "元の画像と、復元した画像", en: "Originals and reconstructions" },
  pairsCaption: {
    ja: "上が元の画像、下が少ない数字にちぢめてから描きなおした画像です。何が残り、何が消えたかを比べてください。",
    en: "Above the original, below the same picture drawn again from a few numbers. Compare what stayed and what is gone.",
  },
  original: { ja: "元の画像", en: "original" },
  reconstruction: { ja: "復元", en: "redrawn" },
  translatedTimeCaption: {
    ja: "いちばん上の絵を変えたものです。上から下へ学習が進み、いちばん下が正解です。学習には使っていない組です。",
    en: "Each column is made from the picture on top. Training goes on downwards; at the bottom is the true picture. None of these pairs was used for training.",
  },
  translationsTitle: { ja: "絵を絵に変える", en: "From picture to picture" },
  translationsCaption: {
    ja: "左が入力、まん中がモデルの描いた絵、右が正解です。",
    en: "Left what went in, in the middle what the model made of it, right the true picture.",
  },
  translationsHeldOutCaption: {
    ja: "左が入力、まん中がモデルの描いた絵、右が正解です。どれも学習には使っていない組です。",
    en: "Left what went in, in the middle what the model made of it, right the true picture. None was used for training.",
  },
  translationsAloneCaption: {
    ja: "左が入力、右がモデルの描いた絵です。",
    en: "Left what went in, right what the model made of it.",
  },
  translationInput: { ja: "入力", en: "input" },
  translationOutput: { ja: "モデルの絵", en: "output" },
  translationTarget: { ja: "正解", en: "target" },
  latentTitle: { ja: "潜在空間の地図", en: "Map of the latent space" },
  latentCaption: {
    ja: "モデルが「似ている」と感じた画像どうしが、近くに並びます。",
    en: "Pictures that the model takes for similar lie close together.",
  },
  otherLabels: { ja: "その他", en: "others" },
  sumTitle: { ja: "絵のたし算・ひき算", en: "A sum of pictures" },
  sumCaption: {
    ja: "潜在空間で、数どうしを計算しました。ひいたものが持っていたところが消え、足したものが加わるでしょうか。",
    en: "Reckoned in latent space, number by number. Is what was taken away gone, and what was added there?",
  },
  directionTitle: { ja: "潜在空間の方向", en: "A direction of the latent space" },
  directionCaption: {
    ja: "どの段も 1 枚の絵です。まん中がもとの絵で、右へ行くほど方向に沿って進み、左へ行くほど逆に進みます。",
    en: "Each row is one picture. In the middle it is as it was; to the right it goes along the direction, to the left against it.",
  },
  stripTitle: { ja: "モーフィング", en: "Morph" },
  stripCaption: {
    ja: "左の画像から右の画像へ、潜在空間の中を少しずつ歩きました。",
    en: "A walk through latent space, in small steps from the left picture to the right one.",
  },
  balanceTitle: { ja: "鑑定士と贋作師の力くらべ", en: "The detective against the counterfeiter" },
  balanceCaption: {
    ja: "鑑定士（識別器）が少しだけ勝っているのが、ちょうどよい状態です。勝ちすぎても負けすぎても、贋作師（生成器）は上達しません。",
    en: "Best is a detective (discriminator) that is a little ahead. Far ahead or behind, it teaches the counterfeiter (generator) nothing.",
  },
  scoresCaption: {
    ja: "鑑定士（識別器）は、本物に高い点、贋作に低い点をつけます。2本の線が近いほど、贋作師（生成器）は上手にだませています。",
    en: "The detective (discriminator) gives real pictures high scores and forgeries low ones. The closer the two lines, the better the counterfeiter (generator) fools it.",
  },
  verdict: { ja: "鑑定士が「本物らしい」とつけた点（0〜1）", en: "how real the detective finds them (0 – 1)" },
  verdictScore: { ja: "鑑定士がつけた「本物らしさ」の点", en: "the detective's score for “real”" },
  realPictures: { ja: "本物の画像", en: "real pictures" },
  fakePictures: { ja: "贋作", en: "forgeries" },
  accuracy: { ja: "鑑定士の正解率（%）", en: "detective's accuracy (%)" },
  accuracyLine: { ja: "正解率", en: "accuracy" },
  goodRange: { ja: "ちょうどよい目安", en: "about right" },
  guessing: { ja: "あてずっぽう", en: "mere guessing" },
  gradients: { ja: "直そうとする力の大きさ（勾配のノルム）", en: "how hard each is pushed to change (gradient norm)" },
  detective: { ja: "鑑定士（識別器）", en: "detective (discriminator)" },
  counterfeiter: { ja: "贋作師（生成器）", en: "counterfeiter (generator)" },
  tilt: {
    ja: "だれをゆっくりにしたか（学習率を何回半分にしたか）",
    en: "who was slowed (how often its rate was halved)",
  },
  nobodySlowed: { ja: "どちらもそのまま", en: "neither" },
  tiltLine: { ja: "上: 贋作師、下: 鑑定士", en: "up: counterfeiter; down: detective" },
  healthTitle: { ja: "学習の健康診断", en: "How the training went" },
  healthCaption: {
    ja: "ときどき絵を描かせて、本物の画像とくらべました。差が小さく、多様さが本物に近いほど、よい状態です。",
    en: "From time to time the model's pictures were compared with real ones. Best is a small distance, and as much variety as the real ones have.",
  },
  distance: { ja: "本物の画像との差（0 が最良）", en: "distance from the real pictures (0 is best)" },
  distanceLine: { ja: "本物との差", en: "distance" },
  variety: { ja: "多様さと丸うつし（%）", en: "variety and copies (%)" },
  varietyLine: { ja: "多様さ", en: "variety" },
  copiesLine: { ja: "丸うつし", en: "near-copies" },
  realVariety: { ja: "本物の多様さ", en: "as varied as the real ones" },
  forgettingTitle: { ja: "前の絵を忘れていくようす", en: "How fast the old face disappears" },
  forgettingCaption: {
    ja: "前に学習した絵との差が広がり、新しい絵との差が縮まっていけば、モデルは新しい絵についてきています。",
    en: "While the distance from the old pictures grows and that from the new ones shrinks, the model follows.",
  },
  fromOld: { ja: "前の絵との差", en: "from the old pictures" },
  fromNew: { ja: "新しい絵との差", en: "from the new pictures" },
  verdicts: { ja: "診断", en: "verdicts" },
  numberOfPictures: { ja: "画像の枚数", en: "number of pictures" },
  labelsTitle: { ja: "ラベルごとの枚数", en: "Pictures per label" },
  labelsCaption: {
    ja: "少ないラベルは、モデルもなかなか覚えられません。",
    en: "What is rare in the data stays hard for the model.",
  },
  duplicatesTitle: { ja: "そっくりな画像の組", en: "Near duplicates" },
  duplicatesCaption: {
    ja: "同じ画像が何度も入っていると、モデルはそれを丸暗記しがちです。いらないほうを外してください。",
    en: "A picture that comes again and again is easily learnt by heart. Take out the ones you do not need.",
  },
  drawn: { ja: "モデルの絵", en: "drawn" },
  nearest: { ja: "一番近い元の絵", en: "nearest original" },
  nearness: { ja: "近さ", en: "nearness" },
  suspicious: { ja: "（近すぎる）", en: "(too near)" },
  nearestTitle: { ja: "丸写しかどうか", en: "Are these copies?" },
  nearestCaption: {
    ja: "モデルの絵のうち、学習に使った絵に一番近いものから順にならべました。近さは、元の絵どうしの近さを1とした数です。0に近くて見た目も同じなら、丸写しです。",
    en: "The drawn pictures that come nearest to one that was learned from. Nearness is 1 where they are as near as originals are to each other. Close to 0, and if they look the same, it is a copy.",
  },
  identical: { ja: "まったく同じ", en: "identical" },
  difference: { ja: "ちがい", en: "difference" },
  brightnessTitle: { ja: "明るさの分布", en: "Brightness" },
  brightnessAxis: {
    ja: "画像の平均の明るさ（0 = 黒、255 = 白）",
    en: "mean brightness of a picture (0 = black, 255 = white)",
  },
  brightnessCaption: {
    ja: "片方にかたよっていたら、暗すぎる写真や白い余白ばかりの画像が混ざっていないか見てください。",
    en: "If it all lies at one end, look for dark photographs or pictures that are mostly white margin.",
  },
  sizeTitle: { ja: "大きさの分布", en: "Size" },
  sizeCaption: {
    ja: "学習する大きさより小さい画像は、引きのばされてぼやけます。",
    en: "Pictures smaller than the training size are enlarged, and so get blurred.",
  },
  sizeAxis: { ja: "短い辺の長さ（ピクセル）", en: "shorter side (pixels)" },
} as const satisfies Record<string, Text>;

/** Names of curves that models log, for `lossCurves`. */
export const curveNames = {
  loss: { ja: "損失", en: "loss" },
  total: { ja: "合計", en: "total" },
  reconstruction: { ja: "復元のまちがい", en: "reconstruction error" },
  translation: { ja: "正解とのちがい（L1）", en: "difference from the target (L1)" },
  divergence: { ja: "潜在ベクトルの情報量（KL）", en: "information in the latent (KL)" },
  detective: { ja: "鑑定士（識別器）", en: "detective (discriminator)" },
  counterfeiter: { ja: "贋作師（生成器）", en: "counterfeiter (generator)" },
  validation: { ja: "見せていない画像", en: "unseen pictures" },
  penalty: { ja: "勾配ペナルティ", en: "gradient penalty" },
} as const satisfies Record<string, Text>;
