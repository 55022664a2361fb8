import type { Translation } from "../define-texts.ts";
import type { flagsSentences as english } from "../en/flags.ts";

/** Japanese sentences that name commands and flags, in place of those of the library where the command line shows them. */
export const flagsSentences: Translation<typeof english> = {
  checkpoint: {
    recipe: {
      translateAgain:
        "もとの絵を用意して、npx omakase translate <{run} のフォルダ> {name}{hasSeed, select, true { --seed {seed}} other {}} と入力してください",
    },
    runConfig: {
      notARun: {
        remedy: "omakase train が作ったフォルダを指定してください",
      },
    },
  },
  dataset: {
    reportLines: {
      rareCombinations:
        "めずらしいラベルの組み合わせ（画像の 1% 未満、または数枚）が{count}通りあり、モデルには覚えにくいものです。cgan の学習に --balanced を付けると、そうした画像を多めに見せます。特にめずらしいもの:",
    },
  },
  node: {
    openStorage: {
      workspaceLocked: {
        remedy: "そのスタジオを使うか、止めてから、もう一度はじめてください。--workspace で別のフォルダも選べます",
      },
    },
    gpuDevice: {
      hints: {
        noGpu: "ドライバーを確かめるか、--device cpu を使ってください",
        memoryFull: "--batch-size、--size、--features のどれかを小さくしてください",
        rejected: "バッチや画像を小さくするか、--device cpu を使ってください",
        deviceLost: "最後のチェックポイントから --resume で続けられます",
        noHalfPrecision: "--half を外してください",
      },
      notLoaded: {
        remedy: "--device cpu を使うか、npm install webgpu を実行してください",
      },
    },
    accessGuard: {
      foreignRequest: {
        remedy: "omakase studio が表示したアドレスを開いてください。プロキシを通すときは --origin で教えてください",
      },
      missingToken: {
        remedy: "omakase studio が表示したアドレスを、はじめから終わりまで開いてください",
      },
    },
    listenHttp: {
      portInUse: {
        remedy: "別の番号にするか、--port を外してください",
      },
      needsMoreRights: {
        remedy: "1024 以上の番号にするか、--port を外してください",
      },
    },
  },
  run: {
    directions: {
      unknownDirection: {
        remedy: "npx omakase direction {run} --name 名前 --positive … --negative … で作れます",
      },
    },
    openPackedRun: {
      loadAgain: "もう一度読みこむか、omakase export --site で書き出しなおしてください",
    },
    outlierRun: {
      otherRun: {
        expected: "omakase outlier fit が作ったフォルダ",
        remedy: "先に npx omakase outlier fit <正常な絵> --out <フォルダ> を実行してください",
      },
      otherVersion: {
        remedy: "同じ正常な絵で npx omakase outlier fit をやり直してください",
      },
    },
    savedInverter: {
      notFinite: {
        remedy: "そのファイルを消して、もう一度 npx omakase invert を実行してください",
      },
      otherModel: {
        remedy:
          "そのファイルを消して、もう一度 npx omakase invert を実行してください（学習を続けたあとは別のモデルになります）",
      },
    },
    writeModelCard: {
      retry:
        "ステップ {step} で一度、{name}。そこまででいちばん良かったモデルに戻り、学習率を 1/4、ペナルティを 2 倍にして続けました。同じ結果には、チェックポイントも同じステップで取る必要があります（--checkpoint-every）",
    },
  },
  sample: {
    parseAttributes: { seeAll: "omakase generate <モデル> --list で一覧が見られます" },
    invertibleModel: {
      hasEncoder: {
        remedy: "このモデルでは npx omakase reconstruct を使ってください",
      },
    },
    resolveAttributes: {
      noAttributes: {
        remedy: "まず npx omakase train cgan characters で学習してください",
      },
    },
    sampler: {
      translatesPictures: {
        remedy: "npx omakase translate に、変える絵を渡してください",
      },
    },
    pointDecoder: {
      noFeatureOffsets: {
        remedy: "--feature-offsets を付けずに使ってください",
      },
    },
    translator: {
      noTranslator: {
        remedy: "このモデルの絵は npx omakase generate で描けます",
      },
    },
  },
  train: {
    transferWeights: {
      mismatch: {
        remedy: "元のモデルと同じ種類、同じ --size、--features、--latent にしてください",
      },
    },
    verdict: {
      "too strong": {
        advice:
          "偽札づくりが何も学べていません。続くようなら、--balance auto か --balance 1:2 で学習し直してみてください",
      },
      "too weak": {
        advice:
          "本物とにせ絵を見分けられていません。続くようなら、--balance auto か --balance 2:1 で学習し直してみてください",
      },
      memorising: {
        advice: "学習した絵とほとんど同じ絵を描いています。絵を増やすか、--flip を付けてみてください",
      },
    },
  },
};
