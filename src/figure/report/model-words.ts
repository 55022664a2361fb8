import type { Text } from "../../error.ts";
import type { comparisonWords } from "./page-words.ts";
import type { ReportFigureKind, ReportModel } from "./report-run.ts";

/** Question with its answer. */
export interface ModelQuestion {
  readonly question: Text;
  readonly answer: Text;
}

/** Texts of the report about a model. */
export interface ModelWords {
  readonly name: Text;
  /** Explanation in small print beside the name. */
  readonly gloss: Text;
  /** Summary of the model in one line. */
  readonly motto: Text;
  readonly lead: Text;
  /** Questions that its images raise, with the answers. */
  readonly questions: readonly ModelQuestion[];
  /** Marks from 0 to 3, with reasons. */
  readonly marks: Readonly<Record<keyof typeof comparisonWords, { readonly mark: 0 | 1 | 2 | 3; readonly why: Text }>>;
}

const contest: ModelQuestion = {
  question: { ja: "鑑定士は、強いほどいいの？", en: "Should the detective be as good as possible?" },
  answer: {
    ja: "いいえ。**ほんの少しだけ強い**のが、ちょうどよい状態です。鑑定士が弱いと、にせ絵師は手を抜いても合格してしまいます。逆に強すぎると、何を出しても「にせもの」と言われるだけで、どこを直せばよいのか分からなくなります。",
    en: "No: it should be **just a little ahead**. With a weak detective, sloppy forgeries pass and the counterfeiter gets lazy. With one that is far too good, everything is simply “fake”, and the counterfeiter cannot tell what to mend.",
  },
};

const collapse: ModelQuestion = {
  question: { ja: "「モード崩壊」って何？", en: "What is mode collapse?" },
  answer: {
    ja: "にせ絵師が「これを出せば合格する」という絵を見つけると、**同じような絵ばかり**描くようになることがあります。本物のお札の顔がずっと同じなら、同じ顔だけ練習すればよいのと同じです。上の絵に、うり二つのものが並んでいないか探してみてください。見つかったら、お手本の種類を増やすか、少し前のチェックポイントにもどすのが近道です。",
    en: "Once the counterfeiter finds a picture that always passes, it may draw **nothing but that**. If the face on the banknote never changes, one face is all a forger needs to practise. Look for twins among the pictures above. If there are many, give it more varied examples, or go back to an earlier checkpoint.",
  },
};

/** Texts of each model. */
export const modelWords: Record<ReportModel, ModelWords> = {
  ae: {
    name: { ja: "オートエンコーダー", en: "Autoencoder" },
    gloss: { ja: "AE", en: "AE" },
    motto: { ja: "ちぢめて、もどす", en: "Squeeze it, and draw it again" },
    lead: {
      ja: "画像を、ほんの少しの数字（**潜在ベクトル**）にちぢめます。そして、その数字だけを頼りに元の画像を描きなおします。答えは入力した画像そのものなので、ラベルは要りません。せまい通り道をくぐらせることで、モデルは「絵の大事なところ」だけを残すようになります。",
      en: "It squeezes a picture into a handful of numbers (a **latent**) and then draws the picture again from those numbers alone. The right answer is the picture itself, so no labels are needed. The narrow passage teaches the model to keep what matters.",
    },
    questions: [
      {
        question: { ja: "AE で新しい絵は描けるの？", en: "Can an autoencoder draw new pictures?" },
        answer: {
          ja: "あまり得意ではありません。AE の潜在空間には、一度も通ったことのない**すき間**がたくさんあります。そこを選ぶと、くずれた絵になります。このすき間を埋めたのが VAE です。",
          en: "Not well. Its latent space is full of **gaps** where the model has never been, and a point in a gap gives a broken picture. The VAE closes those gaps.",
        },
      },
    ],
    marks: {
      sharp: { mark: 2, why: { ja: "大きな形はよく残る", en: "keeps the large shapes" } },
      fresh: { mark: 0, why: { ja: "すき間でくずれる", en: "breaks in the gaps" } },
      encode: { mark: 3, why: { ja: "いちばん得意", en: "what it is made for" } },
      morph: { mark: 1, why: { ja: "途中がくずれやすい", en: "may break on the way" } },
      steady: { mark: 3, why: { ja: "ほぼ失敗しない", en: "hardly ever fails" } },
    },
  },
  vae: {
    name: { ja: "変分オートエンコーダー", en: "Variational autoencoder" },
    gloss: { ja: "VAE", en: "VAE" },
    motto: { ja: "すき間のない地図をつくる", en: "A map without gaps" },
    lead: {
      ja: "形は AE と同じですが、1枚の画像を「点」ではなく「**少しぼやけた場所**」として覚えます。となりどうしの場所が重なり合うので、地図にすき間がなくなります。どこを選んでも絵になり、2枚のあいだをなめらかに変身させることもできます。",
      en: "Built like the autoencoder, but it keeps each picture as a **slightly blurred place** and not as a point. Neighbouring places overlap, so the map has no gaps: any point on it gives a picture, and one picture turns smoothly into another.",
    },
    questions: [
      {
        question: { ja: "VAE の絵は、なぜふんわりしているの？", en: "Why are the VAE's pictures soft?" },
        answer: {
          ja: "VAE は「元の画像との**平均的なちがい**」を小さくしようとします。米粒の位置のように、どちらとも言い切れないところは、あいだの色で塗っておくのがいちばん損をしません。ありえる絵をたくさん重ねて平均したようになるので、輪郭やこまかい模様がやわらかくなります。失敗ではなく、慎重なのです。",
          en: "A VAE keeps its **average error** small. Where it cannot be sure, such as the place of each grain of rice, painting the colour in between costs least. The result looks like many possible pictures laid over one another: soft edges, few fine patterns. It is not broken, it is careful.",
        },
      },
    ],
    marks: {
      sharp: { mark: 1, why: { ja: "ふんわりする", en: "soft" } },
      fresh: { mark: 2, why: { ja: "どこを選んでも絵になる", en: "every point gives a picture" } },
      encode: { mark: 3, why: { ja: "得意", en: "good at it" } },
      morph: { mark: 3, why: { ja: "いちばん得意", en: "what it is best at" } },
      steady: { mark: 3, why: { ja: "ほぼ失敗しない", en: "hardly ever fails" } },
    },
  },
  gan: {
    name: { ja: "GAN", en: "GAN" },
    gloss: { ja: "敵対的生成ネットワーク", en: "generative adversarial network" },
    motto: { ja: "にせ絵師と鑑定士の真剣勝負", en: "A counterfeiter against a detective" },
    lead: {
      ja: "2つのネットワークが競い合います。**にせ絵師**（生成器）は、ランダムな数字から本物そっくりの絵をつくります。**鑑定士**（識別器）は、本物かにせ絵かを見分けます。見破られたにせ絵師は描き方を変え、だまされた鑑定士はもっとよく見るようになり、いっしょに上達していきます。ぼんやりした絵はすぐ見破られるので、GAN の絵はくっきりします。",
      en: "Two networks compete. The **counterfeiter** (generator) turns random numbers into pictures that should pass for real. The **detective** (discriminator) tells real from forged. Found out, the counterfeiter changes its ways; fooled, the detective looks closer; and so both get better. Soft pictures are found out at once, which is why a GAN draws sharp ones.",
    },
    questions: [contest, collapse],
    marks: {
      sharp: { mark: 3, why: { ja: "くっきり", en: "sharp" } },
      fresh: { mark: 3, why: { ja: "いちばん得意", en: "what it is made for" } },
      encode: { mark: 0, why: { ja: "入口がない", en: "has no entrance" } },
      morph: { mark: 2, why: { ja: "きれいに変わる", en: "changes nicely" } },
      steady: { mark: 2, why: { ja: "力の差に注意", en: "watch the balance" } },
    },
  },
  dcgan: {
    name: { ja: "DCGAN", en: "DCGAN" },
    gloss: { ja: "2015年のお手本", en: "the classic of 2015" },
    motto: { ja: "GAN を広めた定番レシピ", en: "The recipe that made GANs work" },
    lead: {
      ja: "畳み込みネットワークで GAN を安定して動かした、有名なレシピです。新しいほうの GAN には、そのあとに見つかった工夫（本物とにせ絵を**見くらべて**採点する、鑑定士の急な変化を**おさえる**、にせ絵師の重みを**ならす**）が入っています。同じ時間でどれだけちがうか、見くらべてください。",
      en: "The famous recipe that first made GANs of convolutions train reliably. The newer GAN adds what was found later: it judges real and forged **against each other**, keeps the detective from **changing too abruptly**, and **averages** the counterfeiter's weights. Compare what each does with its time.",
    },
    questions: [contest, collapse],
    marks: {
      sharp: { mark: 2, why: { ja: "時間をかければくっきり", en: "sharp, given time" } },
      fresh: { mark: 2, why: { ja: "ときどき偏る", en: "at times one-sided" } },
      encode: { mark: 0, why: { ja: "入口がない", en: "has no entrance" } },
      morph: { mark: 2, why: { ja: "きれいに変わる", en: "changes nicely" } },
      steady: { mark: 1, why: { ja: "くずれることがある", en: "can collapse" } },
    },
  },
  cgan: {
    name: { ja: "属性つき GAN", en: "GAN with attributes" },
    gloss: { ja: "cgan", en: "cgan" },
    motto: { ja: "注文どおりに描いてくれる", en: "It draws to order" },
    lead: {
      ja: "髪の色、めがね、顔の向き。絵についているラベル（**属性**）をいっしょに学び、「ピンクの髪で、めがねをかけて、30度横を向いて」と**注文できる** GAN です。注文しなかったところは、くじ引きで決まります。だから、毎回ちがう絵が出てきます。",
      en: "Hair colour, glasses, the way a head is turned: this GAN learns the labels of the pictures (**attributes**) too, and **takes orders**: pink hair, with glasses, turned by 30 degrees. Whatever you do not order is drawn by lot, so every picture is another one.",
    },
    questions: [
      {
        question: { ja: "めったにない組み合わせも描けるの？", en: "Can it draw what is rarely seen together?" },
        answer: {
          ja: "髪の色とめがねのように、別々に覚えられるものなら、お手本にない組み合わせも描けることがよくあります。ただし、お手本が少ないほど失敗しやすくなります。`--balanced` を付けて学習すると、めずらしい組み合わせを多めに見せます。",
          en: "Often, where the two can be learnt apart, such as hair colour and glasses. But the fewer examples there are, the more often it fails. With `--balanced`, training shows rare combinations more often.",
        },
      },
      contest,
      collapse,
    ],
    marks: {
      sharp: { mark: 3, why: { ja: "くっきり", en: "sharp" } },
      fresh: { mark: 3, why: { ja: "注文どおりの新しい絵", en: "new pictures, to order" } },
      encode: { mark: 0, why: { ja: "入口がない", en: "has no entrance" } },
      morph: { mark: 3, why: { ja: "属性だけを変えられる", en: "changes one thing alone" } },
      steady: { mark: 2, why: { ja: "ラベルが助けになる", en: "labels keep it on the way" } },
    },
  },
  pix2pix: {
    name: { ja: "pix2pix", en: "pix2pix" },
    gloss: { ja: "絵を絵に変える GAN", en: "a GAN that translates" },
    motto: { ja: "下書きを渡すと、仕上げてくれる", en: "Hand in a sketch, get it finished" },
    lead: {
      ja: "「入力」と「正解」の組をお手本に、絵を別の絵に変えることを覚えます。**にせ絵師**は乱数ではなく入力の絵から描き、入力の細かい形は**近道**（スキップ接続）を通ってそのまま出口に届きます。**鑑定士**は、入力と絵を並べて、小さな区画ごとに「本物の組か」を見分けます。",
      en: "From pairs of an input and its target it learns to turn one picture into another. The **counterfeiter** starts from the input picture and not from random numbers, and the fine shapes of the input take a **short cut** (skip connections) to the way out. The **detective** sees input and picture side by side and judges every small patch: is this a real pair?",
    },
    questions: [
      {
        question: { ja: "正解に近づけるだけでは、だめなの？", en: "Is it not enough to come near the target?" },
        answer: {
          ja: "色や形は合いますが、**ぼんやり**します。入力だけでは決められないところ（米粒の位置など）は、ありえる絵の平均を塗るのがいちばん損をしないからです。鑑定士はぼんやりした区画をすぐ見破るので、にせ絵師は「どれか1つ」に決めて、くっきり描くようになります。",
          en: "Colours and shapes come out right, but **blurred**: where the input does not decide (the place of each grain of rice), the average of all possible pictures costs least. The detective finds blurred patches out at once, so the counterfeiter has to settle for one of them and draw it sharply.",
        },
      },
      contest,
    ],
    marks: {
      sharp: { mark: 2, why: { ja: "くっきり", en: "sharp" } },
      fresh: { mark: 0, why: { ja: "入力の絵がいる", en: "needs an input picture" } },
      encode: { mark: 3, why: { ja: "そのための道具", en: "what it is made for" } },
      morph: { mark: 0, why: { ja: "潜在空間がない", en: "has no latent space" } },
      steady: { mark: 3, why: { ja: "正解があるのでくずれにくい", en: "the target keeps it on the way" } },
    },
  },
};

const adversarial = (model: ReportModel): boolean => !["ae", "vae"].includes(model);

/** Returns the heading of a figure, and what to look at. */
export function figureGuide(kind: ReportFigureKind, model: ReportModel): { heading: Text; look: Text } {
  switch (kind) {
    case "samples":
      return { heading: headings.samples, look: samplesLook[model] };
    case "over-time":
      return model === "ae"
        ? { heading: headings.redrawn, look: redrawnLook }
        : { heading: headings.time, look: model === "pix2pix" ? translatedLook : timeLook };
    case "losses":
      return {
        heading: headings.losses,
        look:
          model === "pix2pix"
            ? conditionLook
            : adversarial(model)
              ? contestLook
              : model === "vae"
                ? informationLook
                : lossLook,
      };
    case "balance":
      return { heading: headings.balance, look: model === "gan" || model === "cgan" ? scoresLook : balanceLook };
    case "health":
      return { heading: headings.health, look: healthLook };
    case "reconstructions":
      return { heading: headings.reconstructions, look: model === "vae" ? softPairsLook : pairsLook };
    case "attributes":
      return { heading: headings.attributes, look: attributesLook };
    case "translations":
      return { heading: headings.translations, look: translationsLook };
    case "latent-map":
      return { heading: headings.map, look: mapLook };
    case "morph-strip":
      return { heading: headings.strip, look: stripLook };
  }
}

const headings = {
  samples: { ja: "新しく描いた絵", en: "New pictures" },
  time: { ja: "だんだん上手になるようす", en: "Getting better over time" },
  redrawn: { ja: "だんだん復元が上手になるようす", en: "Redrawing better over time" },
  losses: { ja: "損失の移り変わり", en: "Loss over time" },
  balance: { ja: "鑑定士とにせ絵師の力くらべ", en: "Detective against counterfeiter" },
  health: { ja: "学習の健康診断", en: "How the training went" },
  reconstructions: { ja: "元の画像と、復元した画像", en: "Originals and what was redrawn" },
  attributes: { ja: "ひとつだけ変えてみる", en: "One thing changed" },
  translations: { ja: "入力・モデルの絵・正解", en: "Input, output, target" },
  map: { ja: "潜在空間の地図", en: "Map of the latent space" },
  strip: { ja: "モーフィングを1コマずつ", en: "The morph, frame by frame" },
} as const;

const samplesLook: Record<ReportModel, Text> = {
  ae: {
    ja: "地図の上の適当な点から描いた絵です。AE はこの練習をしていないので、くずれた絵が混ざるのがふつうです。",
    en: "Drawn from random points of the map. The autoencoder never practised this, so broken pictures are to be expected.",
  },
  vae: {
    ja: "ふんわりしていても、何の絵か分かれば成功です。色や形の種類がいろいろあるかも見てください。",
    en: "Soft is fine, as long as you can tell what it is. Is there variety in colour and shape?",
  },
  gan: {
    ja: "くっきりしていますか？ うり二つの絵が並んでいませんか？ お手本にない、ふしぎな絵も探してみてください。",
    en: "Are they sharp? Are there twins among them? Look for odd ones too, unlike any example.",
  },
  dcgan: {
    ja: "新しい GAN の絵と見くらべてください。形のくずれや、同じ絵のくり返しはありませんか？",
    en: "Compare them with the newer GAN's. Are shapes broken? Do pictures repeat?",
  },
  cgan: {
    ja: "注文なしで描いた絵です。くっきりしていますか？ 髪の色や表情が、お手本と同じくらいいろいろありますか？",
    en: "Drawn without an order. Are they sharp? Are hair and faces as varied as in the examples?",
  },
  pix2pix: {
    ja: "pix2pix は、入力の絵がないと描けません。",
    en: "A pix2pix draws nothing without an input.",
  },
};

const attributesLook: Text = {
  ja: "どの段でも、変えたのは左に書いたひとつだけです。ほかのところ（顔つきや服）がそのままなら、よく学べています。",
  en: "In each row nothing is changed but what stands at its left. If all else stays as it is, it has learnt well.",
};
const translationsLook: Text = {
  ja: "どれも学習に使っていない組です。形は入力に合っていますか？ 入力にない色や質感は、正解とちがっていても、もっともらしければ成功です。",
  en: "None of these pairs was used for training. Do the shapes follow the input? Colours and textures that the input does not say may differ from the target, as long as they are plausible.",
};
const translatedLook: Text = {
  ja: "いちばん上が入力、いちばん下が正解です。そのあいだを上から下へ学習が進み、まず色、次に形、最後に質感が現れます。",
  en: "On top the inputs, at the bottom the targets. Between them training goes on from top to bottom: first come the colours, then the shapes, then the texture.",
};
const conditionLook: Text = {
  ja: "「正解とのちがい」が下がり、だんだん平らになれば順調です。鑑定士とにせ絵師の損失は競争なので、下がりつづけることはありません。",
  en: "All is well if the difference from the target falls and slowly levels out. The losses of detective and counterfeiter are a contest, so neither keeps falling.",
};
const timeLook: Text = {
  ja: "たての列は、同じ「たね」から描いた同じ1枚です。上から下へ、まず全体の色、次に形、最後にこまかい模様が現れます。",
  en: "Each column is one and the same seed. From top to bottom come first the colours, then the shapes, then fine detail.",
};
const redrawnLook: Text = {
  ja: "たての列は、同じ画像を復元したものです。上から下へ、まず全体の色、次に形、最後にこまかい模様がもどってきます。",
  en: "Each column is one picture, redrawn. From top to bottom come back first the colours, then the shapes, then fine detail.",
};
const lossLook: Text = {
  ja: "右へ進むほど下がり、だんだん平らになれば順調です。平らになったら、続けても大きくは変わりません。",
  en: "All is well if it falls and slowly levels out. Once it is level, going on changes little.",
};
const informationLook: Text = {
  ja: "復元のまちがいが下がり、だんだん平らになれば順調です。情報量（KL）は「潜在ベクトルにどれだけ書きこんだか」で、増えてから落ち着きます。",
  en: "All is well if the error falls and slowly levels out. The information (KL) is how much is written into the latent: it rises, then settles.",
};
const contestLook: Text = {
  ja: "競争なので、どちらも下がりつづけることはありません。2本が大きく離れずに続いていれば順調です。絵の良さは、損失ではなく絵そのもので判断します。",
  en: "This is a contest, so neither keeps falling. All is well while the two do not drift far apart. Judge by the pictures, not by the loss.",
};
const balanceLook: Text = {
  ja: "鑑定士の正解率が 100% に張りついていたら強すぎ、50% あたりならあてずっぽうです。そのあいだで動いているのが、よい勝負です。",
  en: "A detective stuck at 100 % is too strong; near 50 % it merely guesses. A good contest moves between the two.",
};
const scoresLook: Text = {
  ja: "いちばん上の2本（本物とにせ絵の点）が近いほど、にせ絵師は上手にだませています。この GAN は鑑定士の急な変化をおさえているので、正解率が高くてもにせ絵師は学びつづけられます。",
  en: "The closer the two lines at the top, the better the counterfeiter fools the detective. This GAN keeps the detective from changing abruptly, so the counterfeiter goes on learning even where the accuracy is high.",
};
const healthLook: Text = {
  ja: "本物との差が下がり、多様さが 100% に近づいていれば順調です。多様さが急に落ちたら、にせ絵師が同じ絵ばかり描きはじめたしるしです。",
  en: "All is well while the distance falls and the variety comes near 100 %. A sudden loss of variety means that the counterfeiter draws the same again and again.",
};
const pairsLook: Text = {
  ja: "上が元の画像、下が復元です。色や形は残っていますか？ まっ先に消えるのは、こまかい模様です。",
  en: "Above the original, below what was redrawn. Are colour and shape still there? Fine patterns are the first to go.",
};
const softPairsLook: Text = {
  ja: "上が元の画像、下が復元です。AE よりも少しふんわりします。そのかわり、潜在空間の地図がなめらかになります。",
  en: "Above the original, below what was redrawn: a little softer than the autoencoder's. In return the map is smooth.",
};
const mapLook: Text = {
  ja: "似た画像が近くに集まっていますか？ 色は正解のラベルですが、モデルには教えていません。それでも種類ごとに固まっていたら、自分で見つけたということです。",
  en: "Do similar pictures lie together? The colours are the true labels, which the model was never told. Where they form groups, it found them by itself.",
};
const stripLook: Text = {
  ja: "左から右へ、少しずつ変わっていきます。急に飛ぶところがなければ、地図にすき間がない証拠です。",
  en: "It changes little by little from left to right. No sudden jump means no gap in the map.",
};
