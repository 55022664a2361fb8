import type { runSentences as english } from "../en/run.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/run`, by file. */
export const runSentences: Translation<typeof english> = {
  attributeExamples: {
    noExamples: {
      expected: "学習した絵の属性の一覧",
      got: "{kept, select, true {壊れたファイル} other {なし}}",
      remedy: "実行フォルダをまるごともどすか、もう一度学習してください",
    },
  },
  deviceChangeNotice: {
    device: "{name}（{version}）",
    changed:
      "これまでは {from} で学習していましたが、ここからは {to} で続けます。続けても大丈夫ですが、計算のわずかなちがいのため、同じ装置で続けたときとまったく同じモデルにはなりません",
  },
  directions: {
    understood: "この omakase が読める方向",
    invalid: "{hasPlace, select, true {{place} のおかしいファイル} other {読めないファイル}}",
    unknownDirection: {
      expected: "{hasListed, select, true {この実行にある方向（{listed}）} other {この実行にある方向}}",
      got: "{hasListed, select, true {それ以外の名前} other {まだひとつもない実行}}",
      remedy: "先に、{run} に例の絵から方向を学ばせてください",
    },
    step: "（ステップ {step}）",
    ofThisModel: "モデル {hash} の方向",
    ofAnotherModel: "モデル {own}{atStep} の方向",
    directionFile: {
      expected: "{expected}",
      got: "{got}",
      remedy: "学習を続けるとモデルが変わるので、同じ絵からもう一度作ってください",
    },
  },
  inferenceWeights: { wrongShape: "ありえない形のモデル", doesNotFit: "重み「{wrong}」の合わないモデル" },
  openPackedRun: {
    otherVersion: "形式バージョン {formatVersion}",
    updateOmakase: "omakase を新しくしてください",
    invalid: "{place} のおかしいファイル",
    notFinite: "重み「{broken}」に数でない値のあるファイル",
    wrongAttributes: "絵の属性が読めないファイル",
    damagedFile: "中身が壊れたファイル",
    anotherFile: "そうではないファイル",
    undamaged: "omakase が書き出した、壊れていないモデルのファイル",
    loadAgain: "もう一度読みこむか、書き出しなおしてください",
  },
  openRun: {
    otherMaker: {
      expected: "この omakase の作りのモデル",
      got: "{got}",
      remedy: "もう一度学習するか、それを作ったバージョンの omakase を使ってください",
    },
    changedConfig: {
      expected: "学習したときの設定",
      got: "{changed} を書きかえたもの",
      remedy: "書きかえたところを元にもどすか、新しい実行をはじめてください",
    },
  },
  outlierRun: {
    otherRun: {
      expected: "正常な絵から学んだモデルのフォルダ",
      got: "別の種類の実行",
      remedy: "先に、正常な絵から学ばせてください",
    },
    otherVersion: {
      expected: "この omakase の outlier fit が作ったフォルダ（形式 {formatVersion}）",
      got: "形式 {version} のもの",
      remedy: "同じ正常な絵で、もう一度学ばせてください",
    },
    notFinite: {
      expected: "数だけの入ったファイル",
      got: "「{name}」に数でない値のあるもの",
      remedy: "outlier fit をやり直してください",
    },
    incomplete: {
      expected: "「{name}」の入ったファイル",
      got: "それのないファイル",
      remedy: "outlier fit をやり直してください",
    },
    networkMissing: {
      expected: "モデルが学んだときのネットワーク（SHA-256 {hash}）",
      got: "何もない場所",
      remedy: "その ONNX ファイルをここに置くか、学びなおしてください",
    },
    networkChanged: {
      expected: "モデルが学んだときのネットワーク（SHA-256 {hash}）",
      got: "別のファイル",
      remedy: "その ONNX ファイルにもどすか、学びなおしてください",
    },
  },
  savedInverter: {
    notFinite: {
      expected: "数だけの入ったファイル",
      got: "「{name}」に数でない値のあるもの",
      remedy: "そのファイルを消して、エンコーダーをもう一度学習させてください",
    },
    otherModel: {
      expected: "モデル {wanted} のエンコーダー",
      got: "{got} のもの",
      remedy:
        "そのファイルを消して、エンコーダーをもう一度学習させてください（学習を続けたあとは別のモデルになります）",
    },
  },
  trainRun: {
    placeRemoved: { expected: "学習中の実行フォルダ", got: "消された場所", remedy: "もう一度学習をはじめてください" },
  },
  writeModelCard: {
    retry:
      "ステップ {step} で一度、{name}。そこまででいちばん良かったモデルに戻り、学習率を 1/4、ペナルティを 2 倍にして続けました。同じ結果には、チェックポイントも同じステップで取る必要があります",
  },
  smallDatasetNotice: {
    copies:
      "{count} 枚では少なすぎて、モデルは見た絵を写すことしかできません。{enough} 枚以上あると、新しい絵を描けます",
    resembles: "{count} 枚では少なめなので、見た絵によく似た絵になります。{enough} 枚以上あると、新しい絵を描けます",
  },
  writeOutlierModelCard: {
    title: "「ふつう」の記録",
    source: "正常な絵",
    credit: "作者とライセンス",
    unknown: "omakase にはわかりません。だれの絵かを、ここに書いてください。",
    size: "絵の大きさ",
    counts: "学習用 / 目盛り用 / しきい値用の枚数",
    parts: "得点の内わけ",
    network: "手ざわりを見るネットワークの層",
    pictures: "傷さがしの学習で見た絵の数",
    seed: "シード",
    lowest: "約束できる誤報率の下限",
    mind: "使うときの注意",
    caution:
      "知っているのは、この絵だけです。中にまれにしかなかったものは、おかしいと言うかもしれません。カメラ・明るさ・場所が変わると、全部がおかしく見えます。誤報率の約束は、同じところから来た絵についてのものです。",
  },
  resolveConfig: {
    noDecode: {
      expected: "decode か translate のあるモデル",
      got: "どちらもないもの",
      remedy: "defineModel に、z を絵にする decode を書いてください",
    },
  },
  config: {
    size: "画像の一辺 {pictureSizes}（省くと 64）",
    features: "ネットワークの幅",
    latent: "潜在ベクトルの長さ",
    spectral: "鑑定士をスペクトル正規化で抑える（gan）",
    method: "cgan の作り: modern か classic（classic は論文どおりで、とても重い。省くと modern）",
    count: "使う画像の枚数",
    flip: "左右反転も見せる",
    noFlip: "左右反転を見せない（pix2pix の emoji など）",
    balanced: "めずらしい組み合わせを多めに見せる（cgan）",
    jitter: "絵を少しずらして見せる幅（pix2pix。省くと一辺の 6%）",
    reverse: "入力と正解を入れかえる（pix2pix）",
    seed: "乱数のシード（省くと毎回ちがう）",
    decay:
      "学習率が下がりはじめ、下がりきるまでに見る枚数、または 30%:100% のような学習全体での割合（省くと 20000:60000。gan、cgan、pix2pix）。20 万枚の characters では 60000:140000 のほうがよく描けました",
  },
};
