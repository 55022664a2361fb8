import type { anomalySentences as english } from "../en/anomaly.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/anomaly`, by file. */
export const anomalySentences: Translation<typeof english> = {
  anomalyNetworks: { flaw: "傷" },
  fitAnomalyModel: {
    tooFewPictures: {
      expected: "{minImages} 枚以上の正常な絵",
      got: "{count} 枚",
      remedy: "正常な絵を増やしてください",
    },
    tooFewGroups: {
      expected: "{minImages} 組以上の正常な絵",
      got: "{count} 組",
      remedy: "別の組の絵を増やすか、組の指定を外してください",
    },
    size: { expected: "16、32、64、128、256 のどれか", got: "{size}", remedy: "たとえば 64 を指定してください" },
  },
  // of src/run: here, as no first visit of a page loads it
  outlierFeedback: {
    unusable: {
      expected: "このモデルへの、絵についてのフィードバック",
      got: "{got}",
      remedy: "このファイルを消し、その絵でもう一度伝えてください",
    },
    noFeedback: "別のファイル",
    otherModel: "別のモデルへのフィードバック",
    notFinite: "「{name}」が有限の数でないもの",
    incomplete: "このモデルの「{name}」がないもの",
  },
  scoreAnomalies: {
    wrongShape: {
      expected: "{size} px、{channels} チャンネルの絵",
      got: "{gotSize} px、{gotChannels} チャンネル",
      remedy: "同じ形で開いてください",
    },
  },
};
