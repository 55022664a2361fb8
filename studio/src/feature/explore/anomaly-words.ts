import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "ふつうの絵だけを見せると「ふつう」を学び、それに合わない絵と、おかしいところを見つけます。不良品さがしや、まちがって混ざった絵さがしに。",
    en: "Show it normal pictures alone: it learns what is normal, and finds pictures that do not fit and where they are odd. For flawed goods, or pictures that got mixed in by mistake.",
  },
  example: { ja: "寿司で試す", en: "Try it on sushi" },
  first: { ja: "1. ふつうの絵", en: "1. Normal pictures" },
  dropNormal: {
    ja: "ふつうの絵をまとめて落としてください（画像、フォルダ、zip。20〜{most} 枚。330 枚以上あれば、ふつうの絵を「外れ」とまちがえるのを 1 % までにできます）。",
    en: "Drop normal pictures here: files, a folder or a zip, 20 to {most}. With 330 or more, at most 1 % of normal ones are called odd by mistake.",
  },
  ofModel: { ja: "このモデルの絵で", en: "What the model draws" },
  target: { ja: "さがすもの", en: "What to find" },
  kinds: { ja: "別のもの", en: "Other things" },
  defects: { ja: "小さな傷も", en: "Small flaws, too" },
  time: { ja: "学ぶ時間", en: "Time to learn" },
  minutes: { ja: "{count} 分", en: "{count} min" },
  timeHow: {
    ja: "別のものは、色と輪郭を見くらべるだけなので、すぐ終わります。小さな傷は、長く学ぶほど見つかります。",
    en: "Other things are found at once, by their colours and outlines. Small flaws have to be learned: the longer, the more it finds.",
  },
  learned: {
    ja: "{learned} 枚から「ふつう」を学び、{calibration} 枚で「外れ」との境目（しきい値）を決めました。",
    en: "Learned what is normal from {learned} pictures, and set with {calibration} where odd begins (the threshold).",
  },
  tested: {
    ja: "試験用に作った傷のうち、{size} px 以上のものは {share} を見つけます（絵は 64 px）。",
    en: "Of flaws made for a test, it finds {share} of those of {size} px and more, in pictures of 64 px.",
  },
  notReady: {
    ja: "まだ使えません。ふつうの絵を増やすか、学ぶ時間を長くしてください。",
    en: "It is not ready: give it more normal pictures, or more time.",
  },
  some: { ja: "学んだ絵の一部", en: "Some of the normal pictures" },
  second: { ja: "2. 調べる絵", en: "2. Pictures to check" },
  dropSuspects: {
    ja: "調べたい絵を落としてください（{most} 枚まで）。",
    en: "Drop pictures to check here, up to {most}.",
  },
  checkKinds: { ja: "寿司と、寿司でない絵を調べる", en: "Check sushi, and what is no sushi" },
  checkFlaws: { ja: "きれいな寿司と、傷のある寿司を調べる", en: "Check fine sushi and flawed sushi" },
  checkGallery: { ja: "これまでの絵を調べる", en: "Check your pictures" },
  checkDrawn: { ja: "モデルの絵を調べる", en: "Check what the model draws" },
  third: { ja: "3. 結果", en: "3. Findings" },
  rate: { ja: "ふつうの絵を「外れ」とまちがえてよい割合", en: "Normal ones that may be called odd by mistake" },
  rateTerm: { ja: "誤報率", en: "false alarms" },
  summary: { ja: "{count} 枚のうち、外れは {odd} 枚です。", en: "{odd} of {count} do not fit." },
  promise: {
    ja: "同じところから来たふつうの絵を「外れ」とまちがえるのは、平均して {rate} までです。",
    en: "Of normal pictures from the same source, on average at most {rate} are called odd by mistake.",
  },
  noPromise: {
    ja: "ふつうの絵が少ないので、{rate} は約束できません（{lowest} が下限です）。この割合では、どの絵も「外れ」とは言いません。",
    en: "With so few normal pictures, {rate} cannot be promised; {lowest} is the lowest. At this rate nothing is called odd.",
  },
  odd: { ja: "外れ", en: "Odd" },
  normal: { ja: "ふつう", en: "Normal" },
  truth: { ja: "正解: {truth}", en: "Truth: {truth}" },
  asWhole: { ja: "絵全体がちがいます。", en: "Different as a whole." },
  inPlace: { ja: "色のついたところがちがいます。", en: "Different where it is coloured." },
  chance: {
    ja: "ふつうの絵の {chance} は、これくらい変わっています。",
    en: "{chance} of normal pictures are as odd.",
  },
  rarest: {
    ja: "くらべたふつうの絵 {count} 枚のどれよりも変わっています。",
    en: "Rarer than any of the {count} normal pictures it was compared with.",
  },
  fine: { ja: "これは普通", en: "This is fine" },
  missed: { ja: "見のがし", en: "You missed this" },
  takeBack: { ja: "取り消す", en: "Take back" },
  about: { ja: "{what}: {name}", en: "{what}: {name}" },
  saidAccepted: { ja: "普通と教わりました。", en: "You said that it is fine." },
  saidMissed: { ja: "見のがしたと教わりました。", en: "You said that it was missed." },
  teach: {
    ja: "まちがいは教えられます。「これは普通」は誤報を減らすだけで、約束はそのままです。「見のがし」は境目を下げます。",
    en: "Where it is wrong, say so. What is fine only makes false alarms fewer, and the promise holds; what was missed moves the threshold.",
  },
  moved: {
    ja: "{rate} の約束でしたが、見のがしと教わった {missed} 枚のために境目を下げたので、いまは正常な絵の約 {now}（{low}〜{high}）を「外れ」とまちがえます。",
    en: "Promised {rate}; now about {now} of normal pictures ({low} to {high}) are called odd by mistake, because of {missed} that you said were missed.",
  },
  tooUsual: {
    ja: "見のがしと教わった {count} 枚は、正常な絵の 20 % より多くと見分けがつかないので、境目は動かしません。正常な絵を増やすとよくなります。",
    en: "{count} that you said were missed look like more than 20 % of the normal pictures, so the threshold stays. More normal pictures would help.",
  },
  goOn: { ja: "前に学んだ「ふつう」を使う", en: "Use what was learned before" },
  nothingKept: { ja: "このブラウザーには残っていません。", en: "This browser has kept none." },
  kept: {
    ja: "学んだことと、教わったことは、このブラウザーに残ります。",
    en: "What was learned, and what you say about pictures, stays in this browser.",
  },
  notKept: {
    ja: "このブラウザーには残せないので、ページを閉じると消えます。",
    en: "This browser cannot keep it: it is gone when the page is closed.",
  },
  heat: { ja: "おかしいところ: {name}", en: "Where it is odd: {name}" },
  skipped: { ja: "使えなかったファイル（{count}）", en: "Files that could not be used ({count})" },
  skippedOne: { ja: "{file}: {reason}", en: "{file}: {reason}" },
} satisfies Words;
