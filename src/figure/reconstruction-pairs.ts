import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { textWidth } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Image and its reconstruction. */
export interface ReconstructionPair {
  readonly input: Picture;
  readonly output: Picture;
}

/** Options of {@link reconstructionPairs}. */
export interface ReconstructionPairsOptions extends FigureOptions {
  /** Pairs per row. Default: at most 6, in even rows. */
  readonly columns?: number;
  /** Name of the upper row. Default: the original. */
  readonly inputName?: string;
  /** Name of the lower row. Default: redrawn. */
  readonly outputName?: string;
}

/**
 * Draws inputs in a row, with the outputs directly below.
 *
 * @param pairs - inputs and outputs of one size
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function reconstructionPairs(pairs: readonly ReconstructionPair[], options: ReconstructionPairsOptions): Figure {
  if (pairs.length === 0) throw internalError("reconstructionPairs: no pairs");
  const { language } = options;
  const columns = options.columns ?? Math.ceil(pairs.length / Math.ceil(pairs.length / 6));
  const names = [
    options.inputName ?? inLanguage(figureText.words.original, language),
    options.outputName ?? inLanguage(figureText.words.reconstruction, language),
  ];
  const left = 14 + Math.max(...names.map((name) => textWidth(name, theme.textSize, "bold")));
  const groups: Block[] = [];
  for (let from = 0; from < pairs.length; from += columns) {
    const part = pairs.slice(from, from + columns);
    const upper = tiles(
      part.map((pair) => pair.input),
      { target: 96 },
    );
    const lower = tiles(
      part.map((pair) => pair.output),
      { target: 96 },
    );
    const second = upper.height + 4;
    const label = (name: string, y: number, height: number): string =>
      line(name, left - 14, y + height / 2 + 5, { weight: "bold", anchor: "end" });
    const svg =
      label(names[0], 0, upper.height) +
      translateBlock(upper, left, 0) +
      label(names[1], second, lower.height) +
      translateBlock(lower, left, second);
    groups.push({ svg, width: left + upper.width, height: second + lower.height });
  }
  return figure(stack(groups, 16), {
    title: figureText.words.pairsTitle,
    caption: figureText.words.pairsCaption,
    ...options,
  });
}
