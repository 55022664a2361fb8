import type { Words } from "../../../language/language.tsx";

export const words = {
  title: { ja: "見てみよう: 偽札づくりと鑑定士の実験室", en: "See inside: the counterfeiter and the detective" },
  help: {
    ja: "「はじめる」を押すと、赤い点（偽札）が、8 つの円をめざします。つぎは、番を 1 : 10 にして「最初から」。何が起こるでしょう？",
    en: "Press Start: red points, the fakes, make for the eight circles. Then choose turns of 1 : 10 and Start over. What happens?",
  },
  start: { ja: "はじめる", en: "Start" },
  pause: { ja: "止める", en: "Pause" },
  step: { ja: "1 ステップ", en: "One step" },
  restart: { ja: "最初から", en: "Start over" },
  speed: { ja: "速さ", en: "Speed" },
  fast: { ja: "はやい", en: "Fast" },
  slow: { ja: "ゆっくり", en: "Slow" },
  turns: { ja: "番（鑑定士 : 偽札づくり）", en: "Turns (detective : counterfeiter)" },
  discriminatorRate: { ja: "鑑定士の歩幅", en: "The detective's stride" },
  generatorRate: { ja: "偽札づくりの歩幅", en: "The counterfeiter's stride" },
  times: { ja: "{factor} 倍", en: "× {factor}" },
  picture: {
    ja: "点の世界。ステップ {step}。8 か所のうち {visited} か所に偽札があります。",
    en: "The world of points at step {step}. Fakes are at {visited} of 8 places.",
  },
  stepCount: { ja: "ステップ", en: "Step" },
  visited: { ja: "偽札のある場所", en: "Places with fakes" },
  accuracy: { ja: "鑑定士の正解", en: "The detective is right" },
  guessing: { ja: "50 % なら当てずっぽう", en: "50 % is guessing" },
  noTurn: { ja: "まだ、だれも学んでいません。", en: "Nobody has learned yet." },
  bothTurn: { ja: "いまの番: 鑑定士と、偽札づくり", en: "This turn: detective and counterfeiter" },
  discriminatorTurn: { ja: "いまの番: 鑑定士だけ", en: "This turn: the detective alone" },
  generatorTurn: { ja: "いまの番: 偽札づくりだけ", en: "This turn: the counterfeiter alone" },
  ready: {
    ja: "赤い点が偽札。青い点が本物で、8 つの円の中だけにあります。",
    en: "Red: fakes. Blue: real points, in the eight circles only.",
  },
  learning: { ja: "追いかけっこ中です。", en: "They chase each other." },
  wide: {
    ja: "うまくいっています。偽札は {visited} か所にあります。",
    en: "Going well: fakes are at {visited} of 8 places.",
  },
  collapse: {
    ja: "崩壊！ 偽札は、8 か所のうち {visited} か所だけです。",
    en: "A collapse! Fakes are at {visited} of 8 places only.",
  },
  legend: {
    ja: "青い所は、鑑定士が「本物がありそう」と思う所。オレンジは「偽物だ」。青い点は本物、赤い尾は偽札が来た道。歩幅（学習率）は、1 回の番でどれだけ変わるか。大きすぎると、行きすぎます。",
    en: "Blue areas: the detective expects real ones. Orange: “a fake!”. Blue points are real; red tails show where fakes came from. The stride (learning rate) is how much one turn changes. Too large, and it overshoots.",
  },
} satisfies Words;
