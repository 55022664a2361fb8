import { defineChapter } from "omakase/lesson";

const plan = 'inspection: "redraw",\ngacha: "difference",\nmenu: "dice",';
const limit = "return scores.slice().sort((one, other) => one - other)[Math.floor(0.95 * scores.length)];";

export default defineChapter({
  number: 5,
  name: "business",
  title: { ja: "ひと休み: おすし会社の社長ゲーム", en: "A break: you run a sushi company" },
  idea: {
    ja: "1 つの分布から、3 つの仕事ができます。さいころは作り、引き算はちがいへ動かし、描き直しは変なものを見やぶります。だれにどの仕事をまかせるかは、社長のあなたが決めます。",
    en: "One distribution does three jobs. Dice make, a difference moves, redrawing sees through what is strange. You are the head of the company: who does which?",
  },
  picture: "tools.svg",
  reading: 8,
  seconds: 10,
  sizes: { default: { size: 32, count: 300, steps: 3 }, reduced: { size: 32, count: 300, steps: 3 } },
  teaches: [
    { ja: "検品", en: "inspection" },
    { ja: "ガチャ", en: "gacha" },
    { ja: "好み", en: "taste" },
  ],
  needs: ["dice", "knob", "outlier", "distribution"],
  hints: [
    [
      {
        ja: "見たことのない変さに気づけるのは？ ちがいを足すと、そちらへ寄るのは？ いくらでも新しいものが出るのは？ 3 つの道具は、1 回ずつ使います。",
        en: "Which one notices a strangeness it has never seen? Which one moves things towards a difference? Which one never runs out of new things? Each tool is used once.",
      },
      {
        ja: "小さい順にならべた写しの、前から 95 % のところにある数です。",
        en: "Sort a copy from small to large, and take the number 95 % along.",
      },
      {
        ja: "好きな皿の平均と、そうでもない皿の平均の、数ごとの差です。",
        en: "Number by number, the average of the liked plates minus the average of the others.",
      },
    ],
    [
      {
        ja: "検品は、描き直して（redraw）、ちがいを見ます。メニューは、さいころ（dice）で、いくらでも。",
        en: "Inspection draws again (redraw) and compares. The menu rolls dice, as often as you like.",
      },
      {
        ja: "写しをならべるのは scores.slice().sort((one, other) => one - other)。番号は Math.floor で整数にします。",
        en: "To sort a copy: scores.slice().sort((one, other) => one - other). Math.floor makes the place a whole number.",
      },
      {
        ja: "平均は meanRow(liked) と meanRow(disliked)。差は map で作ります。",
        en: "The averages are meanRow(liked) and meanRow(disliked). Make the difference by map.",
      },
    ],
    [
      'inspection: "redraw", gacha: "difference", menu: "dice",',
      {
        ja: "const sorted = scores.slice().sort((one, other) => one - other); のあと return sorted[Math.floor(0.95 * sorted.length)];",
        en: "const sorted = scores.slice().sort((one, other) => one - other); then return sorted[Math.floor(0.95 * sorted.length)];",
      },
      {
        ja: "const [good, bad] = [meanRow(liked), meanRow(disliked)]; のあと return good.map((value, which) => value - bad[which]);",
        en: "const [good, bad] = [meanRow(liked), meanRow(disliked)]; then return good.map((value, which) => value - bad[which]);",
      },
    ],
  ],
  mistakes: {
    inspectsByDice: {
      answers: ['inspection: "dice",\ngacha: "difference",\nmenu: "dice",'],
      hint: {
        ja: "さいころで皿を捨てています。ハエは、さいころを見ていません。変な皿は「描き直せない」のでしたね。",
        en: "You throw plates away by dice, and the fly does not care about dice. What was it that a strange plate cannot be?",
      },
    },
    inspectsByDifference: {
      answers: ['inspection: "difference",\ngacha: "difference",\nmenu: "dice",'],
      hint: {
        ja: "平均とのちがいを見ても、ただの「めずらしい皿」が捨てられます。32 個のつまみで描き直せないもの、それがハエです。",
        en: "What differs from the average may just be a rare plate. A fly is what no knob can redraw.",
      },
    },
    sameAgain: {
      answers: ['inspection: "redraw",\ngacha: "redraw",\nmenu: "dice",'],
      hint: {
        ja: "前に好きと言った皿を、50 回出しています。お客さんは、もうおなかいっぱいです。",
        en: "The guest liked a plate once, and gets it 50 times. That guest is full.",
      },
    },
    asksNobody: {
      answers: ['inspection: "redraw",\ngacha: "dice",\nmenu: "dice",'],
      hint: {
        ja: "さいころは、お客さんの話を聞いていません。「好き − そうでもない」を足す道具があります。",
        en: "Dice do not listen to the guest. There is a tool that adds what tells liked from not liked.",
      },
    },
    copiesMenu: {
      answers: ['inspection: "redraw",\ngacha: "difference",\nmenu: "redraw",'],
      hint: {
        ja: "いまのメニューを、描き直しただけです。新しいものは 1 つもありません。",
        en: "That is today's menu, redrawn. There is nothing new in it.",
      },
    },
    oneDish: {
      answers: ['inspection: "redraw",\ngacha: "difference",\nmenu: "difference",'],
      hint: {
        ja: "同じちがいを足すと、毎回同じ皿になります。新メニューが 50 個、全部同じです。",
        en: "Add the same difference, and you get the same dish: 50 new dishes, all alike.",
      },
    },
    refusesNone: {
      answers: [plan, "return Math.max(...scores);"],
      hint: {
        ja: "いちばん変なよい皿まで通しています。それでは、ハエも通ります。少しだけ（5 %）捨てる覚悟をしましょう。",
        en: "Even the strangest good plate passes, and so will flies. Be ready to lose a few good ones: 5 %.",
      },
    },
    refusesNearlyAll: {
      answers: [plan, "return scores.slice().sort((one, other) => one - other)[Math.floor(0.05 * scores.length)];"],
      hint: {
        ja: "よい皿の 95 % を捨てています。会社がつぶれます。線は、前から 95 % のところです。",
        en: "You refuse 95 % of the good plates, and will soon be out of business. The limit is 95 % along, not 5 %.",
      },
    },
    wrongTaste: {
      answers: [plan, limit, "return meanRow(disliked).map((value, which) => value - meanRow(liked)[which]);"],
      hint: {
        ja: "引き算が逆です。お客さんの嫌いな皿ばかり出てきます。",
        en: "The subtraction is the wrong way round: the guest gets everything that guest dislikes.",
      },
    },
    likedOnly: {
      answers: [plan, limit, "return meanRow(liked);"],
      hint: {
        ja: "好きな皿の平均だけでは、「みんなに共通」の分も入ります。そうでない皿の平均を引いて、ちがいだけにしましょう。",
        en: "The average of the liked ones includes what all plates share. Subtract the average of the others, to keep the difference.",
      },
    },
  },
});
