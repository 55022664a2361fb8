import type { Language } from "../error.ts";
import type { Agreement, RepeatedRating, RatingDrift } from "../preference/index.ts";
import { figure, line, paragraph, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { chart } from "./plotting.ts";
import { seriesColour, theme } from "./theme.ts";
import { linearTicks } from "./ticks.ts";
import { figureText, inLanguage } from "../text/index.ts";

/** Content of {@link raterReliabilityFigure}. */
export interface RaterReliabilityData {
  readonly drift?: RatingDrift;
  readonly repeats: readonly RepeatedRating[];
  readonly agreement?: Agreement;
}

/**
 * Draws the reliability of a rater: the drift of the standard, and the ratings of repeated images.
 *
 * @param data - agreement, drift and repeats of a rater
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function raterReliabilityFigure(data: RaterReliabilityData, options: FigureOptions): Promise<Figure> {
  const { drift, repeats, agreement } = data;
  const { language } = options;
  const parts: Block[] = [];
  if (drift) parts.push(await driftChart(drift, language));
  parts.push(
    agreement
      ? repeatTable(repeats, agreement, language)
      : paragraph(inLanguage(figureText.preference.noRepeats, language), theme.chartWidth),
  );
  return figure(stack(parts, 20), {
    title: figureText.preference.raterTitle,
    caption: figureText.preference.raterCaption,
    ...options,
  });
}

function driftChart({ residuals, trend }: RatingDrift, language: Language): Promise<Block> {
  const until = residuals[residuals.length - 1].event + 1;
  const reach = Math.max(1, ...residuals.map(({ value }) => Math.min(3, Math.abs(value))));
  const inside = (value: number) => Math.max(-reach, Math.min(reach, value));
  return chart({
    language,
    height: 240,
    margin: { left: 34, right: 12, bottom: 42 },
    x: { label: figureText.preference.ratings, domain: [0, until], ticks: linearTicks([0, until], 6), format: String },
    y: {
      label: figureText.preference.residual,
      domain: [-reach * 1.05, reach * 1.05],
      ticks: linearTicks([-reach, reach], 6),
      format: (value) => String(value).replace("-", "−"),
    },
    marks: (plot) => [
      trend && plot.areaY(trend, { x: "ratings", y1: "low", y2: "high", fill: seriesColour(1), fillOpacity: 0.15 }),
      plot.ruleY([0], { stroke: theme.faint }),
      plot.dot(
        residuals.map(({ event, value }) => ({ x: event + 1, y: inside(value) })),
        { x: "x", y: "y", r: 3, fill: seriesColour(0), fillOpacity: 0.45 },
      ),
      trend && plot.line(trend, { x: "ratings", y: "value", stroke: seriesColour(1), strokeWidth: 2.25 }),
    ],
  });
}

/** Draws the table of first and second ratings of the same images. */
function repeatTable(repeats: readonly RepeatedRating[], agreement: Agreement, language: Language): Block {
  const [cell, left, top] = [34, 62, 44];
  const levels = [-2, -1, 0, 1, 2];
  const most = Math.max(1, ...levels.flatMap((row) => levels.map((column) => countOf(repeats, row, column))));
  const small = { size: theme.smallSize, colour: theme.muted } as const;
  let svg =
    line(inLanguage(figureText.preference.again, language), left, 12, small) +
    line(inLanguage(figureText.preference.before, language), 0, top - 10, small);
  levels.forEach((row, y) => {
    const text = String(row).replace("-", "−");
    svg += line(text, left - 12, top + y * cell + 22, { ...small, anchor: "end" });
    svg += line(text, left + y * cell + cell / 2, top - 10, { ...small, anchor: "middle" });
    levels.forEach((column, x) => {
      const count = countOf(repeats, row, column);
      const colour = count === 0 ? theme.rule : seriesColour(row === column ? 0 : 1);
      const opacity = count === 0 ? 0.5 : 0.25 + (0.6 * count) / most;
      svg += `<rect x="${left + x * cell}" y="${top + y * cell}" width="${cell - 2}" height="${cell - 2}" rx="3" fill="${colour}" fill-opacity="${opacity.toFixed(2)}"/>`;
      if (count > 0)
        svg += line(String(count), left + x * cell + cell / 2 - 1, top + y * cell + 21, {
          anchor: "middle",
          halo: true,
        });
    });
  });
  const x = left + 5 * cell + 36;
  const two = (value: number) => value.toFixed(2).replace("-", "−");
  const known = Number.isFinite(agreement.kappa);
  svg += line(inLanguage(figureText.preference.agreement, language), x, top + 24, {
    size: theme.labelSize,
    colour: theme.muted,
  });
  svg += line(known ? two(agreement.kappa) : "–", x, top + 62, { size: 34, weight: "bold" });
  if (known)
    svg += line(
      `${inLanguage(figureText.preference.interval, language)} ${two(agreement.low)} – ${two(agreement.high)}`,
      x,
      top + 88,
      {},
    );
  svg += line(`${agreement.count} ${inLanguage(figureText.preference.pairs, language)}`, x, top + 110, {
    colour: theme.muted,
  });
  return { svg, width: theme.chartWidth, height: top + 5 * cell };
}

function countOf(repeats: readonly RepeatedRating[], before: number, after: number): number {
  return repeats.filter((one) => one.firstRating === before && one.secondRating === after).length;
}
