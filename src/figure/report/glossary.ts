import type { Text } from "../../error.ts";

/** Term and its meaning, for beginners. */
export interface GlossaryEntry {
  readonly term: Text;
  readonly meaning: Text;
}

/** Terms of the report, in the order of their first use. */
export const glossary: readonly GlossaryEntry[] = [
  {
    term: { ja: "モデル", en: "Model" },
    meaning: {
      ja: "たくさんの数字（重み）を持った計算のしくみです。学習とは、この数字を少しずつ良くしていくことです。",
      en: "A calculation with very many adjustable numbers (weights). Training means making those numbers a little better, again and again.",
    },
  },
  {
    term: { ja: "学習", en: "Training" },
    meaning: {
      ja: "お手本の画像を何度も見せて、まちがいが小さくなるように重みを直していくことです。",
      en: "Showing the examples over and over and adjusting the weights so that the mistakes get smaller.",
    },
  },
  {
    term: { ja: "損失（loss）", en: "Loss" },
    meaning: {
      ja: "まちがいの大きさを表す点数です。小さいほど良いのですが、GAN では相手しだいで上がり下がりします。",
      en: "A score for how large the mistakes are. Lower is better, except in a GAN, where it depends on the opponent.",
    },
  },
  {
    term: { ja: "潜在ベクトル・潜在空間（latent）", en: "Latent, latent space" },
    meaning: {
      ja: "絵を決める、数十個の数字の組が潜在ベクトルです。住所のようなもので、住所がならぶ地図が潜在空間です。近い住所からは、似た絵が出てきます。",
      en: "A latent is the few dozen numbers that decide a picture, much like an address. Latent space is the map of all addresses; neighbours give similar pictures.",
    },
  },
  {
    term: { ja: "エンコーダー", en: "Encoder" },
    meaning: { ja: "画像を潜在ベクトルにちぢめる部分です。", en: "The part that squeezes a picture into a latent." },
  },
  {
    term: { ja: "デコーダー", en: "Decoder" },
    meaning: { ja: "潜在ベクトルから画像を描く部分です。", en: "The part that draws a picture from a latent." },
  },
  {
    term: { ja: "生成器（にせ絵師）", en: "Generator (counterfeiter)" },
    meaning: {
      ja: "GAN で絵を描くネットワークです。はたらきはデコーダーと同じです。",
      en: "The network of a GAN that draws. It does the work of a decoder.",
    },
  },
  {
    term: { ja: "識別器（鑑定士）", en: "Discriminator (detective)" },
    meaning: {
      ja: "本物のお手本と、生成器の絵とを見分けるネットワークです。学習のときだけ活躍します。",
      en: "The network that tells real examples from drawn pictures. It is needed for training only.",
    },
  },
  {
    term: { ja: "ステップ", en: "Step" },
    meaning: {
      ja: "何枚かの画像（バッチ）をまとめて見て、重みを1回直すことです。",
      en: "Looking at a few pictures at once (a batch) and adjusting the weights one time.",
    },
  },
  {
    term: { ja: "見た画像の枚数", en: "Pictures seen" },
    meaning: {
      ja: "学習で見せた画像の、のべ枚数です。同じ画像を2回見せたら2枚と数えます。",
      en: "How many pictures were shown in training, counting a picture again each time it is shown.",
    },
  },
  {
    term: { ja: "エポック", en: "Epoch" },
    meaning: {
      ja: "お手本をひととおり全部見せることです。1,000枚のお手本なら、1,000枚で1エポックです。",
      en: "One round through all examples: with 1,000 examples, an epoch is 1,000 pictures seen.",
    },
  },
  {
    term: { ja: "チェックポイント", en: "Checkpoint" },
    meaning: {
      ja: "学習のとちゅうを保存したものです。ゲームのセーブデータのように、ここから続きを始められます。",
      en: "A saved moment of training. As with a saved game, you can go on from there.",
    },
  },
  {
    term: { ja: "シード（たね）", en: "Seed" },
    meaning: {
      ja: "ランダムな数字の出発点です。同じシードからは、同じモデルなら同じ絵が出ます。",
      en: "Where the random numbers start. The same seed and the same model give the same picture.",
    },
  },
  {
    term: { ja: "モーフィング", en: "Morph" },
    meaning: {
      ja: "潜在空間の2点のあいだを少しずつ進んで、絵を変身させることです。",
      en: "Walking between two points of latent space, so that one picture turns into another.",
    },
  },
  {
    term: { ja: "モード崩壊", en: "Mode collapse" },
    meaning: {
      ja: "GAN が同じような絵ばかり描くようになることです。",
      en: "When a GAN draws nearly the same picture every time.",
    },
  },
  {
    term: { ja: "丸暗記（過学習）", en: "Memorising (overfitting)" },
    meaning: {
      ja: "お手本が少ないと、新しい絵を考えるかわりに、お手本をそのまま出すことがあります。",
      en: "With few examples a model may give those back as they are and draw nothing new.",
    },
  },
];
