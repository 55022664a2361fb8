import { defineChapter } from "omakase/lesson";

const alarm = "return today > 2 * Math.max(...usual);";
const start = "return train(model, notes, { ...options, start: old.weights });";

export default defineChapter({
  number: 9,
  name: "new-banknote",
  title: { ja: "お札が新しくなったら", en: "When the banknote changes" },
  idea: {
    ja: "世界が変わると、学んだ分布は古くなります。距離がいつもの 2 倍をこえたら、警報が鳴ります。ゼロからではなく、前の重みの続きから学べば、少ない枚数で追いつけます。",
    en: "When the world changes, a learned distribution is out of date. An alarm rings when the distance is more than twice the largest usual one. Go on from the old weights, and fewer notes are needed than from nothing.",
  },
  picture: "notes.svg",
  reading: 8,
  seconds: 50,
  sizes: { default: { size: 32, count: 427, steps: 600 }, reduced: { size: 16, count: 227, steps: 160 } },
  teaches: [
    { ja: "警報", en: "alarm" },
    { ja: "重み", en: "weights" },
    { ja: "続きから", en: "going on" },
  ],
  needs: ["counterfeiter", "detective", "distribution", "outlier"],
  hints: [
    [
      {
        ja: "お札が変わったことに気づく 1 行です。today が、いつもの数のどれよりもずっと大きいか、調べます。",
        en: "One line that notices the change: is today far larger than all the usual ones?",
      },
      {
        ja: "はじめからではなく、前に習った続きから学習します。",
        en: "Training goes on from what was learned before, not from nothing.",
      },
      {
        ja: "距離が goal 以下になった、はじめての記録をさがして、それまでの枚数を返します。",
        en: "Search the first record whose distance is goal or less, and return its number of images.",
      },
    ],
    [
      { ja: "いちばん大きい数は Math.max(...usual) です。", en: "The largest number is Math.max(...usual)." },
      {
        ja: "重みは old.weights で、train の options に start として加えます。",
        en: "The weights are old.weights; add them to the options of train as start.",
      },
      {
        ja: "さがすのは history.find(({ distance }) => 条件)。見つからなければ ?? Infinity です。",
        en: "To search: history.find(({ distance }) => condition). ?? Infinity is for when there is none.",
      },
    ],
    [
      "return today > 2 * Math.max(...usual);",
      "return train(model, notes, { ...options, start: old.weights });",
      "return history.find(({ distance }) => distance <= goal)?.images ?? Infinity;",
    ],
  ],
  mistakes: {
    ringsTooEasily: {
      answers: ["return today > Math.max(...usual);"],
      hint: {
        ja: "少し大きいだけで鳴っています。5 日に 1 度は「いちばん大きい日」です。2 倍をこえたら、にしましょう。",
        en: "It rings when today is just a little larger, and one day in five is the largest yet. Ring above twice as much.",
      },
    },
    wrongWay: {
      answers: ["return today < 2 * Math.max(...usual);"],
      hint: {
        ja: "向きが逆です。いつもどおりの日に鳴って、変わった日にだまっています。",
        en: "The other way round: it rings on usual days, and is silent when the notes have changed.",
      },
    },
    startsAnew: {
      answers: [alarm, "return train(model, notes, options);"],
      hint: {
        ja: "ゼロから始めています。おぼえたことを捨てないで、start: old.weights を options に加えましょう。",
        en: "It starts from nothing. Keep what was learned: add start: old.weights to the options.",
      },
    },
    forgetsOptions: {
      answers: [alarm, "return train(model, notes, { device: options.device, steps: 1, start: old.weights });"],
      hint: {
        ja: "options の steps（回数）を使っていません。{ ...options, start: old.weights } とすれば、全部そのまま渡せます。",
        en: "The steps of options are not used. { ...options, start: old.weights } hands over all of them.",
      },
    },
    countsRecords: {
      answers: [alarm, start, "return history.findIndex(({ distance }) => distance <= goal);"],
      hint: {
        ja: "それは「何番目の記録か」です。その記録の images を return してください。",
        en: "That is which record it was. Return the images of that record.",
      },
    },
    findsLast: {
      answers: [alarm, start, "return history.filter(({ distance }) => distance <= goal).pop()?.images ?? Infinity;"],
      hint: {
        ja: "それは、いちばん最後に届いたときです。はじめて届いたとき（find）を答えてください。",
        en: "That is the last time it was there. Wanted is the first time: use find.",
      },
    },
    findsFar: {
      answers: [alarm, start, "return history.find(({ distance }) => distance > goal)?.images ?? Infinity;"],
      hint: {
        ja: "まだ届いていない記録をさがしています。距離は、小さいほど近い。<= にしましょう。",
        en: "It finds a record that is not there yet. The smaller the distance, the closer: use <=.",
      },
    },
  },
});
