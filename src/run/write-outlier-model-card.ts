import { omakaseVersion } from "../checkpoint/index.ts";
import type { Language, Text } from "../error.ts";
import type { Files } from "../host.ts";
import type { AnomalyModel } from "../anomaly/index.ts";
import type { OutlierOrigin } from "./outlier-run.ts";

/** Writes the model card `card.md` of an anomaly model: its training images, and its lowest false-alarm rate. */
export async function writeOutlierModelCard(
  files: Files,
  path: string,
  { picture, detectors, counts, weights, calibration }: AnomalyModel,
  { source, pictures, seed, credit }: OutlierOrigin & { readonly credit?: Text },
  language: Language,
): Promise<void> {
  const words = table[language];
  const lowest = `${(100 / (calibration.length + 1)).toPrecision(2)} %`;
  const rows = [
    [words.source, `${source}`.replaceAll("|", "\\|")],
    [words.credit, credit?.[language] ?? words.unknown],
    [words.size, `${picture.size} × ${picture.size} px`],
    [words.counts, `${counts.training} / ${counts.scale} / ${calibration.length}`],
    [words.parts, detectors.join(", ")],
    ...(weights.size > 0 ? [[words.pictures, String(pictures)]] : []), // otherwise nothing was trained
    [words.seed, String(seed)],
    [words.lowest, lowest],
    ["omakase", omakaseVersion],
  ];
  const lines = [
    `# ${words.title}`,
    "",
    "| | |",
    "|---|---|",
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ];
  await files.write(
    files.join(path, "card.md"),
    `${[...lines, "", `## ${words.mind}`, "", words.caution].join("\n")}\n`,
  );
}

const table = {
  en: {
    title: "What is normal",
    source: "Normal pictures",
    credit: "Credits and licence",
    unknown: "Unknown to omakase: please write here whose pictures these are.",
    size: "Pictures",
    counts: "Pictures to learn from / for the scales / for the threshold",
    parts: "Parts of the score",
    pictures: "Pictures seen by the defect detector",
    seed: "Seed",
    lowest: "Lowest false-alarm rate that can be promised",
    mind: "What to mind",
    caution:
      "It knows only these pictures. What was rare among them it may call odd, and pictures from another camera, light or place will seem odd as a whole: the false-alarm rate holds for pictures from the same source.",
  },
  ja: {
    title: "「ふつう」の記録",
    source: "正常な絵",
    credit: "作者とライセンス",
    unknown: "omakase にはわかりません。だれの絵かを、ここに書いてください。",
    size: "絵の大きさ",
    counts: "学習用 / 目盛り用 / しきい値用の枚数",
    parts: "得点の内わけ",
    pictures: "傷さがしの学習で見た絵の数",
    seed: "シード",
    lowest: "約束できる誤報率の下限",
    mind: "使うときの注意",
    caution:
      "知っているのは、この絵だけです。中にまれにしかなかったものは、おかしいと言うかもしれません。カメラ・明るさ・場所が変わると、全部がおかしく見えます。誤報率の約束は、同じところから来た絵についてのものです。",
  },
};
