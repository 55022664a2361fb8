import type { checkpointSentences as english } from "../en/checkpoint.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/checkpoint`, by file. */
export const checkpointSentences: Translation<typeof english> = {
  checkpointBytes: {
    notACheckpoint: "チェックポイントではないファイル",
    noMetadata: "必要な項目が欠けたファイル",
    notFinite: "重み「{broken}」に数でない値のあるファイル",
    otherVersion: {
      expected: "形式バージョン {formatVersion} のチェックポイント",
      got: "形式バージョン {version}",
      remedy: "それを作ったバージョンの omakase を使ってください",
    },
  },
  checksummed: { wrongHash: "中身が壊れたファイル" },
  damagedCheckpointError: {
    damagedCheckpoint: {
      expected: "壊れていないチェックポイント",
      got: "{got}",
      remedy: "ひとつ前のチェックポイントを使ってください",
    },
  },
  loadCheckpoint: {
    useStep: "かわりにステップ {at} のものを使ってください",
    missingCheckpoint: {
      expected: "{atMissing, select, true {チェックポイントのある実行フォルダ} other {チェックポイント {at}}}",
      got: "{hasPresent, select, true {{present} だけ} other {チェックポイントのないフォルダ}}",
      remedy:
        "{hasPresent, select, true {そのどれかを選んでください} other {実行フォルダのパスを確かめるか、学習をはじめてください}}",
    },
  },
  modelCard: {
    intro: "omakase で学習した、絵を描くモデルです。",
    kind: "モデル",
    size: "絵の大きさ",
    source: "学習した絵",
    pictures: "（{count} 枚）",
    credit: "作者とライセンス",
    unknownCredit: "omakase にはわかりません。だれの絵で、どう使ってよいかを、ここに書いてください。",
    steps: "ステップ数",
    seen: "見た絵の数（くり返しを含む）",
    seed: "シード",
    verdict: "診断",
    retry: "途中のできごと",
    device: "学習に使った装置",
    hash: "モデルのハッシュ",
    how: "作りかた",
    again: "同じ種類のパソコン、同じ装置、同じバージョンで同じコマンドを実行すると、同じモデルができます。",
    mind: "使うときの注意",
    caution:
      "このモデルは、学習した絵に似たものを描きます。もとの絵のかたよりや、足りないところも受けつぎます。絵が少ないと、もとの絵とほとんど同じものを描くことがあります。描いた絵を公開する前に、公開してよいものかどうかを確かめてください。",
  },
  readSafetensors: {
    bytes: "{count} バイトしかないファイル",
    headerLength: "長さ {headerLength} のヘッダー",
    metadata: "文字列でないメタデータ",
    wrongOffset: "位置のずれた「{name}」（{expected} バイト目ではなく {begin} バイト目）",
    cutOff: "途中で終わる「{name}」",
    leftOver: "{rest} バイトの余り",
    unreadableHeader: "読めないヘッダー",
    unreadableEntry: "読めない項目「{name}」",
    unknownType: "{dtype} 型の「{name}」（使えるのは {types}）",
    wrongLength: "[{shape}] に {end} バイトの「{name}」",
  },
  recipe: {
    noRecipe: "レシピの入っていない画像",
    useDrawnPng: "omakase が描いた PNG を、編集や変換をせずに使ってください",
    tooLong: "{count} 文字のレシピ",
    otherVersion: "形式バージョン {version} のレシピ",
    updateOmakase: "omakase を新しくしてください",
    invalid: "{hasPlace, select, true {{place} のおかしいレシピ} other {読めないレシピ}}",
    otherModel: {
      expected: "モデル {hash} のレシピ",
      got: "モデル {modelHash}（実行「{run}」）のレシピ",
      remedy: "そのモデルの実行フォルダを指定してください（学習を続けたあとは別のモデルになります）",
    },
    expectedPng: "omakase のレシピが入った PNG",
    useAsWritten: "omakase が描いたままの画像を使ってください",
    translation: "「{name}」を変換した絵",
    translateAgain:
      "もとの絵 {name} を、{run} のモデル{hasSeed, select, true {とシード {seed} } other {}}でもう一度変換してください",
  },
  runConfig: {
    notARun: {
      expected: "実行フォルダ（config.json があるもの）",
      got: "そうでない場所",
      remedy: "学習が作ったフォルダを指定してください",
    },
    invalid: {
      expected: "この omakase が読める設定",
      got: "{place} の問題（{message}）",
      remedy: "書きかえたところを元にもどすか、新しい実行をはじめてください",
    },
  },
  writeSafetensors: {
    float16Range: {
      expected: "半精度で表せる数（±{maxFloat16} まで）",
      got: "{value}",
      remedy: "この重みは F32 のまま書き出してください",
    },
  },
};
