import type { datasetSentences as english } from "../en/dataset.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/dataset`, by file. */
export const datasetSentences: Translation<typeof english> = {
  attributeColumns: {
    noTags: {
      expected: "タグのある画像",
      got: "タグのない画像",
      remedy: "画像のフォルダに tags.csv を置くか、faces や characters を使ってください",
    },
    unknownTag: {
      expected: "タグ「{wanted}」",
      got: "{noNames, select, true {タグなし} other {{names}}}",
      remedy: "タグのつづりを確かめてください",
    },
    changedKind: {
      expected: "タグ「{name}」の種類 {kind}",
      got: "{got}",
      remedy: "学習をはじめたときと同じ tags.csv を使ってください",
    },
  },
  emojiGroups: {
    smileysEmotion: "顔と気持ち",
    peopleBody: "人と体",
    animalsNature: "動物と自然",
    foodDrink: "食べ物と飲み物",
    travelPlaces: "旅行と場所",
    activities: "行事とスポーツ",
    objects: "もの",
    symbols: "記号",
    flags: "旗",
  },
  emojiSource: { group: "種類" },
  collectPictures: {
    withoutCache: "キャッシュを使わずに進めます（{where}: {got}）。",
    tooSmall: "{width} × {height} ピクセルの小さすぎる画像",
    tooMuchMemory: {
      expected: "メモリに入る量の画像",
      got: "{count}枚（{size}）",
      remedy: "画像の大きさか枚数を減らすか、キャッシュを使えるようにしてください",
    },
  },
  folderTree: { folder: "フォルダ" },
  idxSource: {
    somethingElse: "別の形式のデータ",
    wrongLength: "{dimensions} のはずが {count} バイト",
    fileCutOff: "途中で切れたファイル",
    damagedGzip: "壊れたgzip",
    countMismatch: "{count}枚に{dimension}個のラベル",
    tShirtTop: "Tシャツ",
    trouser: "ズボン",
    pullover: "セーター",
    dress: "ワンピース",
    coat: "コート",
    sandal: "サンダル",
    shirt: "シャツ",
    sneaker: "スニーカー",
    bag: "かばん",
    ankleBoot: "ブーツ",
    clothing: "服",
    label: "ラベル",
    damaged: { expected: "IDX形式の画像かラベル", got: "{got}", remedy: "ファイルをもう一度ダウンロードしてください" },
  },
  jitterImages: {
    range: {
      expected: "0 から {most} までの整数",
      got: "{jitter}",
      remedy: "画像の大きさの16分の1くらいにしてください",
    },
  },
  openDataset: {
    reversedSingles: { expected: "pairs と組み合わせた指定", got: "1枚ずつの画像", remedy: "pairs も指定してください" },
    unknown: "不明",
    nothingUsable: {
      expected: "{isPairs, select, true {使える画像の組1つ以上} other {使える画像1枚以上}}",
      got: "{isPairs, select, true {使えない{count}組（1組目は{first}）} other {使えない画像{count}枚（1枚目は{first}）}}",
      remedy: "別のフォルダを指定するか、画像を保存し直してください",
    },
  },
  openSource: {
    unknownKind: {
      expected: "フォルダ・ZIP・IDXファイル",
      got: "別の種類のファイル",
      remedy: "画像の入ったフォルダかZIPを指定してください",
    },
    noPairs: {
      expected: "2枚で1組の画像",
      got: "1枚ずつの画像",
      remedy: "sushi か emoji、または組になった画像のフォルダを指定してください",
    },
    notThere: {
      expected: "画像のフォルダか内蔵データ（{names}）",
      got: "何もない場所",
      remedy: "パスのつづりを確かめてください",
    },
  },
  pairFolderSource: {
    sameName: "名前が同じ2枚目",
    noPartner: "「{other}」に同じ名前の画像がない",
    readAsPairs:
      "「{input}」の画像を入力、「{target}」の画像を完成した絵とする組として読みました。逆にするには reverse を指定してください。",
    shapes: "縦横の割合がちがう2枚（{first} と {second}）",
    sameShape: { expected: "縦横の割合が同じ2枚", got: "{got}", remedy: "同じ形に切り抜いてください" },
    noMatch: {
      expected: "「{input}」と「{target}」に同じ名前の画像",
      got: "同じ名前が1つもない2つのフォルダ",
      remedy: "組になる2枚に同じ名前を付けてください",
    },
  },
  pairTreeSource: {
    leftHalf: "左半分",
    rightHalf: "右半分",
    readAsPairs:
      "{input}を入力、{target}を完成した絵とする組として読みました。逆にするには reverse を指定してください。",
    splitInHalf: {
      expected: "幅が高さの2倍の画像",
      got: "{width} × {height} ピクセルで、幅が高さの2倍ではない画像",
      remedy: "左右に同じ大きさの正方形を並べてください",
    },
    noPairs: {
      expected: "左右に並んだ組の画像か、同じ名前の画像が入った2つのフォルダ",
      got: "{got}",
      remedy: "幅を高さの2倍にするか、AとBの2つのフォルダに分けてください",
    },
  },
  pictureLoader: { notKept: "読み込んだ画像を保存できませんでした（{got}）。次回も読み込みからになります。" },
  pictureTreeSource: {
    emptyFile: "空のファイル",
    fileTooLarge: "大きすぎるファイル",
    folder: "フォルダ",
    untaggedPictures: "{untagged}枚の画像は tags.csv に書かれていないので、タグなしとして扱います。",
    surplusLines: "tags.csv の{surplus}行は、画像が見つからないか重複しているので使いません。",
    unreadable: { expected: "画像", got: "{got}", remedy: "画像ソフトで開けるか確かめてください" },
    noPictures: {
      expected: "画像の入った{kind}",
      got: "{count, plural, =0 {空の{kind}} other {画像ではない#個のファイル}}",
      remedy: "JPEG・PNG・WebP・GIF・AVIFの画像を入れるか、別の場所を指定してください",
    },
  },
  reportLines: {
    aboutPairs: "入力と完成した絵の組です。枚数や明るさなどは、完成した絵のほうを調べた結果です。",
    summary:
      "{name}: {count}枚、{size} × {size} ピクセルの{channels, select, 1 {白黒} other {カラー}}、平均の明るさ{mean}%。",
    fewPictures:
      "枚数が少ないので、モデルは新しい絵を作るより、今ある絵を覚えてしまいがちです。500枚以上あると安心です。",
    blank: "一色だけで何も写っていない画像が{count}枚あります。取り除くことをおすすめします。",
    originalSizes: "もとの大きさは、幅{widths}、高さ{heights} ピクセルです。",
    enlarged:
      "{count}枚（{percent}）は {size} ピクセルより小さいので、引き伸ばしました。ぼやけて見えることがあります。",
    noRepetitions: "まったく同じ画像はありません。",
    exactRepetitions: "まったく同じ画像が{surplus}枚余分にあります（{count}組）。",
    nearRepetitions: "よく似た画像の組が{count}組{isIncomplete, select, true {以上} other {}}あります。",
    choiceCount: "{choice} {count}",
    unknownCount: "不明 {count}",
    choiceLabel: "{label}: {list}",
    numberLabel: "{label}: {low} 〜 {high}（中央の値 {middle}）{unknown, plural, =0 {} other {、不明 #}}",
    rareCombinations:
      "めずらしいラベルの組み合わせ（画像の 1% 未満、または数枚）が{count}通りあり、モデルには覚えにくいものです。cgan の学習では、そうした画像を多めに見せられます。特にめずらしいもの:",
    rareCombination:
      "  {firstTag}={firstChoice} + {secondTag}={secondChoice}: {count}枚（偏りがなければ約{expected}枚）",
    skippedFiles: "使えないファイルが{count}個あったので、飛ばしました。",
    skippedFile: "  {file}: {reason}",
  },
  subset: {
    share: { expected: "0と1のあいだの数", got: "{share}", remedy: "たとえば 0.1 にしてください" },
    single: { expected: "2枚以上の画像", got: "1枚", remedy: "画像を増やしてください" },
  },
  tag: { no: "なし", yes: "あり" },
  tagsCsv: {
    firstLine: "「file,タグ名,…」という1行目",
    quotedHeader: "「{header}」",
    mendFirstLine: "1行目の先頭を file にして、続けてタグの名前を書いてください",
    uniqueTags: "すべて異なるタグの名前",
    columnWithoutName: "名前のない列",
    twice: "2つの「{twin}」",
    mendTagNames: "1行目のタグの名前を直してください",
    tooManyValues:
      "タグ「{name}」は値が{count}種類もあるので使いません。数値なら列の名前を「{name}:number」にしてください。",
    wellFormedCsv: "正しいCSV",
    mistake: "CSVの誤り（{message}）",
    checkQuotes: '引用符「"」が閉じているか確かめてください',
    knownEncoding: "UTF-8かShift_JISの文字",
    anotherEncoding: "別の文字コード",
    saveAsUtf8: "CSVをUTF-8で保存し直してください",
    period: "「名前:number:360」のような、0 より大きい一周の大きさ",
    quotedColumn: "「{column}」",
    mendColumn: "1行目の列の名前を直してください",
    number: "タグ「{name}」の数値",
    quotedCell: "「{cell}」",
    mendCell: "数値に直すか、空欄にしてください",
  },
  zipDirectory: {
    noDirectory: "ZIPの目次のないファイル",
    files: "{count}個ものファイル",
    cutOff: "途中で切れたファイル",
    encrypted: "暗号化されたファイル",
    unknownCompression: "未対応の圧縮方式",
    fileTooLarge: "大きすぎるファイル",
    damagedFile: "壊れたファイル",
    damagedDirectory: "壊れた目次",
    damaged: {
      expected: "正しいZIPファイル",
      got: "{got}",
      remedy: "ZIPを作り直すか、展開したフォルダを指定してください",
    },
  },
  zipTree: { outside: "フォルダの外を指す名前", archive: "ZIP" },
};
