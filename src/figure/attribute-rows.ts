import { internalError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten, textWidth } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";

/** Image with one attribute changed. */
export interface AttributeRow {
  readonly attribute: Text;
  readonly steps: readonly { readonly label: Text; readonly picture: Picture }[];
}

/** Images per row; further values of an attribute continue below. */
const columns = 9;
/** Height of a value's line, CSS pixels. */
const lettering = 22;

/**
 * Draws one row per attribute, with its name at the left and its values under the images.
 *
 * @param rows - one image per attribute and value
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function attributeRows(rows: readonly AttributeRow[], options: FigureOptions): Figure {
  if (rows.length === 0 || rows.some(({ steps }) => steps.length === 0))
    throw internalError("attributeRows: no pictures");
  const { language } = options;
  const names = rows.map(({ attribute }) => inLanguage(attribute, language));
  const left = 14 + Math.max(...names.map((name) => textWidth(name, 13, "bold")));
  let [svg, y, width] = ["", 0, 0];
  rows.forEach(({ steps }, at) => {
    const row = tiles(
      steps.map(({ picture }) => picture),
      { target: 80, columns, below: lettering },
    );
    svg += line(names[at], left - 14, y + row.places[0].height / 2 + 5, { size: 13, weight: "bold", anchor: "end" });
    svg += translateBlock(row, left, y);
    steps.forEach(({ label }, step) => {
      const place = row.places[step];
      const text = shorten(inLanguage(label, language), place.width + 2, theme.smallSize);
      const style = { size: theme.smallSize, colour: theme.muted, anchor: "middle" } as const;
      svg += line(text, left + place.x + place.width / 2, y + place.y + place.height + 15, style);
    });
    y += row.height + 4;
    width = Math.max(width, row.width);
  });
  const block: Block = { svg, width: left + width, height: y };
  return figure(block, {
    title: figureText.words.attributesTitle,
    caption: figureText.words.attributesCaption,
    ...options,
  });
}
