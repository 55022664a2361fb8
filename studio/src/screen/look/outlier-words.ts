import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "ふつうの絵だけを見せると「ふつう」を学び、それに合わない絵と、おかしいところを見つけます。不良品さがしや、まちがって混ざった絵さがしに。",
    en: "Show it normal pictures alone: it learns what is normal, and finds pictures that do not fit and where they are odd. For flawed goods, or pictures that got mixed in by mistake.",
  },
  example: { ja: "寿司で試す（30 秒ほど）", en: "Try it on sushi (about 30 s)" },
  first: { ja: "1. ふつうの絵", en: "1. Normal pictures" },
  dropNormal: {
    ja: "ふつうの絵をまとめて落としてください（画像、フォルダ、zip。20〜{most} 枚。330 枚以上あれば誤報 1 % まで約束できます）。",
    en: "Drop normal pictures here: files, a folder or a zip, 20 to {most}. With 330 or more, 1 % of false alarms can be promised.",
  },
  ofModel: { ja: "このモデルの絵で", en: "What the model draws" },
  lookFor: { ja: "さがすもの", en: "What to find" },
  kinds: { ja: "別のもの", en: "Other things" },
  flaws: { ja: "小さな傷", en: "Small flaws" },
  time: { ja: "学ぶ時間", en: "Time to learn" },
  seconds: { ja: "20 秒", en: "20 s" },
  minutes: { ja: "{count} 分", en: "{count} min" },
  timeHow: {
    ja: "別の種類のものは 20 秒で見つかります。小さな傷は、長く学ぶほど見つかります。",
    en: "Other kinds of things are found after 20 s. Small flaws need longer: the longer it learns, the more it finds.",
  },
  learned: {
    ja: "{learned} 枚から「ふつう」を学び、{calibration} 枚でしきい値を決めました。",
    en: "Learned what is normal from {learned} pictures, and set the threshold with {calibration}.",
  },
  some: { ja: "学んだ絵の一部", en: "Some of the normal pictures" },
  second: { ja: "2. 調べる絵", en: "2. Pictures to check" },
  dropSuspects: {
    ja: "調べたい絵を落としてください（{most} 枚まで）。",
    en: "Drop pictures to check here, up to {most}.",
  },
  checkSushi: { ja: "寿司の例を調べる", en: "Check the sushi examples" },
  checkGallery: { ja: "ギャラリーの絵を調べる", en: "Check your gallery" },
  checkDrawn: { ja: "モデルの絵を調べる", en: "Check what the model draws" },
  third: { ja: "3. 結果", en: "3. Findings" },
  rate: { ja: "ふつうの絵をまちがえてよい割合（誤報）", en: "False alarms that are fine" },
  summary: { ja: "{count} 枚のうち、外れは {odd} 枚です。", en: "{odd} of {count} do not fit." },
  promise: {
    ja: "同じところから来たふつうの絵を「外れ」とまちがえるのは、平均して {rate} までです。",
    en: "Of normal pictures from the same source, on average at most {rate} are called odd by mistake.",
  },
  noPromise: {
    ja: "ふつうの絵が少ないので、誤報 {rate} は約束できません（{lowest} が下限です）。この割合では、どの絵も「外れ」とは言いません。",
    en: "With so few normal pictures, {rate} cannot be promised; {lowest} is the lowest. At this rate nothing is called odd.",
  },
  odd: { ja: "外れ", en: "Odd" },
  normal: { ja: "ふつう", en: "Normal" },
  asWhole: { ja: "絵全体がちがいます。", en: "Unlike them as a whole." },
  inPlace: { ja: "色のついたところがちがいます。", en: "Unlike them where it is coloured." },
  chance: {
    ja: "ふつうの絵の {chance} が、これくらいおかしい",
    en: "{chance} of normal pictures are as odd",
  },
  heat: { ja: "おかしいところ: {name}", en: "Where it is odd: {name}" },
  heatHow: {
    ja: "右の絵で、色がついているところが「ふつう」とちがいます。",
    en: "Colour in the right picture shows where it is unlike normal ones.",
  },
  skipped: { ja: "使えなかったファイル（{count}）", en: "Files that could not be used ({count})" },
  skippedOne: { ja: "{file}: {reason}", en: "{file}: {reason}" },
} satisfies Words;
