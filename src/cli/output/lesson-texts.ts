import type { Text } from "../../error.ts";
import { cliText } from "../../text/index.ts";
import { chapterFolder, type Chapter, type ChapterProgress, type LessonEvent } from "../../lesson/index.ts";

const sentences = cliText.lessonTexts;

/** Writes the line of a chapter in the list. */
export function chapterLine(chapter: Chapter, progress: ChapterProgress | undefined): Text {
  const { title, name } = chapter;
  const mark = progress?.passed ? "✓" : progress ? "…" : " ";
  return sentences.chapterLine({
    mark,
    number: String(chapter.number).padStart(2),
    title,
    name,
    time: timeText(chapter),
  });
}

/** Writes the first lines of a chapter: what to read, and where to write. */
export function openingLines(chapter: Chapter, folder: string): Text {
  const { number, title } = chapter;
  return sentences.opening({ number, title, time: timeText(chapter), folder });
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
  if (event.type === "note") return event.text;
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

/**
 * Writes the end of a run.
 *
 * @param missing - line of the chapter's program that the learner's file lacks; see `missingLines`.
 */
export function endText(
  { number }: Chapter,
  { passed, missing }: { readonly passed: boolean | undefined; readonly missing: string | undefined },
  next: Chapter | undefined,
): Text[] {
  if (passed === undefined) return [sentences.stopped];
  if (passed) return [next ? sentences.next({ number: next.number, title: next.title }) : sentences.last];
  const command = `npx omakase lesson ${number}`;
  const old = missing === undefined ? [] : [sentences.oldFile({ line: missing, command })];
  return [sentences.notYet({ command }), ...old];
}

/** Returns the folder of a chapter in the learner's project. */
export function learnerFolder(chapter: Chapter): string {
  return `lessons/${chapterFolder(chapter)}`;
}

/** Writes how long a chapter takes. */
function timeText({ reading, seconds }: Chapter): Text {
  if (seconds < 60) return sentences.seconds({ reading, seconds });
  return sentences.minutes({ reading, minutes: Math.round((seconds / 60) * 10) / 10 });
}

function both(text: string): Text {
  return { ja: text, en: text };
}
