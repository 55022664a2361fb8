import type { anomalySentences as english } from "../en/anomaly.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/anomaly`, by file. */
export const anomalySentences: Translation<typeof english> = {
  anomalyNetworks: { flaw: "傷" },
  backbone: {
    other: {
      expected:
        "{known, select, none {ネットワークなし（モデルはなしで学びました）} other {モデルが学んだときのネットワーク（SHA-256 {known}）}}",
      got: "{given, select, none {なし} other {SHA-256 が {given} のもの}}",
      remedy: "{known, select, none {外してください} other {そのネットワークを渡してください}}",
    },
    unused: {
      expected: "ネットワークを使う patches か tiles",
      got: "{detectors}",
      remedy: "どちらかを加えるか、ネットワークを外してください",
    },
  },
  createBackbone: {
    noOnnx: {
      expected: "ONNX ファイル",
      got: "別のファイル、または壊れたもの",
      remedy: "ネットワークを ONNX で書き出してください",
    },
    externalWeights: {
      expected: "重みの入った ONNX ファイル",
      got: "重みが別のファイルにあるもの",
      remedy: "1 つのファイルにしてください（Python なら onnx.save(onnx.load(path), path)）",
    },
    noLayers: {
      expected: "縦と横のある層の名前",
      got: "なし。出力（{outputs}）にも縦と横がありません",
      remedy: "1 つか 2 つ指定してください。たとえば {examples}",
    },
    unknownLayer: { expected: "このネットワークの層", got: "「{name}」", remedy: "近い名前: {nearest}" },
    inputs: {
      expected: "入力が絵 1 つのネットワーク",
      got: "{count} 個（{names}）",
      remedy: "その入力だけで書き出してください",
    },
    inputType: { expected: "float32 の入力", got: "{type}", remedy: "float32 で書き出してください" },
    inputShape: {
      expected: "入力 [1 か任意, 1 か 3, 縦, 横]、またはチャンネルが最後のもの",
      got: "[{shape}]",
      remedy: "入力をその形にして書き出してください",
    },
    fixedSize: {
      expected: "ネットワークで決まっている {fixed} px",
      got: "{size} px",
      remedy: "大きさの指定を外してください",
    },
    notLoaded: {
      expected: "ONNX Runtime で動くネットワーク",
      got: "エラー「{reason}」",
      remedy: "この版で使える演算の版で書き出しなおすか、別の大きさを指定してください",
    },
    noMap: {
      expected: "縦と横のある float32 の層",
      got: "「{layer}」は {type} [{shape}]",
      remedy: "絵が 1 つにまとめられるより前の層を指定してください",
    },
    notFinite: {
      expected: "有限の特徴",
      got: "「{layer}」の有限でない数",
      remedy: "入力の範囲と、ファイルを確かめてください",
    },
    alwaysSame: {
      expected: "絵によって変わる特徴",
      got: "「{layer}」の、どの絵でも同じ数",
      remedy: "別の層か、入力の別の範囲を指定してください",
    },
  },
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
