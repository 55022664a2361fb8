import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, type Figure, type FigureOptions } from "./figure.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { svgImage, tileSize } from "./tiles.ts";
import { figureText } from "../text/index.ts";

/** Term of a sum: an image and its name. */
export interface LatentSumImage {
  readonly sign: 1 | -1;
  readonly picture: Picture;
  readonly label: string;
}

/**
 * Draws latent arithmetic: images with plus and minus between them, and the result.
 *
 * @param parts - terms with their signs
 * @param result - image of the sum
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function latentSumFigure(parts: readonly LatentSumImage[], result: Picture, options: FigureOptions): Figure {
  const size = tileSize(result, 128);
  const between = 44;
  const middle = size.height / 2 + 11;
  let x = 0;
  const drawn: string[] = [];
  const sign = (text: string, at: number) =>
    line(text, at, middle, { size: 30, colour: theme.muted, anchor: "middle", weight: "bold" });
  const place = (picture: Picture, label: string, weight?: "bold") => {
    drawn.push(svgImage(picture, { x, y: 0, ...size }));
    const words = shorten(label, size.width + between - 8, theme.smallSize);
    drawn.push(
      line(words, x + size.width / 2, size.height + 18, {
        size: theme.smallSize,
        colour: weight ? theme.ink : theme.muted,
        anchor: "middle",
        weight,
      }),
    );
    x += size.width;
  };
  parts.forEach((part, at) => {
    if (at > 0 || part.sign < 0) {
      drawn.push(sign(part.sign > 0 ? "+" : "−", x + between / 2));
      x += between;
    }
    place(part.picture, part.label);
  });
  drawn.push(sign("=", x + between / 2));
  x += between;
  place(result, "", "bold");
  const content = { svg: drawn.join(""), width: x, height: size.height + 22 };
  return figure(
    { ...content, svg: translateBlock(content, 0, 0) },
    { title: figureText.words.sumTitle, caption: figureText.words.sumCaption, ...options },
  );
}
