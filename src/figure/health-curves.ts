import type { Text } from "../error.ts";
import type { Curve } from "./curve.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, line, round, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { seriesColour, theme } from "./theme.ts";
import { textWidth } from "./text-width.ts";

/** Result of one health check. */
export interface HealthRecord {
  readonly imagesSeen: number;
  /** Distance from the real images, ≥ 0; 0 is best. */
  readonly distance: number;
  /** Diversity relative to the real images, ≥ 0; 1 is equal. */
  readonly diversity: number;
  /** Share of near copies of training images, 0–1; undefined if not measured. */
  readonly copies?: number;
  /** Assessment in words. */
  readonly verdict: Text;
  /** Index of the colour of this assessment among the theme's series, ≥ 0. */
  readonly colour: number;
}

/**
 * Draws the health checks of a training run: distance, diversity and assessments over time.
 *
 * @param records - health checks, oldest first
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function healthCurves(records: readonly HealthRecord[], options: FigureOptions): Promise<Figure> {
  const { language } = options;
  const curve = (name: Text, value: (record: HealthRecord) => number | undefined): Curve => ({
    name,
    points: records.flatMap((record) => {
      const number = value(record);
      return number === undefined ? [] : [[record.imagesSeen, number] as const];
    }),
  });
  const near = [curve(figureText.words.distanceLine, ({ distance }) => distance)];
  const varied = [
    curve(figureText.words.varietyLine, ({ diversity }) => 100 * diversity),
    curve(figureText.words.copiesLine, ({ copies }) => copies && 100 * copies),
  ].filter(({ points }) => points.length > 0);
  const until = Math.max(1, ...records.map(({ imagesSeen }) => imagesSeen));
  const shared = { language, left: 44, until, right: labelRoom([...near, ...varied], language) } as const;
  const panels = [
    await curvePanel(near, { ...shared, height: 150, name: figureText.words.distance }),
    await curvePanel(varied, {
      ...shared,
      height: 130,
      colour: 1,
      name: figureText.words.variety,
      time: figureText.words.imagesSeen,
      domain: [0, Math.max(120, ...varied.flatMap(({ points }) => points.map(([, value]) => value)))],
      scale: "linear",
      level: { at: 100, name: figureText.words.realVariety },
      format: (value) => `${Math.round(value)}%`,
    }),
  ];
  return figure(stack([...panels, verdictStrip(records, shared)], 14), {
    title: figureText.words.healthTitle,
    caption: figureText.words.healthCaption,
    ...options,
  });
}

/** Draws a dot per check in the colour of its assessment, with a legend. */
function verdictStrip(
  records: readonly HealthRecord[],
  { language, left, right, until }: Pick<FigureOptions, "language"> & Record<"left" | "right" | "until", number>,
): Block {
  const colours = new Map(records.map(({ verdict, colour }) => [inLanguage(verdict, language), seriesColour(colour)]));
  const width = theme.chartWidth - left - right;
  let svg = line(inLanguage(figureText.words.verdicts, language), 0, 12, {
    size: theme.smallSize,
    colour: theme.muted,
  });
  for (const { imagesSeen, colour } of records) {
    const x = round(left + (width * imagesSeen) / until);
    svg += `<circle cx="${x}" cy="28" r="5" fill="${seriesColour(colour)}"/>`;
  }
  let [x, y] = [left, 56];
  for (const [name, colour] of colours) {
    const room = 34 + textWidth(name, theme.labelSize);
    if (x > left && x + room > theme.chartWidth) [x, y] = [left, y + 22];
    svg += `<circle cx="${x + 5}" cy="${y - 4}" r="5" fill="${colour}"/>`;
    svg += line(name, x + 16, y, { size: theme.labelSize });
    x += room;
  }
  return { svg, width: theme.chartWidth, height: y + 8 };
}
