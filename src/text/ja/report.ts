import type { reportSentences as english } from "../en/report.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `src/figure/report`, by file. */
export const reportSentences: Translation<typeof english> = {
  page: {
    quoted: "「{source}」",
    documentTitle: "学習の記録 — omakase",
    brand: "おまかせ",
    otherLanguage: "English",
    theme: "明るさ",
    heading: "モデルが、絵の描き方を覚えました",
    lead: "{source}の画像{pictures}枚をお手本に、{models}を学習させました。ここでは、できあがった絵と、その見方を紹介します。",
    oneModel: "1つのモデル",
    manyModels: "{count}つのモデル",
    next: "次にやること",
    terms: "ことば",
    credits: "クレジット",
    learnt: "お手本",
    source: "{source}・{pictures}枚（{size}×{size}）",
    time: "学習時間",
    minutes: "{minutes}分",
    underAMinute: "1分未満",
    seen: "見た画像",
    seenValue: "のべ{seen}枚（{rounds}周）",
    speed: "速さ",
    speedValue: "毎秒{speed}枚",
    steps: "ステップ",
    numbers: "最後の数字",
    lookAt: "ここを見る",
    swipe: "横にスクロールできます →",
    morph: "モーフィング",
    morphLook:
      "潜在空間の中を、ある絵から別の絵まで少しずつ歩いています。途中もちゃんと絵になっているか、急に切りかわるところがないかを見てください。",
    compareHeading: "モデルの性格をくらべる",
    compareLead: "どれがいちばん良い、ということはありません。得意なことがちがいます。",
    nextLead:
      "ターミナルで、このプロジェクトのフォルダに移動してから貼りつけてください。Windows の PowerShell でうまく動かないときは、`npx` を `npx.cmd` に変えてみてください。",
    copy: "コピー",
    copied: "コピーしました",
    termsLead: "このページに出てくることばを、数式なしで説明します。",
    noRuns: "まだ何も学習していません。`npm start` で始めましょう。",
    comparison: {
      sharp: "くっきりさ",
      fresh: "新しい絵を描く",
      encode: "手持ちの画像を入れる",
      morph: "なめらかな変身",
      steady: "学習の安定",
    },
  },
  credits: {
    papers: {
      ae: "オートエンコーダー: G. Hinton, R. Salakhutdinov「Reducing the Dimensionality of Data with Neural Networks」(2006)",
      vae: "VAE: D. Kingma, M. Welling「Auto-Encoding Variational Bayes」(2013)",
      gan: "GAN: I. Goodfellow ほか「Generative Adversarial Networks」(2014)、損失は N. Huang ほか「The GAN is dead; long live the GAN!」(2024) による",
      "latent-flow":
        "潜在フロー: R. Rombach ほか「High-Resolution Image Synthesis with Latent Diffusion Models」(2022)、P. Esser ほか「Taming Transformers for High-Resolution Image Synthesis」(VQGAN, 2021)、Y. Lipman ほか「Flow Matching for Generative Modeling」(2023)",
      dcgan:
        "DCGAN: A. Radford, L. Metz, S. Chintala「Unsupervised Representation Learning with Deep Convolutional GANs」(2015)",
      cgan: "cgan: Y. Jin ほか「Towards the Automatic Anime Characters Creation with Generative Adversarial Networks」(2017)、A. Odena ほか (AC-GAN, 2017)、T. Miyato, M. Koyama (2018)、損失は N. Huang ほか (2024) による",
      pix2pix: "pix2pix: P. Isola ほか「Image-to-Image Translation with Conditional Adversarial Networks」(2017)",
    },
    parts: "図: Observable Plot (ISC)、resvg (MPL-2.0)、文字は Noto Sans JP (SIL OFL 1.1)",
  },
  diagram: {
    picture: "画像",
    encoder: "エンコーダー",
    squeezes: "ちぢめる",
    decoder: "デコーダー",
    draws: "描きなおす",
    redrawnPicture: "復元した画像",
    numbers: "数字{latent}個",
    fewNumbers: "少しの数字",
    latent: "潜在ベクトル",
    blurredPlace: "ぼやけた場所",
    inputPicture: "入力の絵",
    randomNumbersOrder: "ランダムな数字と注文",
    randomNumbers: "ランダムな数字",
    aLatent: "潜在ベクトル",
    generatorNickname: "偽札づくり",
    generator: "生成器",
    discriminatorNickname: "鑑定士",
    discriminator: "識別器",
    forgery: "にせ絵",
    realExample: "本物のお手本",
    realForged: "本物？ にせ絵？",
    flow: "フロー",
    leads: "みちびく",
    newPicture: "新しい絵",
    flowing:
      "フローは、ランダムな数字を、絵のある場所まで 8 歩でみちびきます。デコーダーが、そこにある絵を描きます。場所を教えたエンコーダーと、絵をくっきりさせた鑑定士は、もう要りません。",
    redrawing:
      "「元の画像」と「復元した画像」のちがいが小さくなるように、エンコーダーとデコーダーをいっしょに学習させます。",
    mapping: "毎回、場所の中の少しずつちがう点から描かせます。だから、点と点のあいだにも絵ができます。",
    competing:
      "判定が出るたびに、鑑定士は見分け方を、偽札づくりはだまし方を学びます。使うときは、偽札づくりだけを残します。",
    translating:
      "鑑定士は、入力と絵を並べて「本物の組か」を、小さな区画ごとに見分けます。偽札づくりは、鑑定士をだますだけでなく、正解の絵にも近づくように学びます。",
    ordering:
      "鑑定士は、本物かどうかだけでなく「めがね」「笑顔」などの属性も読み取ります。偽札づくりは、本物らしく、しかも注文どおりに読み取ってもらえるように学びます。",
  },
  glossary: {
    model: {
      term: "モデル",
      meaning: "たくさんの数字（重み）を持った計算のしくみです。学習とは、この数字を少しずつ良くしていくことです。",
    },
    training: {
      term: "学習",
      meaning: "お手本の画像を何度も見せて、まちがいが小さくなるように重みを直していくことです。",
    },
    loss: {
      term: "損失（loss）",
      meaning: "まちがいの大きさを表す点数です。小さいほど良いのですが、GAN では相手しだいで上がり下がりします。",
    },
    latentLatentSpace: {
      term: "潜在ベクトル・潜在空間（latent）",
      meaning:
        "絵を決める、数十個の数字の組が潜在ベクトルです。住所のようなもので、住所がならぶ地図が潜在空間です。近い住所からは、似た絵が出てきます。",
    },
    encoder: {
      term: "エンコーダー",
      meaning: "画像を潜在ベクトルにちぢめる部分です。",
    },
    decoder: {
      term: "デコーダー",
      meaning: "潜在ベクトルから画像を描く部分です。",
    },
    generator: {
      term: "生成器（偽札づくり）",
      meaning: "GAN で絵を描くネットワークです。はたらきはデコーダーと同じです。",
    },
    discriminator: {
      term: "識別器（鑑定士）",
      meaning: "本物のお手本と、生成器の絵とを見分けるネットワークです。学習のときだけ活躍します。",
    },
    step: {
      term: "ステップ",
      meaning: "何枚かの画像（バッチ）をまとめて見て、重みを1回直すことです。",
    },
    picturesSeen: {
      term: "見た画像の枚数",
      meaning: "学習で見せた画像の、のべ枚数です。同じ画像を2回見せたら2枚と数えます。",
    },
    epoch: {
      term: "エポック",
      meaning: "お手本をひととおり全部見せることです。1,000枚のお手本なら、1,000枚で1エポックです。",
    },
    checkpoint: {
      term: "チェックポイント",
      meaning: "学習のとちゅうを保存したものです。ゲームのセーブデータのように、ここから続きを始められます。",
    },
    seed: {
      term: "シード（たね）",
      meaning: "ランダムな数字の出発点です。同じシードからは、同じモデルなら同じ絵が出ます。",
    },
    morph: {
      term: "モーフィング",
      meaning: "潜在空間の2点のあいだを少しずつ進んで、絵を変身させることです。",
    },
    modeCollapse: {
      term: "モード崩壊",
      meaning: "GAN が同じような絵ばかり描くようになることです。",
    },
    memorising: {
      term: "丸暗記（過学習）",
      meaning: "お手本が少ないと、新しい絵を考えるかわりに、お手本をそのまま出すことがあります。",
    },
  },
  model: {
    contest: {
      question: "鑑定士は、強いほどいいの？",
      answer:
        "いいえ。**ほんの少しだけ強い**のが、ちょうどよい状態です。鑑定士が弱いと、偽札づくりは手を抜いても合格してしまいます。逆に強すぎると、何を出しても「にせもの」と言われるだけで、どこを直せばよいのか分からなくなります。",
    },
    collapse: {
      question: "「モード崩壊」って何？",
      answer:
        "偽札づくりが「これを出せば合格する」という絵を見つけると、**同じような絵ばかり**描くようになることがあります。本物のお札の顔がずっと同じなら、同じ顔だけ練習すればよいのと同じです。上の絵に、うり二つのものが並んでいないか探してみてください。見つかったら、お手本の種類を増やすか、少し前のチェックポイントにもどすのが近道です。",
    },
    ae: {
      name: "オートエンコーダー",
      gloss: "AE",
      motto: "ちぢめて、もどす",
      lead: "画像を、ほんの少しの数字（**潜在ベクトル**）にちぢめます。そして、その数字だけを頼りに元の画像を描きなおします。答えは入力した画像そのものなので、ラベルは要りません。せまい通り道をくぐらせることで、モデルは「絵の大事なところ」だけを残すようになります。",
      question: "AE で新しい絵は描けるの？",
      answer:
        "あまり得意ではありません。AE の潜在空間には、一度も通ったことのない**すき間**がたくさんあります。そこを選ぶと、くずれた絵になります。このすき間を埋めたのが VAE です。",
      marks: {
        sharp: "大きな形はよく残る",
        fresh: "すき間でくずれる",
        encode: "いちばん得意",
        morph: "途中がくずれやすい",
        steady: "ほぼ失敗しない",
      },
    },
    vae: {
      name: "変分オートエンコーダー",
      gloss: "VAE",
      motto: "すき間のない地図をつくる",
      lead: "形は AE と同じですが、1枚の画像を「点」ではなく「**少しぼやけた場所**」として覚えます。となりどうしの場所が重なり合うので、地図にすき間がなくなります。どこを選んでも絵になり、2枚のあいだをなめらかに変身させることもできます。",
      question: "VAE の絵は、なぜふんわりしているの？",
      answer:
        "VAE は「元の画像との**平均的なちがい**」を小さくしようとします。米粒の位置のように、どちらとも言い切れないところは、あいだの色で塗っておくのがいちばん損をしません。ありえる絵をたくさん重ねて平均したようになるので、輪郭やこまかい模様がやわらかくなります。失敗ではなく、慎重なのです。",
      marks: {
        sharp: "ふんわりする",
        fresh: "どこを選んでも絵になる",
        encode: "得意",
        morph: "いちばん得意",
        steady: "ほぼ失敗しない",
      },
    },
    gan: {
      name: "GAN",
      gloss: "敵対的生成ネットワーク",
      motto: "偽札づくりと鑑定士の真剣勝負",
      lead: "2つのネットワークが競い合います。**偽札づくり**（生成器）は、ランダムな数字から本物そっくりの絵をつくります。**鑑定士**（識別器）は、本物かにせ絵かを見分けます。見破られた偽札づくりは描き方を変え、だまされた鑑定士はもっとよく見るようになり、いっしょに上達していきます。ぼんやりした絵はすぐ見破られるので、GAN の絵はくっきりします。",
      marks: {
        sharp: "くっきり",
        fresh: "いちばん得意",
        encode: "入口がない",
        morph: "きれいに変わる",
        steady: "力の差に注意",
      },
    },
    "latent-flow": {
      name: "潜在フロー",
      gloss: "latent-flow",
      motto: "VAE と GAN の仲直り",
      lead: "まず、オートエンコーダーが絵の描きなおしを学びます。次に、GAN のように**鑑定士**が加わって、絵が**くっきり**します。最後に、小さなネットワーク「**フロー**」が、潜在空間のどこに絵があるかを学び、ランダムな数字をそこへみちびきます。いまの大きな画像生成 AI も、このしくみです。",
      question: "GAN のように、同じ絵ばかりになったりしないの？",
      answer:
        "なりにくいしくみです。デコーダーは、どのお手本も描きなおさなければならないので、1 枚の絵ばかり描いてはいられません。フローには競争相手がいなくて、1 歩ごとに正解がひとつあります。",
      marks: {
        sharp: "鑑定士つきでくっきり",
        fresh: "新しい絵を描ける",
        encode: "どんな絵も入れられる",
        morph: "なめらかに変わる",
        steady: "ひとつずつ順に学ぶ",
      },
    },
    dcgan: {
      name: "DCGAN",
      gloss: "2015年のお手本",
      motto: "GAN を広めた定番レシピ",
      lead: "畳み込みネットワークで GAN を安定して動かした、有名なレシピです。新しいほうの GAN には、そのあとに見つかった工夫（本物とにせ絵を**見くらべて**採点する、鑑定士の急な変化を**おさえる**、偽札づくりの重みを**ならす**）が入っています。同じ時間でどれだけちがうか、見くらべてください。",
      marks: {
        sharp: "時間をかければくっきり",
        fresh: "ときどき偏る",
        encode: "入口がない",
        morph: "きれいに変わる",
        steady: "くずれることがある",
      },
    },
    cgan: {
      name: "属性つき GAN",
      gloss: "cgan",
      motto: "注文どおりに描いてくれる",
      lead: "髪の色、めがね、顔の向き。絵についているラベル（**属性**）をいっしょに学び、「ピンクの髪で、めがねをかけて、30度横を向いて」と**注文できる** GAN です。注文しなかったところは、くじ引きで決まります。だから、毎回ちがう絵が出てきます。",
      question: "めったにない組み合わせも描けるの？",
      answer:
        "髪の色とめがねのように、別々に覚えられるものなら、お手本にない組み合わせも描けることがよくあります。ただし、お手本が少ないほど失敗しやすくなります。`--balanced` を付けて学習すると、めずらしい組み合わせを多めに見せます。",
      marks: {
        sharp: "くっきり",
        fresh: "注文どおりの新しい絵",
        encode: "入口がない",
        morph: "属性だけを変えられる",
        steady: "ラベルが助けになる",
      },
    },
    pix2pix: {
      name: "pix2pix",
      gloss: "絵を絵に変える GAN",
      motto: "下書きを渡すと、仕上げてくれる",
      lead: "「入力」と「正解」の組をお手本に、絵を別の絵に変えることを覚えます。**偽札づくり**は乱数ではなく入力の絵から描き、入力の細かい形は**近道**（スキップ接続）を通ってそのまま出口に届きます。**鑑定士**は、入力と絵を並べて、小さな区画ごとに「本物の組か」を見分けます。",
      question: "正解に近づけるだけでは、だめなの？",
      answer:
        "色や形は合いますが、**ぼんやり**します。入力だけでは決められないところ（米粒の位置など）は、ありえる絵の平均を塗るのがいちばん損をしないからです。鑑定士はぼんやりした区画をすぐ見破るので、偽札づくりは「どれか1つ」に決めて、くっきり描くようになります。",
      marks: {
        sharp: "くっきり",
        fresh: "入力の絵がいる",
        encode: "そのための道具",
        morph: "潜在空間がない",
        steady: "正解があるのでくずれにくい",
      },
    },
    headings: {
      samples: "新しく描いた絵",
      time: "だんだん上手になるようす",
      redrawn: "だんだん復元が上手になるようす",
      losses: "損失の移り変わり",
      balance: "鑑定士と偽札づくりの力くらべ",
      health: "学習の健康診断",
      reconstructions: "元の画像と、復元した画像",
      attributes: "ひとつだけ変えてみる",
      translations: "入力・モデルの絵・正解",
      map: "潜在空間の地図",
      strip: "モーフィングを1コマずつ",
    },
    samplesLook: {
      ae: "地図の上の適当な点から描いた絵です。AE はこの練習をしていないので、くずれた絵が混ざるのがふつうです。",
      vae: "ふんわりしていても、何の絵か分かれば成功です。色や形の種類がいろいろあるかも見てください。",
      gan: "くっきりしていますか？ うり二つの絵が並んでいませんか？ お手本にない、ふしぎな絵も探してみてください。",
      "latent-flow":
        "VAE のように形が整っていて、GAN のようにくっきりしていますか？ ふたつのものが溶け合った絵も探してみてください。",
      dcgan: "新しい GAN の絵と見くらべてください。形のくずれや、同じ絵のくり返しはありませんか？",
      cgan: "注文なしで描いた絵です。くっきりしていますか？ 髪の色や表情が、お手本と同じくらいいろいろありますか？",
      pix2pix: "pix2pix は、入力の絵がないと描けません。",
    },
    stagesTimeLook:
      "上から順に、はじめは同じ絵の描きなおしです。ぼやけた絵が、鑑定士が加わってくっきりしていきます。最後の段ではフローが始まり、新しい絵を描いています。",
    stagesLossLook:
      "3 本の曲線が順に並びます。描きなおしのまちがい、途中から加わる鑑定士、最後のフローです。仕事がちがうので、高さはくらべられません。",
    attributesLook:
      "どの段でも、変えたのは左に書いたひとつだけです。ほかのところ（顔つきや服）がそのままなら、よく学べています。",
    translationsLook:
      "どれも学習に使っていない組です。形は入力に合っていますか？ 入力にない色や質感は、正解とちがっていても、もっともらしければ成功です。",
    translatedLook:
      "いちばん上が入力、いちばん下が正解です。そのあいだを上から下へ学習が進み、まず色、次に形、最後に質感が現れます。",
    conditionLook:
      "「正解とのちがい」が下がり、だんだん平らになれば順調です。鑑定士と偽札づくりの損失は競争なので、下がりつづけることはありません。",
    timeLook:
      "たての列は、同じ「たね」から描いた同じ1枚です。上から下へ、まず全体の色、次に形、最後にこまかい模様が現れます。",
    redrawnLook:
      "たての列は、同じ画像を復元したものです。上から下へ、まず全体の色、次に形、最後にこまかい模様がもどってきます。",
    lossLook: "右へ進むほど下がり、だんだん平らになれば順調です。平らになったら、続けても大きくは変わりません。",
    informationLook:
      "復元のまちがいが下がり、だんだん平らになれば順調です。ゴムののび（KL）は「数の中にどれだけ書きこんだか」で、増えてから落ち着きます。",
    contestLook:
      "競争なので、どちらも下がりつづけることはありません。2本が大きく離れずに続いていれば順調です。絵の良さは、損失ではなく絵そのもので判断します。",
    balanceLook:
      "鑑定士の正解率が 100% に張りついていたら強すぎ、50% あたりならあてずっぽうです。そのあいだで動いているのが、よい勝負です。",
    scoresLook:
      "いちばん上の2本（本物とにせ絵の点）が近いほど、偽札づくりは上手にだませています。この GAN は鑑定士の急な変化をおさえているので、正解率が高くても偽札づくりは学びつづけられます。",
    healthLook:
      "本物との差が下がり、多様さが 100% に近づいていれば順調です。多様さが急に落ちたら、偽札づくりが同じ絵ばかり描きはじめたしるしです。",
    pairsLook: "上が元の画像、下が復元です。色や形は残っていますか？ まっ先に消えるのは、こまかい模様です。",
    softPairsLook:
      "上が元の画像、下が復元です。AE よりも少しふんわりします。そのかわり、潜在空間の地図がなめらかになります。",
    mapLook:
      "似た画像が近くに集まっていますか？ 色は正解のラベルですが、モデルには教えていません。それでも種類ごとに固まっていたら、自分で見つけたということです。",
    stripLook: "左から右へ、少しずつ変わっていきます。急に飛ぶところがなければ、地図にすき間がない証拠です。",
  },
  nextSection: {
    heading: "ちがう絵を描かせる",
    why: "最後の数字（シード）を変えるたびに、新しい絵が出ます。",
    trainLonger: "続きから、もっと学習させる",
    goesCheckpointDoMore: "チェックポイントから再開します。20分でどこまで変わるでしょうか。",
    makeMorph: "モーフィングを作る",
    animationPictureSeedSeed: "シード1の絵からシード2の絵へ変身するアニメーションができます。",
    putPictureOwn: "手持ちの画像を入れてみる",
    writeOwnFilePhoto:
      "`photo.jpg` を自分の画像に変えてください。見たことのない絵を、モデルはどう描きなおすでしょうか。",
    writeModel: "こんなモデルを、自分で書く",
    courseChapterStudio:
      "講座があります。1 章 15 分ほど。自分のエディタなら、このコマンド。ブラウザの中なら、`npx omakase studio` の「しくみ」で。",
    seeCanOrder: "注文できるものを見る",
    chooseListOrderSet: "一覧から選んで、`--set` で注文します。",
    translatePictureOwn: "自分の絵を変えてみる",
    writeOwnFileDrawing: "`drawing.png` を自分の絵に変えてください。お手本の入力に似た絵ほど、うまくいきます。",
    trainOwnPictures: "自分の画像で学習させる",
    fewHundredPicturesSame: "似た構図の画像が数百枚あると、うまくいきやすくなります。",
    lookThroughDataFirst: "学習の前にデータを点検する",
    findsDuplicatesLabelsToo: "同じ画像の重複や、少なすぎるラベルが見つかります。",
    takeMinutesCompareDcgan: "30分かけて、DCGAN ともくらべる",
    longerTrainClearerDifference: "長く学習するほど、ちがいがはっきりします。",
  },
  runSection: {
    morphAlternative: "{morph}: {name}",
    chapter:
      "なぜこう見えるのかは、講座の {number} 章で。自分のエディターなら `npx omakase lesson {number}`。ブラウザなら、`npx omakase studio` が動いているあいだ、",
    openChapter: "{number} 章を開く",
  },
};
