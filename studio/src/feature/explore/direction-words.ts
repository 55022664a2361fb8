import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "絵を変えるスライダーを作ります。モデルが自分で持っている変え方をさがすことも、「ある絵」と「ない絵」を見せて教えることもできます。",
    en: "Make sliders that change pictures: find those that the model has by itself, or teach one by showing pictures that have something and pictures that do not.",
  },
  findSefa: { ja: "スライダーをすぐにさがす", en: "Find sliders at once" },
  sefaTerm: { ja: "SeFa", en: "SeFa" },
  findGanspace: { ja: "絵をたくさん見てさがす（10〜30 秒）", en: "Find them by looking at many pictures (10–30 s)" },
  ganspaceTerm: { ja: "GANSpace", en: "GANSpace" },
  before: { ja: "元の絵", en: "Before" },
  after: { ja: "動かした絵", en: "After" },
  picture: { ja: "動かす絵", en: "The picture that moves" },
  moved: { ja: "動かした絵", en: "The moved picture" },
  pickAnother: { ja: "下の絵をクリックすると、入れかわります。", en: "Click a picture below to take that one." },
  reset: { ja: "元に戻す", en: "Reset" },
  mine: { ja: "あなたのスライダー", en: "Your sliders" },
  none: {
    ja: "まだありません。さがすか、教えて作りましょう。",
    en: "None yet. Find some, or teach one.",
  },
  foundTitle: { ja: "見つかったスライダー", en: "Sliders that were found" },
  foundHow: {
    ja: "動かしてみて、使えるものに名前をつけて残します。",
    en: "Try them; give those that you like a name and keep them.",
  },
  foundName: { ja: "スライダー {number}", en: "Slider {number}" },
  learnedName: { ja: "教えたスライダー", en: "The one you taught" },
  name: { ja: "名前", en: "Name" },
  nameOf: { ja: "{name}の名前", en: "A name for {name}" },
  keep: { ja: "残す", en: "Keep" },
  remove: { ja: "{name}を消す", en: "Throw {name} away" },
  save: { ja: "{name}をファイルに保存", en: "Save {name} as a file" },
  badName: {
    ja: "文字か数字で始まる、60 文字までの名前にしてください（. _ - も使えます）。",
    en: "Use letters and digits, at most 60 (. _ - may be among them).",
  },
  teach: { ja: "教えて作る", en: "Teach one" },
  teachHow: {
    ja: "たとえば「めがね」。絵をクリックすると ✓（ある）、もう一度で −（ない）、もう一度で無印に戻ります。5 枚ずつ以上がおすすめです。",
    en: "Glasses, say. Click a picture once: ✓, it has them; twice: −, it does not have them; once more clears it. Five or more of each work best.",
  },
  has: { ja: "ある", en: "has it" },
  lacks: { ja: "ない", en: "does not have it" },
  unmarked: { ja: "無印", en: "not marked" },
  markOf: { ja: "絵 {number}: {mark}", en: "picture {number}: {mark}" },
  counted: { ja: "ある {present} 枚・ない {absent} 枚", en: "{present} have it, {absent} do not" },
  learn: { ja: "学ばせる（20〜40 秒）", en: "Learn (20–40 s)" },
  clearMarks: { ja: "印を消す", en: "Clear the marks" },
  more: { ja: "もっと描く", en: "Draw more" },
  right: {
    ja: "一部を伏せて学び、伏せた絵を当てさせると {right} 正解しました（50 % はあてずっぽう）。",
    en: "Tested on pictures that it had not been shown, it was right for {right} (50 % is guessing).",
  },
  wrong: {
    ja: "このスライダーはまだあてになりません。印のまちがいがないか見直し、これだけがはっきりちがう絵を足して、もう一度学ばせてください。",
    en: "So this slider is unsure. Look through your marks for a wrong one, mark more pictures that clearly differ in this one thing, and let it learn again.",
  },
  movesNothing: {
    ja: "端まで動かしても、絵はほとんど変わりません。うまく学べていません。",
    en: "Even at its ends it changes next to nothing in a picture: it has not learned this.",
  },
  clear: { ja: "ほかのスライダーの特徴は変えない", en: "Keep clear of other sliders" },
  conditionsStay: {
    ja: "このモデルには属性を注文できます。見つかるスライダーは、注文できない残りの部分を動かします。注文できることを教えると、そのスライダーは注文を変えます。",
    en: "This model draws what it is asked for. Sliders that are found move the rest; one that is taught something that can be asked for changes what is asked for.",
  },
} satisfies Words;
