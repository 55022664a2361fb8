import type { Translation } from "../define-texts.ts";
import type { cliMessagesSentences as english } from "../en/cli-messages.ts";

/** Japanese sentences of `src/cli` outside of its commands. */
export const cliMessagesSentences: Translation<typeof english> = {
  heartbeat: { working: "計算しています" },
  encodePicture: { searched: "「{name}」をモデルの中でさがしました（{found}）" },
  loadPictures: {
    preparing: "絵を準備中 {done} / {total}",
    skipped: "{count} 個のファイルは使えないので飛ばしました（例: {file} — {reason}）",
  },
  openBaseModel: {
    otherModel: {
      expected: "{model} の実行フォルダ",
      got: "{oldModel} の実行フォルダ",
      remedy: "omakase train {oldModel} … --from {path} としてください",
    },
    otherSetting: {
      expected: "元のモデルと同じ {noConfig, select, true {なし} other {{config}}}",
      got: "{override}",
      remedy: "{mismatched} を外してください",
    },
    noMemory: "{path} には学習した絵の記録がないので、「前の絵を忘れていくようす」の図は作りません",
  },
  openInverter: {
    otherEncoder: "前に作ったエンコーダーは別のモデルのもの（または壊れたもの）なので、作りなおします",
    training: "このモデルにはエンコーダーがないので、横に作ります（はじめの 1 回だけ、数分）",
    trainingProgress: "エンコーダーを練習中 {done} / {total}",
    searching: "知っている絵をさがして、ものさしを作っています {done} / {total}",
    noPictures:
      "学習に使った絵（{source}）が見つからないので、モデルが描いた絵だけで練習します。知っている絵かどうかは言えません",
  },
  openRecipeRun: {
    notFound: {
      expected: "この絵を描いた実行「{run}」のフォルダ",
      got: "見つからない（調べたもの: {names}）",
      remedy: "--run でそのモデルを指定してください",
    },
  },
  readParent: {
    sheet: { expected: "1 枚の絵", got: "{count} 枚をならべた絵", remedy: "その中の 1 枚の PNG を指定してください" },
  },
  readRatings: {
    none: { expected: "1 回以上の評価", got: "0 回", remedy: "何枚か評価してから書き出してください" },
    ratingsOfOneRater: { expected: "{names} のどれか", got: "「{raterName}」", remedy: "名前を確かめてください" },
    csvAlone: {
      expected: "CSV といっしょに --run",
      got: "CSV だけ",
      remedy: "評価した絵のモデルの実行フォルダを --run で指定してください",
    },
    otherModel: {
      expected: "モデル {expected} の絵の評価",
      got: "モデル {got} のもの",
      remedy: "そのモデルの実行フォルダを指定してください",
    },
  },
  reloadModelFile: {
    changed: {
      expected: "学習を始めたときのファイル",
      got: "書きかえられたファイル",
      remedy: "元にもどすか、新しい学習を始めてください",
    },
  },
  requireAttributes: {
    none: {
      expected: "属性つきのモデル（cgan）",
      got: "属性のない {kind}",
      remedy: "まず npx omakase train cgan faces で学習してください",
    },
  },
  splitByTag: {
    unknownTag: {
      expected: "学習した絵にあるタグと値（{known}）",
      got: "見つからないもの",
      remedy: "つづりを確かめてください",
    },
  },
  main: { about: "おまかせ: 絵を見せると、似た絵を描けるようになります。" },
  deviceOptions: {
    deviceOrAuto: "計算する装置: cpu、webgpu（GPU）、auto（速いほう。省くと auto）",
    device: "計算する装置: cpu、webgpu（GPU）（省くと cpu）",
    half: "途中の計算結果を半精度で持つ（GPU のみ。速いが粗い）",
    threads: "計算に使うスレッド数（CPU）",
    halfWithoutWebgpu: {
      expected: "--device webgpu",
      got: "{prefer}",
      remedy: "--device webgpu も指定するか、--half を外してください",
    },
  },
  seedOrPicture: {
    seedOrPicture: {
      expected: "シード（7 や 7:12）か画像ファイル",
      got: "どちらでもないもの",
      remedy: "数かパスのつづりを確かめてください",
    },
  },
  trainOptions: {
    otherModels: { expected: "{model} のオプション", got: "ほかのモデルのもの", remedy: "{found} を外してください" },
    fixedLearningRate: {
      expected: "下がっていく学習率",
      got: "--learning-rate か --method classic による、変わらない学習率",
      remedy: "どちらかを外してください",
    },
    badValue: {
      expected: "{isSize, select, true {{pictureSizes}} other {{message}}}",
      got: "{got}",
      remedy: "ほかの値を指定してください",
    },
    flippedYaw: {
      expected: "左右に意味のない絵",
      got: "左右の向き（yaw）のある絵",
      remedy: "--flip を外してください",
    },
  },
  output: {
    outputLost: {
      expected: "書き込める出力先",
      got: "{full, select, true {空きのないディスク} other {エラー {code}}}",
      remedy: "表示だけが失われ、作業は続きます。次は別の出力先を指定してください",
    },
  },
  commandError: {
    incomplete: { expected: "正しい書き方のコマンド", got: "「{said}」", remedy: "{remedy}" },
    unknownOption: { expected: "このコマンドのオプション", got: "知らない名前", remedy: "{remedy}" },
    unknownCommand: { expected: "omakase のコマンド", got: "知らない名前", remedy: "{remedy}" },
    noValue: { expected: "値", got: "{got}", remedy: "{remedy}" },
    wrongValue: { expected: "{message}のところに値", got: "{got}", remedy: "{remedy}" },
    requiredOption: { expected: "必ずこのオプション", got: "{got}", remedy: "{remedy}" },
    choice: { expected: "{allowed}", got: "「{got}」", remedy: "{remedy}" },
    tooMany: { expected: "{wanted} 個までの値", got: "{given} 個", remedy: "{remedy}" },
    nothing: "何もなし",
    perhaps: "{meant} のまちがいかもしれません",
    seeHelp: "書き方は npx omakase{command} --help で確かめられます",
  },
  formatEvaluation: {
    metricTexts: {
      frechet: { name: "フレシェ距離", hint: "全体のちがい。小さいほどよい" },
      kernel: { name: "カーネル距離", hint: "同じく。枚数が少なくても使える" },
      precision: { name: "本物らしさ（precision）", hint: "本物にまぎれる絵の割合" },
      recall: { name: "多様さ（recall）", hint: "モデルにも描けそうな本物の割合" },
      density: { name: "密度（density）", hint: "本物らしさ。外れた絵に強い" },
      coverage: { name: "網羅率（coverage）", hint: "多様さ。外れた絵に強い" },
    },
    drawn: "モデルの絵",
    real: "本物どうし",
    heading:
      "モデルの絵 {compared} 枚を、本物 {compared} 枚とくらべました（± は 1 標準偏差、{space}）。\n「本物どうし」は、別の本物 {compared} 枚を同じ本物とくらべた値です。",
    copies:
      "元の絵 {real} 枚のどれかに近すぎる絵: {drawn} 枚のうち {near} 枚（{suspicious}。新しい本物でも {expected} ほど）。{found, select, true {丸写しがあるようです。図で確かめてください。} other {丸写しのきざしはありません。}}",
    quality: "本物との差 {far}（本物どうしは {near}）: {count, plural, =0 {目立つ欠点はありません} other {}}",
    fault: "  {name}: {meaning}",
  },
  formatVerdict: {
    far: "{compared, select, drawings {本物との差} reconstructions {描きなおしと元の絵の差} other {モデルの絵と正解の絵の差}} {distance}",
    start: "学習前: {far}、多様さ {variety} %",
    health:
      "診断: {name}（{far}{kept, select, true {、これまでで最良} other {}}{hasFaults, select, true {、{faults}} other {}}、多様さ {variety} %）{advised, select, true { {advice}} other {}}",
    bestKept: "最後（ステップ {from}）よりステップ {to} のほうが良かったので、そのモデルを残しました",
    retry:
      "ステップ {from} で{name}。いちばん良かったステップ {to} に戻り、学習率を 1/4、ペナルティを 2 倍にして、一度だけやり直します",
    stopped:
      "ステップ {from} でまた、{name}。ここで止めて、いちばん良かったステップ {to} のモデルを残しました。--learning-rate を小さくするか、絵を見直してから、新しく学習してください",
  },
  inversionTexts: {
    outside: "「{name}」は、このモデルの知らない絵です: 残ったちがい {left}（知っている絵の {share} は {limit} 以下）",
  },
  renderProgress: { drawing: "描いています {done} / {total}", searching: "さがしています {done} / {total}" },
  reportTraining: {
    saving: "ここまでを保存しています（もう一度 Ctrl-C で、保存せずに終わります）",
    ready: "{name}: 準備完了（{seconds} 秒、学習する数 {parameters} 個）",
    done: "{name}: {seen} 枚を見ました（{seconds}、{pace} 枚/秒） → {path}",
    prefixed: "{name}: {text}",
  },
  similarityText: { mean: "正解のわかる {count} 組の平均: {numbers}（L1 は小さいほど、ほかは大きいほど似ています）" },
  startPage: { writing: "ページを書いています…", stopped: "学習を途中で止めました。", verdict: "{name}。{advice}。" },
  thresholdTexts: {
    tooLow:
      "注意: 誤報率 {wanted} は約束できません。しきい値に使える正常な絵が {count} 枚では、{lowestRate} が下限です（{needed} 枚必要、正常な絵は全部で {inAll} 枚ほど）。この率では、どの絵も「外れ」とは言いません。",
    meaning:
      "しきい値 {threshold}: 学んだ絵と同じところから来た{isGrouped, select, true {新しい組の} other {}}正常な絵を「外れ」とまちがえるのは、平均して {wanted} までです（しきい値用の正常な絵 {count} {isGrouped, select, true {組} other {枚}}から）。",
    moved:
      "しきい値 {threshold}（{from, select, none {約束できる値より下} other {前は {from}}}）: 見のがしたと教わった {missed} 枚のために下げました。{wanted} の約束でしたが、いまは{isGrouped, select, true {新しい組の} other {}}正常な絵の約 {rate}（{low}〜{high}）を「外れ」とまちがえます（しきい値用の正常な絵 {count} {isGrouped, select, true {組} other {枚}}から）。",
    tooUsual:
      "見のがしたと教わった絵のうち {count} 枚は、そこまで下げると正常な絵の {most} より多くが「外れ」になるので、しきい値はその上のままです（その絵そのものだけを「外れ」と言います）。まちがえそうな正常な絵を足すか、もっと多くの絵で omakase outlier fit をやり直すとよくなります。",
    uncertain: "注意: しきい値用の絵が少ないので、実際の誤報率は {percent}〜{rate} ほどの幅でずれることがあります。",
  },
  translateHelp: { help: "この説明を表示する", verb: "コマンドの説明を表示する" },
  writeResults: {
    writing: "書きこんでいます {progress}",
    pathTaken: {
      expected: "まだ使われていない名前",
      got: "別の内容のファイル",
      remedy: "別の {option} を指定するか、置きかえてよければ --overwrite を付けてください",
    },
  },
  requireWritable: {
    otherKind: { expected: "書き込める場所", got: "{got}", remedy: "{remedy}" },
    file: "ファイル",
    folder: "フォルダ",
    givePath: "{kind}のパスを指定してください",
  },
  openModel: {
    bundledFirst: "「{name}」は付属のモデルです。ここにある実行フォルダなら ./{name} と書いてください",
    damaged: "{broken} は壊れているので、ステップ {step} のモデルを使います",
    drawingOnly: {
      expected: "学習した実行フォルダ",
      got: "「{name}」。絵を描く部分だけのモデル",
      remedy: "まず npx omakase train で学習してください",
    },
    folderWithoutRun: "学習した結果のないフォルダ",
    nothing: "{hasName, select, true {何もなし} other {何もなし}}",
    unknownModel: {
      expected:
        "学習した実行フォルダ（{noListed, select, true {ここにはまだありません} other {{listed}}}）、.omakase ファイル、または付属のモデル（{bundled}）",
      got: "{got}",
      remedy: "たとえば npx omakase {commandName} {run} と入力してください",
    },
  },
  modelArgument: {
    model:
      "モデル: 学習した実行フォルダ、.omakase ファイル、または付属のモデル（{bundled}。結果は omakase-名前 に書く）",
  },
};
