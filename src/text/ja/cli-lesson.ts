import type { cliLessonSentences as english } from "../en/cli-lesson.ts";
import type { Translation } from "../define-texts.ts";

/** Japanese sentences of `omakase lesson`. */
export const cliLessonSentences: Translation<typeof english> = {
  lesson: {
    about: "自分で書きながら、AE・VAE・GAN を学ぶ（全 12 章。番号を書くと、その章を始める）",
    chapter: "章の番号か名前（3、03、vae）。省くと一覧",
    hint: "ヒントを 1 つ見る（3 つまで、だんだん親切に）",
    solution: "答えと、いまのファイルとの違いを見る",
    from: "「しくみ」のリンク（引用符でかこむ）か、ファイルにあるプログラムから始める。ほかの人のプログラムは、このコンピューターであなたにできることを何でもできるので、先に読むこと",
    reset: "ファイルをはじめにもどす（今のものは lesson.old.ts に残す）",
    once: "一度だけ調べて終わる（保存を待たない）",
    quick: "絵を小さく、学習を短くして、手早くためす",
    threads: "計算に使うスレッド数（CPU）",
    toBegin: "\n始めるには: npx omakase lesson 1（番号か名前）",
    waiting: "保存を待っています（Ctrl-C で終わる）。",
    interrupted:
      "{steps, number} ステップのうち {step, number} ステップで終わりました。ファイルはそのままです。次は最初から学習します。",
    saved: "\n保存されました。調べます …",
    shownHint: "ヒント {number} / {total}\n{hint}",
    shownSolution: "答え: {folder}/solution.ts（− はあなたの行、＋ は答えの行）",
    hiddenLines: "  … 同じ行が {lines} 行",
    kept: "いままでのファイルは {file} に残しました。",
    noChapter: {
      expected: "ファイルといっしょに章",
      got: "なし",
      remedy: "omakase lesson 3 --from ./vae.ts のように、--from の前に書いてください",
    },
    otherChapter: {
      expected: "{number} 章のプログラム",
      got: "{other} 章のリンク",
      remedy: "章を書かないか、{other} と書いてください",
    },
    ownWork: {
      expected: "あなたが書いたものがないこと",
      got: "あなたが変えたファイル",
      remedy: "{command} でその続きを書くか、--reset を付けてください（今のものは lesson.old.ts に残ります）",
    },
    unknownChapter: {
      expected: "章の番号か名前（{names}）",
      got: "「{word}」",
      remedy: "npx omakase lesson で一覧を見てください",
    },
  },
  givenProgram: {
    noProgram: {
      expected: "プログラムの入ったリンク",
      got: "入っていないリンク",
      remedy: "「しくみ」の「リンクにする」か「エディタで続ける」でコピーして、引用符でかこんでください",
    },
    damaged: {
      expected: "完全なリンク",
      got: "こわれたリンク",
      remedy: "もう一度コピーして、引用符でかこんでください",
    },
    noFile: {
      expected: "「しくみ」のリンクか、ファイル",
      got: "存在しない {path}",
      remedy: "パスを確かめてください",
    },
    unreadable: {
      expected: "読めるファイル",
      got: "{path} のエラー {code}",
      remedy: "プログラムのパスを書いてください",
    },
    long: {
      expected: "{most} バイト以下のプログラム",
      got: "{bytes} バイト",
      remedy: "授業のプログラムを渡してください",
    },
    noText: {
      expected: "UTF-8 で書かれたプログラム",
      got: "プログラムの入っていない {path}",
      remedy: "TypeScript のファイルのパスを書いてください",
    },
  },
  lessonTexts: {
    chapterLine: "{mark} {number}  {title}（{name}、{time}）",
    opening: "{number} · {title}（{time}）\n  読む: {folder}/text.md\n  書く: {folder}/lesson.ts の TODO のところ",
    seconds: "{reading} 分 ＋ 計算 {seconds} 秒",
    minutes: "{reading} 分 ＋ 計算 {minutes} 分",
    stopped: "とちゅうで止まりました。",
    notYet: "まだです。直して保存すると、また調べます（ヒント: {command} --hint、答え: --solution）。",
    oldFile:
      "lesson.ts に、この章の最初のファイルにある行がありません。たとえば:\n    {line}\n  自分で変えたのでなければ、古い omakase のファイルです。{command} --reset で新しいファイルから始められます（今のものは lesson.old.ts に残ります）。",
    next: "できました！ つぎは {number} 章「{title}」: npx omakase lesson {number}",
    last: "できました！ これで全部です。",
  },
};
