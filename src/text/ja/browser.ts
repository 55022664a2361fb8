import type { browserSentences as english } from "../en/browser.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/browser`, by file. */
export const browserSentences: Translation<typeof english> = {
  browserAssetLoader: {
    assetMissing: {
      expected: "omakase の部品のファイル",
      got: "{got}",
      remedy: "nodeHost().asset(名前) の内容を、その名前でこの場所に置いてください",
    },
  },
  browserDevice: {
    noWebgpu: "WebGPU は使えません（{got}）。",
    webgpu: "GPU{name}（WebGPU）で計算します。",
    slowSoftware: "{softwareText}で計算します。とても遅いです。",
    onlySoftware: "WebGPU は、{softwareText}しかありません。",
    webgpuRequired: {
      expected: "WebGPU のあるブラウザ",
      got: "{isSecureContext, select, true {WebGPU のないブラウザ} other {https ではないページ}}",
      remedy: "新しいブラウザで https のページを開くか、CPU を選んでください",
    },
    oneThread: "ページが分離（COOP と COEP）されていないため、1スレッドです。",
    processor: "CPU（WebAssembly、{threads}スレッド）で計算します。",
    software: "CPU で WebGPU をまねるソフトウェア{hasName, select, true { {description} } other {}}",
  },
  codecs: { tiff: "ブラウザでは開けないTIFF" },
  element: {
    name: "{hasConditions, select, true {モデルが描いた絵（{conditions}）} other {モデルが描いた絵}}",
    condition: "{name}：{value}",
    noModel: {
      expected: "モデルのファイルの場所",
      got: "指定なし",
      remedy: 'model="characters.omakase" のように書いてください',
    },
    modelMissing: {
      expected: "omakase のモデルのファイル",
      got: "{got}",
      remedy: "ファイルをそこに置くか、model の場所を直してください",
    },
    translator: {
      expected: "乱数から描くモデル",
      got: "線画を変換するモデル",
      remedy: "ほかのモデルを選んでください",
    },
    seed: { expected: "0 以上の整数", got: "「{text}」", remedy: 'seed="7" のように書いてください' },
    noWorker: {
      expected: "絵を描くスクリプト",
      got: "このページからは読み込めないもの",
      remedy: "omakase-picture.js のフォルダごと、ページと同じサーバーに置いてください",
    },
  },
  encodeWebp: {
    noWebp: { expected: "WebPを書けるブラウザ", got: "書けないブラウザ", remedy: "かわりに gif を指定してください" },
  },
  fetchBinary: {
    unreadable: "読めないファイル",
    binaryMissing: {
      expected: "CPU で計算するための部品",
      got: "{got}",
      remedy: "ネットワークを確かめて、ページを読みなおしてください",
    },
  },
  fetchBytes: {
    noAnswer: "つながらないサーバー",
    page: "ページ",
    answer: "応答 {status}",
    brokenOff: "途中で切れた応答",
  },
  files: {
    noName: { expected: "ファイルのパス", got: "保存場所そのもの", remedy: "ファイルのパスを指定してください" },
  },
  storageError: {
    error: "エラー {name}",
    reload: "ページを読み込み直して、もう一度お試しください",
    readable: "読み込めるファイル",
    writable: "書き込める場所",
    isFolderCause: { got: "フォルダ", remedy: "ファイルのパスを指定してください" },
    storageUnavailable: {
      got: "使えないブラウザの保存場所",
      remedy: "プライベートウィンドウではない普通のウィンドウで、https のページを開いてください",
    },
    nothingPath: "何もない場所",
    checkSpellingPath: "パスのつづりを確かめてください",
    nameFileCan: "ファイルの名前にできない文字",
    giveAnotherName: "別の名前を指定してください",
    fullStorage: "空きのない保存場所",
    deleteSomethingSiteKeeps: "ブラウザの設定で、このサイトの不要なデータを消してください",
    fileAnotherTabUsing: "ほかのタブが使っているファイル",
    closeOtherTabsTry: "ほかのタブを閉じてから、もう一度お試しください",
  },
  writeStorageFile: {
    replaceFile: {
      expected: "ファイルの名前を変えられるブラウザ",
      got: "古いブラウザ",
      remedy: "ブラウザを新しくしてください",
    },
  },
};
