import type { nodeSentences as english } from "../en/node.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/node`, by file. */
export const nodeSentences: Translation<typeof english> = {
  openDatabase: {
    lockTables: {
      expected: "表を用意できるデータベース",
      got: "ほかのスタジオが表を用意している途中のもの",
      remedy: "すこし待って、もう一度はじめてください。続くときは、止まったままのスタジオを終わらせてください",
    },
    readableDatabase: "読み書きできるデータベースのフォルダ",
    answeringPostgres: "つながる PostgreSQL",
    checkDisk: "ディスクの空きと権限を確かめるか、このフォルダを別の名前に変えて、新しくはじめてください",
    mendUrl: "DATABASE_URL を直すか、外してください",
    cannotOpen: { expected: "{expected}", got: "エラー「{reason}」", remedy: "{remedy}" },
  },
  openStorage: {
    workspaceLocked: {
      expected: "ほかで使われていない作業フォルダ",
      got: "別のスタジオ（プロセス{whose}）が使っているもの",
      remedy: "そのスタジオを使うか、止めてから、もう一度はじめてください。別のフォルダも選べます",
    },
  },
  reconnector: {
    checkDisk: "ディスクの空きと権限を確かめてください。それでも続くときは、スタジオを開き直してください",
    startDatabase: "データベースを動かし直してください。戻れば、スタジオはそのまま続けられます",
    startBoth: "データベースを動かし直してから、スタジオを開き直してください",
    databaseUnavailable: { expected: "返事をするデータベース", got: "返事なし（{reason}）", remedy: "{remedy}" },
  },
  fileError: {
    error: "エラー {code}",
    checkDisk: "ディスクとパスを確かめてください",
    expectations: { read: "読み込めるファイル", list: "読み込めるフォルダ", write: "書き込める場所" },
    missingPath: { got: "何もない場所", remedy: "パスのつづりを確かめてください" },
    noPermission: { got: "アクセスできない場所", remedy: "ファイルの権限を変えるか、別の場所を指定してください" },
    file: "ファイル",
    giveFolder: "フォルダのパスを指定してください",
    folder: "フォルダ",
    giveFile: "ファイルのパスを指定してください",
    fullDisk: "空きのないディスク",
    makeRoom: "不要なファイルを消して空きを作ってください",
    device: "デバイスかソケット",
    tooManyOpenFiles: "開きすぎたファイル",
    closePrograms: "ほかのプログラムを閉じてから、もう一度お試しください",
  },
  gpuDevice: {
    hints: {
      noGpu: "ドライバーを確かめるか、CPU で計算してください",
      memoryFull: "バッチ、画像、ネットワークの幅のどれかを小さくしてください",
      rejected: "バッチや画像を小さくするか、CPU で計算してください",
      deviceLost: "最後のチェックポイントから続けられます",
      noHalfPrecision: "半精度を使わずに計算してください",
    },
    notLoaded: {
      expected: "この機種で動く webgpu パッケージ",
      got: "エラー「{reason}」",
      remedy: "CPU で計算するか、npm install webgpu を実行してください",
    },
  },
  loadModelFile: {
    notAScript: "{isFile, select, true {別の種類のファイル} other {そこにないファイル}}",
    syntax: {
      expected: "書きまちがいのないプログラム",
      got: "「{reason}」",
      remedy: "その行と、1 つ上の行を見てください。かっこ、カンマ、引用符が足りないのかもしれません",
    },
    otherExport: "{isNothing, select, true {export default のないファイル} other {別の default export}}",
    otherResult: "{isNothing, select, true {何も return しない関数} other {モデルを返さない関数}}",
    invalid: {
      expected: "defineModel の結果、またはそれを返す関数を default export する .ts か .js のファイル",
      got: "{got}",
      remedy: "{isOther, select, true {モデルの前に export default を書いてください} other {ファイルを直してください}}",
    },
  },
  openDevice: {
    softwareGpu: "GPU: {description}（本物の GPU ではなく、CPU で動くソフトウェアなので遅くなります）",
    gpu: "GPU: {description}",
    cpu: "CPU: {version}",
    fasterGpu: "GPU: {description}（CPU の {factor} 倍の速さ）",
    fasterCpu: "CPU: {version}（GPU の {factor} 倍の速さ）",
  },
  regularFile: {
    irregular: { expected: "ふつうのファイル", got: "デバイスかパイプ", remedy: "ファイルのパスを指定してください" },
  },
  accessGuard: {
    originAddress: {
      expected: "https://studio.example.org のようなアドレス",
      got: "「{text}」",
      remedy: "パスは付けず、ブラウザに見えるとおりに書いてください",
    },
    foreignRequest: {
      expected: "このスタジオ自身のページ",
      got: "「{got}」",
      remedy: "スタジオが表示したアドレスを開いてください。プロキシのアドレスは、開くときに教えてください",
    },
    missingToken: {
      expected: "表示されたアドレスにある合言葉",
      got: "別のもの",
      remedy: "スタジオが表示したアドレスを、はじめから終わりまで開いてください",
    },
  },
  checkUpload: {
    nothing: "何もなし",
    outside: "外を指す名前「{file}」",
    noPictures: "画像のない ZIP",
    tooManyFiles: "{count} 個のファイル（{files} 個まで）",
    tooLarge: "展開すると {bytes} MB（{unpackedBytes} MB まで）",
    unusable: "{path}（{what}）",
    picture: "画像ではない",
    tooManyPixels: "{width} × {height} 画素、{most} メガ画素まで",
    allUnusable: "使えない画像だけ（{firstProblem}）",
    upload: {
      expected: "画像の入った ZIP か画像ファイル",
      got: "{got}",
      remedy: "JPEG・PNG・WebP・GIF・AVIF・TIFF の画像を選んでください",
    },
  },
  filesWithin: {
    outside: {
      expected: "フォルダの中のファイル",
      got: "ないもの、または外を指すリンク",
      remedy: "リンクをファイルに置きかえてください",
    },
  },
  formArchive: {
    files: "{files} 個のファイル",
    notPictures: { expected: "ZIP か画像ファイル", got: "「{type}」", remedy: "ZIP か、画像ファイルを選んでください" },
  },
  httpError: {
    notFound: { expected: "ここにある{what}", got: "知らない名前", remedy: "ページを読みこみ直してください" },
    tooLarge: { expected: "{limit}まで", got: "それより大きいもの", remedy: "小さく分けて送ってください" },
  },
  pictureWall: {
    full: {
      expected: "壁の絵は {maxPictures} 枚まで",
      got: "もう 1 枚",
      remedy: "教える人に、何枚か外してもらってください",
    },
    large: { expected: "1 辺 {side} px までの絵", got: "もっと大きな絵", remedy: "小さな絵を送ってください" },
    wrongCode: {
      expected: "この授業の合言葉",
      got: "ちがう合言葉",
      remedy: "教える人に合言葉を聞いてください",
    },
    picture: "絵",
  },
  jobLimits: {
    waitingLimit: "待っている学習は {maxWaiting} 件まで",
    waitForOne: "どれかが終わるのを待ってください",
    listLimit: "{maxListed} 件までの学習",
    removeSome: "終わった学習を一覧から消してください",
    memoryOfPictures: "{text} の画像",
    oneMore: "さらに 1 件",
    most: {
      expected: "{largest} まで",
      got: "{value}",
      remedy: "小さくするか、コマンドラインで学習してください",
    },
  },
  jobQueue: {
    training: "学習",
    wrongState: { expected: "それができる状態の学習", got: "状態 {state}", remedy: "状態が変わるまで待ってください" },
    lockedByOther: {
      expected: "いま学習していないもの",
      got: "別のプロセス {holder} が学習中のもの",
      remedy: "その学習が終わってから捨ててください",
    },
    folderGone: { expected: "続きのできる学習", got: "フォルダの消えたもの", remedy: "新しく学習をはじめてください" },
  },
  jobRoutes: {
    training: "学習",
    upload: "絵",
    picture: "絵",
    sourceMissing: {
      expected: "学習に使った絵",
      got: "もうないもの",
      remedy: "絵を入れ直して、新しく学習をはじめてください",
    },
  },
  listenHttp: {
    portInUse: {
      expected: "空いているポート",
      got: "使用中の {port}",
      remedy: "別の番号にするか、番号を省いてください",
    },
    needsMoreRights: {
      expected: "使ってよいポート",
      got: "権限の要る {port}",
      remedy: "1024 以上の番号にするか、番号を省いてください",
    },
    wrongHost: {
      expected: "このコンピューターのアドレス",
      got: "{hasError, select, true {{host}:{port}（{code}）} other {何もなし}}",
      remedy: "127.0.0.1 か 0.0.0.0 にしてください",
    },
  },
  openStudio: { databaseBack: "データベースから、また返事があります", address: "アドレス" },
  pageFiles: { page: "ページ" },
  parseRatings: {
    ofAnotherModel: {
      expected: "モデル {expected} の絵の評価",
      got: "「{got}」のもの",
      remedy: "そのモデルを選んでから読みこんでください",
    },
  },
  ratingRoutes: {
    model: "モデル",
    rating: "評価",
    otherPictures: {
      expected: "このモデルの絵（属性 {count} 個、潜在 {latent} 個）",
      got: "別のもの",
      remedy: "ページを読みこみ直してください",
    },
  },
  readRatingsFile: {
    uncheckable: {
      expected: "{seconds} 秒で読める評価",
      got: "時間かメモリーが尽きたもの",
      remedy: "小さく分けて送ってください",
    },
  },
  readRequest: {
    pageRequest: "このスタジオのページが送る形のもの",
    right: "{right} ",
    shortened: "「{shortened}」",
    reload: "ページを読みこみ直してください",
  },
  requestBody: {
    tooSlow: {
      expected: "{seconds} 秒ごとに {size} kB 以上",
      got: "止まった送信",
      remedy: "接続を確かめて、もう一度送ってください",
    },
    busy: {
      expected: "送信を受けとる余裕のあるサーバー",
      got: "ほかの送信でいっぱいのもの",
      remedy: "少し待ってから、もう一度送ってください",
    },
  },
  runCatalog: { unusableRun: "{where} は使えません（{got}）" },
  runRoutes: { model: "モデル", part: "部品" },
  trainingProcess: {
    brokeOff: "train: 最後まで続く学習が必要ですが、途中で終わりました（{last}）。もう一度続けてみてください。",
  },
  uploadRoutes: {
    uploadInUse: {
      expected: "学習に使っていない絵",
      got: "学習 {id} が使うもの",
      remedy: "その学習を終えてから消してください",
    },
  },
  uploadStore: {
    upload: "絵",
    tooManyUploads: { expected: "{sets} 組までの絵", got: "さらに 1 組", remedy: "使わなくなったものを消してください" },
    busy: {
      expected: "絵を受けとる余裕のあるサーバー",
      got: "ほかの絵でいっぱいのもの",
      remedy: "少し待ってから、もう一度送ってください",
    },
    uncheckable: {
      expected: "{seconds} 秒で調べられる画像",
      got: "調べている途中で時間かメモリーが尽きたもの",
      remedy: "少なくするか、小さくしてから送ってください",
    },
  },
  nodeFolder: {
    npmMissing: {
      expected: "Node.js といっしょに入る npm",
      got: "何もなし",
      remedy: "nodejs.org から Node.js を入れてください。npm もいっしょに入ります",
    },
    npmFailed: {
      expected: "omakase と要るものをまとめるために、レジストリにつながる npm",
      got: "{reason}",
      remedy: "このコンピューターをインターネットにつないで、もう一度試してください",
    },
    incomplete: {
      expected: "インターネットなしで omakase が入って動くキャッシュ",
      got: "何かが足りないもの",
      remedy: "もう一度試し、なおらなければバグとして知らせてください",
    },
  },
  studioPageFolder: {
    pageNotBuilt: {
      expected: "できあがったスタジオのページ",
      got: "何もなし",
      remedy: "npm run build を実行してください",
    },
  },
  withRunLock: {
    locked: {
      expected: "ほかで学習していないフォルダ",
      got: "別のプロセス{whose} が学習中のもの",
      remedy: "その学習が終わるのを待つか、止めてください",
    },
  },
};
