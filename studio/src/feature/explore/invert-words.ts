import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "写真や絵を 1 枚渡すと、モデルの中でいちばん近い絵をさがします。見つかった絵は、変身や合体に使えます。",
    en: "Hand in a photograph or a picture: the model looks for the nearest that it can draw, which you can then morph and fuse.",
  },
  example: { ja: "例を見る", en: "Show an example" },
  drop: {
    ja: "ここに絵を 1 枚落としてください。まんなかの正方形を使います。",
    en: "Drop a picture here. Its middle square is used.",
  },
  encoder: {
    ja: "このモデルは絵をすぐに読みとれます。",
    en: "This model reads pictures at once.",
  },
  search: {
    ja: "このモデルは描くだけなので、少しずつ似せながらさがします。",
    en: "This model only draws, so it searches step by step.",
  },
  depth: { ja: "さがし方", en: "How to search" },
  quick: { ja: "さっと", en: "Quick" },
  good: { ja: "ふつう", en: "Good" },
  thorough: { ja: "ていねい", en: "Thorough" },
  seconds: { ja: "数秒", en: "seconds" },
  halfMinute: { ja: "10〜30 秒", en: "10–30 s" },
  minute: { ja: "1 分ほど", en: "about a minute" },
  before: { ja: "渡した絵", en: "What you gave" },
  after: { ja: "モデルが描いた絵", en: "What the model draws" },
  grade0: {
    ja: "あまり似ていません。この絵は、モデルがうまく描けないようです。",
    en: "Not very similar: the model does not draw this one well.",
  },
  grade1: {
    ja: "色や形がおおまかに似ています。細かいところは知らないようです。",
    en: "Roughly similar in colours and shapes; the rest it does not know.",
  },
  grade2: { ja: "似ています。細かいところはちがいます。", en: "Similar, but details differ." },
  grade3: { ja: "よく似ています。", en: "Very similar." },
  grade4: { ja: "ほとんど同じです。", en: "Almost the same." },
  psnr: {
    ja: "近さ {psnr}（20 でまあまあ、30 でほぼ同じ）",
    en: "Closeness {psnr} (20 is fair, 30 nearly the same)",
  },
  psnrTerm: { ja: "PSNR、単位 dB", en: "PSNR, in dB" },
  pick: { ja: "または、この中から", en: "Or one of these" },
} satisfies Words;
