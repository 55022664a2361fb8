import type { Text } from "../error.ts";

/** Texts of the figures about outliers. */
export const outlierWords = {
  outlier: { ja: "外れ", en: "outlier" },
  normal: { ja: "ふつう", en: "normal" },
  sheetTitle: { ja: "おかしい順にならべた絵", en: "The oddest first" },
  sheetCaption: {
    ja: "数字は得点です。0 がふつうで、大きいほどおかしい絵です。右の絵で色がついているところが、ふつうの絵とちがうところです。",
    en: "The number is the score: 0 is usual, and larger is odder. Colour in the picture at the right shows where it is unlike normal ones.",
  },
  datasetOutlierTitle: { ja: "ほかの絵に似ていない順", en: "Unlike the others" },
  datasetOutlierCaption: {
    ja: "いちばん似ている絵からも遠いものから順にならべました。0 がふつうです。太字は、外れと言えるほど遠いものです。",
    en: "The farther from even those most like it, the earlier. 0 is usual; bold ones are far enough to be called outliers.",
  },
  histogramTitle: { ja: "得点の分布", en: "Scores" },
  histogramCaption: {
    ja: "たての線より右が「外れ」です。線は、正常な絵だけから決めました。2 つの山が重なるほど、見分けにくい絵です。",
    en: "Right of the line are the outliers. The line was set with normal pictures alone. The more the two overlap, the harder they are to tell apart.",
  },
  histogramAxis: { ja: "得点（0 = ふつう、大きいほどおかしい）", en: "score (0 = usual, larger is odder)" },
  share: { ja: "絵の割合（%）", en: "pictures (%)" },
  known: { ja: "しきい値を決めた正常な絵", en: "normal pictures that set the threshold" },
  checked: { ja: "調べた絵", en: "checked pictures" },
  threshold: { ja: "しきい値", en: "threshold" },
} as const satisfies Record<string, Text>;
