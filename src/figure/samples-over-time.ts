import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { countText } from "./number-text.ts";
import { textWidth } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Samples of a model at one time of training. */
export interface SampleSnapshot {
  readonly imagesSeen: number;
  /** Images from the same latents, in the same order, in every snapshot. */
  readonly pictures: readonly Picture[];
}

/** Options of {@link samplesOverTime}. */
export interface SamplesOverTimeOptions extends FigureOptions {
  /** Maximum number of rows, evenly spaced, with the first and the last. Default 9. */
  readonly rows?: number;
  /** Maximum number of columns. Default 8. */
  readonly columns?: number;
  /** Held-out inputs of a translator: a row above the others. Default none. */
  readonly inputs?: readonly Picture[];
  /** Targets of the columns: a row below the others. Default none. */
  readonly targets?: readonly Picture[];
}

/**
 * Draws training progress: rows are times, columns are latents.
 *
 * @param sampleHistory - snapshots, oldest first
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function samplesOverTime(sampleHistory: readonly SampleSnapshot[], options: SamplesOverTimeOptions): Figure {
  if (sampleHistory.length === 0) throw internalError("samplesOverTime: no moments");
  const { language, rows = 9, columns = 8, inputs, targets } = options;
  const chosen = evenlySpaced(sampleHistory, rows);
  const heading = inLanguage(figureText.words.imagesSeen, language);
  const lines = chosen.map(({ imagesSeen, pictures }) => ({
    label: countText(imagesSeen, language) + (language === "ja" ? "枚" : ""),
    pictures,
  }));
  if (inputs) lines.unshift({ label: inLanguage(figureText.words.translationInput, language), pictures: inputs });
  if (targets) lines.push({ label: inLanguage(figureText.words.translationTarget, language), pictures: targets });
  const left =
    14 + Math.max(textWidth(heading, theme.smallSize), ...lines.map(({ label }) => textWidth(label, 13, "bold")));
  let y = 0;
  let width = 0;
  let svg = line(heading, left - 14, -3, { size: theme.smallSize, colour: theme.muted, anchor: "end" });
  lines.forEach(({ label, pictures }) => {
    const row = tiles(pictures.slice(0, columns), { target: 72 });
    const middle = y + row.height / 2 + 5;
    svg += line(label, left - 14, middle, { size: 13, weight: "bold", anchor: "end" }) + translateBlock(row, left, y);
    y += row.height + 4;
    width = Math.max(width, row.width);
  });
  const top = 10;
  const block: Block = {
    svg: translateBlock({ svg, width: 0, height: 0 }, 0, top),
    width: left + width,
    height: y - 4 + top,
  };
  const caption = inputs ? figureText.words.translatedTimeCaption : figureText.words.timeCaption;
  return figure(block, { title: figureText.words.timeTitle, caption, ...options });
}

/** Selects at most `count` items, evenly spaced, with both ends. */
export function evenlySpaced<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  if (count < 2) return items.slice(-1);
  return Array.from({ length: count }, (_, index) => items[Math.round((index * (items.length - 1)) / (count - 1))]);
}
