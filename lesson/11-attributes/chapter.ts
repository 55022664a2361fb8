import { defineChapter } from "omakase/lesson";

const sides = "return [-60, -40, -20, 0, 20, 40, 60].map((yaw) => ({ ...person, yaw }));";
const fifth = "return old + 0.2 * (rating - old);";
const highest =
  "const score = (card: Card) => card.traits.reduce((sum, trait) => sum + (taste[trait] ?? 0), 0);\nreturn cards.reduce((best, card) => (score(card) > score(best) ? card : best));";

export default defineChapter({
  number: 11,
  name: "attributes",
  title: { ja: "属性とガチャ: 育つのは、機械か、あなたか", en: "Attributes and the gacha: who is being trained here?" },
  idea: {
    ja: "属性をわたすと、偽札づくりは「ピンクの髪、めがね」のような注文どおりに描きます。手帳は、よい・いまいちから好みをおぼえて、次の 1 枚を選びます。そのあいだに、見る人の基準も上がっていきます。",
    en: "Given attributes, the counterfeiter draws to order: pink hair, glasses. A notebook learns a taste from good and bad, and chooses the next picture. Meanwhile the standard of the one who looks rises, too.",
  },
  picture: "loop.svg",
  reading: 12,
  seconds: 6,
  sizes: { default: { size: 64, count: 16, steps: 76 }, reduced: { size: 64, count: 8, steps: 40 } },
  teaches: [
    { ja: "属性", en: "attribute" },
    { ja: "好み", en: "taste" },
    { ja: "基準", en: "standard" },
  ],
  needs: ["counterfeiter"],
  hints: [
    [
      { ja: "yaw だけちがう person の写しを、7 つ作ります。", en: "Make seven copies of person that differ in yaw." },
      {
        ja: "古い数に、のこりの道のりの 0.2 倍を足します。",
        en: "The old number plus 0.2 times the way that is left.",
      },
      {
        ja: "カードごとに点を足し算して、いちばん大きいカードを選びます。",
        en: "Add up the score of each card, and take the card with the highest.",
      },
      { ja: "6 章の visited と同じ、filter と length です。", en: "It is filter and length, as visited in chapter 6." },
    ],
    [
      {
        ja: "yaw のならびに .map((yaw) => ({ ...person, yaw }))。",
        en: "Use .map((yaw) => ({ ...person, yaw })) on the list of yaws.",
      },
      { ja: "のこりの道のりは rating - old です。", en: "The way that is left is rating - old." },
      {
        ja: "合計は card.traits.reduce((sum, trait) => sum + (taste[trait] ?? 0), 0) です。",
        en: "The sum is card.traits.reduce((sum, trait) => sum + (taste[trait] ?? 0), 0).",
      },
      {
        ja: "filter の中では、first の rating と、同じ番号の again[at] を調べます。",
        en: "Inside filter, look at the rating of first, and at again[at].",
      },
    ],
    [
      "return [-60, -40, -20, 0, 20, 40, 60].map((yaw) => ({ ...person, yaw }));",
      "return old + 0.2 * (rating - old);",
      {
        ja: "ヒント 2 の合計を score(card) とし、return cards.reduce((best, card) => (score(card) > score(best) ? card : best));",
        en: "Call the sum of hint 2 score(card), and return cards.reduce((best, card) => (score(card) > score(best) ? card : best));",
      },
      "return first.filter((rating, at) => rating > 0 && again[at] < 0).length;",
    ],
  ],
  mistakes: {
    forgetsPerson: {
      answers: ["return [-60, -40, -20, 0, 20, 40, 60].map((yaw) => ({ yaw }));"],
      hint: {
        ja: "向きだけで、だれなのかを忘れています。髪も目もガチャまかせです。{ ...person, yaw } で、人物を写してから向きを変えます。",
        en: "It turns, but forgets who it is: hair and eyes are up to chance. Copy the person first: { ...person, yaw }.",
      },
    },
    addsUp: {
      answers: [sides, "return old + 0.2 * rating;"],
      hint: {
        ja: "評価を足しつづけると、よく出る特徴の数がどこまでも大きくなります。足すのは「のこりの道のり」、rating - old の 0.2 倍です。",
        en: "Adding ratings up makes the number of a frequent trait grow without end. Add 0.2 times the way that is left, rating - old.",
      },
    },
    jumps: {
      answers: [sides, "return rating;"],
      hint: {
        ja: "最後の 1 回だけで決めています。一度の気まぐれで、それまでを全部忘れる店員です。0.2 だけ近づけましょう。",
        en: "Only the last rating counts: a shop assistant who forgets everything at one whim. Move by 0.2 of the way.",
      },
    },
    runsAway: {
      answers: [sides, "return old - 0.2 * (rating - old);"],
      hint: {
        ja: "評価から逃げています。ほめられると、きらいになる帳面です。マイナスをプラスに。",
        en: "It runs away from the rating: what is praised gets disliked. Turn the minus into a plus.",
      },
    },
    choosesWorst: {
      answers: [
        sides,
        fifth,
        "const score = (card: Card) => card.traits.reduce((sum, trait) => sum + (taste[trait] ?? 0), 0);\nreturn cards.reduce((best, card) => (score(card) < score(best) ? card : best));",
      ],
      hint: {
        ja: "いちばんきらわれそうな 1 枚を選んでいます。不等号の向きを逆にしましょう。",
        en: "It picks the card that will be liked least. Turn the comparison round.",
      },
    },
    oneTrait: {
      answers: [
        sides,
        fifth,
        "const score = (card: Card) => Math.max(...card.traits.map((trait) => taste[trait] ?? 0));\nreturn cards.reduce((best, card) => (score(card) > score(best) ? card : best));",
      ],
      hint: {
        ja: "いちばん好きな特徴 1 つだけで選んでいます。メガネさえあれば、ほかはどうでもいい人になりますよ。全部を足してください。",
        en: "Only the best-liked trait counts: with glasses on, anything goes. Add up all of them.",
      },
    },
    countsBad: {
      answers: [sides, fifth, highest, "return again.filter((rating) => rating < 0).length;"],
      hint: {
        ja: "いま「だめ」の全部を数えています。はじめから「だめ」だったものは、落ちたとは言えません。first[at] が「よい」ものだけを数えましょう。",
        en: "That counts all that are bad now. What was bad from the start has not dropped: count only those that were good in first.",
      },
    },
  },
});
