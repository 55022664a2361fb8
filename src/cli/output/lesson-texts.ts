import type { Text } from "../../error.ts";
import { chapterFolder, type Chapter, type ChapterProgress, type LessonEvent } from "../../lesson/index.ts";

/** Texts of `omakase lesson`. */
export const lessonTexts = {
  about: {
    ja: "自分で書きながら、AE・VAE・GAN を学ぶ（全 12 章。番号を書くと、その章を始める）",
    en: "learn to write an AE, a VAE and a GAN (12 chapters; give a number to begin one)",
  },
  chapter: { ja: "章の番号か名前（3、03、vae）。省くと一覧", en: "a chapter: 3, 03 or vae; default: list them all" },
  hint: { ja: "ヒントを 1 つ見る（3 つまで、だんだん親切に）", en: "show one more hint, of three; each tells more" },
  solution: { ja: "答えと、いまのファイルとの違いを見る", en: "show a solution, and how your file differs from it" },
  reset: {
    ja: "ファイルをはじめにもどす（今のものは lesson.old.ts に残す）",
    en: "start over; your file is kept as lesson.old.ts",
  },
  once: { ja: "一度だけ調べて終わる（保存を待たない）", en: "check and run once, without waiting for saves" },
  quick: {
    ja: "絵を小さく、学習を短くして、手早くためす",
    en: "try it quickly, with smaller pictures and less training",
  },
} satisfies Record<string, Text>;

/** Writes the line of a chapter in the list. */
export function chapterLine(chapter: Chapter, progress: ChapterProgress | undefined): Text {
  const mark = progress?.passed ? "✓" : progress ? "…" : " ";
  const number = String(chapter.number).padStart(2);
  return {
    ja: `${mark} ${number}  ${chapter.title.ja}（${chapter.name}、${timeText(chapter).ja}）`,
    en: `${mark} ${number}  ${chapter.title.en} (${chapter.name}, ${timeText(chapter).en})`,
  };
}

/** Writes the first lines of a chapter: what to read, and where to write. */
export function openingLines(chapter: Chapter, folder: string): Text {
  const time = timeText(chapter);
  return {
    ja:
      `${chapter.number} · ${chapter.title.ja}（${time.ja}）\n` +
      `  読む: ${folder}/text.md\n  書く: ${folder}/lesson.ts の TODO のところ`,
    en:
      `${chapter.number} · ${chapter.title.en} (${time.en})\n` +
      `  read:  ${folder}/text.md\n  write: ${folder}/lesson.ts, at each TODO`,
  };
}

/** Writes an event of a running lesson; undefined for a step. */
export function eventText(event: LessonEvent, folder: string, source: string): Text | undefined {
  if (event.type === "finding") {
    const mark = event.passed ? "✓" : "✗";
    const hint = (text: string | undefined) => (text === undefined ? "" : `\n    → ${text}`);
    return {
      ja: `${mark} ${event.claim.ja}${hint(event.hint?.ja)}`,
      en: `${mark} ${event.claim.en}${hint(event.hint?.en)}`,
    };
  }
  if (event.type === "show") return both(`  ${folder}/figures/${event.name}.png`);
  if (event.type !== "error") return undefined;
  const { line, text } = event;
  const code = line === undefined ? undefined : source.split("\n")[line - 1]?.trim();
  const where = `lesson.ts${line === undefined ? "" : `:${line}`}`;
  const quote = code ? `\n    ${line} | ${code}` : "";
  return { ja: `✗ ${where}: ${text.ja}${quote}`, en: `✗ ${where}: ${text.en}${quote}` };
}

/** Writes the line of a training step. */
export function stepText({ step, steps, values }: Extract<LessonEvent, { type: "step" }>): string {
  const shown = Object.entries(values).filter(([name]) => name !== "gradientNorm");
  return `${step} / ${steps}  ${shown.map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`).join("  ")}`;
}

/** Writes the end of a run. */
export function endText(chapter: Chapter, passed: boolean | undefined, next: Chapter | undefined): Text {
  if (passed === undefined) return { ja: "とちゅうで止まりました。", en: "It stopped half-way." };
  if (!passed) {
    const command = `npx omakase lesson ${chapter.number}`;
    return {
      ja: `まだです。直して保存すると、また調べます（ヒント: ${command} --hint、答え: --solution）。`,
      en: `Not yet. Change the file and save it (a hint: ${command} --hint; the answer: --solution).`,
    };
  }
  return next
    ? {
        ja: `できました！ つぎは ${next.number} 章「${next.title.ja}」: npx omakase lesson ${next.number}`,
        en: `Done! Next is chapter ${next.number}, ${next.title.en}: npx omakase lesson ${next.number}`,
      }
    : { ja: "できました！ これで全部です。", en: "Done! That was the last chapter." };
}

/** Returns the folder of a chapter in the learner's project. */
export function learnerFolder(chapter: Chapter): string {
  return `lessons/${chapterFolder(chapter)}`;
}

/** Writes how long a chapter takes. */
function timeText({ reading, seconds }: Chapter): Text {
  if (seconds < 60)
    return { ja: `${reading} 分 ＋ 計算 ${seconds} 秒`, en: `${reading} min + ${seconds} s to compute` };
  const minutes = Math.round((seconds / 60) * 10) / 10;
  return { ja: `${reading} 分 ＋ 計算 ${minutes} 分`, en: `${reading} min + ${minutes} min to compute` };
}

function both(text: string): Text {
  return { ja: text, en: text };
}
