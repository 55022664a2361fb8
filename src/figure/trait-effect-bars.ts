import { isComplement, optionsText, type TraitEffects } from "../preference/index.ts";
import { figure, line, round, type Figure, type FigureOptions } from "./figure.ts";
import { shorten, textWidth } from "./text-width.ts";
import { seriesColour, theme } from "./theme.ts";
import { linearTicks } from "./ticks.ts";
import { figureText, inLanguage } from "../text/index.ts";

/** Options of {@link traitEffectBars}. */
export interface TraitEffectBarsOptions extends FigureOptions {
  /** Maximum number of bars, those furthest from 0. Default 20. */
  readonly rows?: number;
}

/**
 * Draws the estimated effect of each trait on the rating, and the clearest interactions, with 95 % intervals.
 *
 * @param effects - result of `traitEffects`
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function traitEffectBars({ single, pairs }: TraitEffects, options: TraitEffectBarsOptions): Figure {
  const { language, rows = 20 } = options;
  const bars = [...single.filter((one) => !isComplement(one, single)), ...pairs.slice(0, 3)]
    .toSorted((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, rows)
    .toSorted((a, b) => b.mean - a.mean);
  const names = bars.map(({ traits }) => shorten(inLanguage(optionsText(traits), language), 270, theme.labelSize));
  const left = 16 + Math.max(60, ...names.map((name) => textWidth(name, theme.labelSize)));
  const ends = bars.map(({ mean, std }) => Math.abs(mean) + 1.96 * std);
  const reach = Math.max(0.5, ...ends);
  const place = (value: number) => left + ((theme.chartWidth - left - 8) * (value + reach)) / (2 * reach);
  const height = 24 * bars.length;
  const ticks = linearTicks([-reach, reach], 6);
  const grid = ticks.map(
    (tick) =>
      `<path d="M${round(place(tick))} 0V${height}" stroke="${tick === 0 ? theme.faint : theme.rule}"/>` +
      line(String(tick).replace("-", "−"), place(tick), height + 18, {
        size: theme.smallSize,
        colour: theme.muted,
        anchor: "middle",
      }),
  );
  const drawn = bars.map(({ mean, std }, at) => {
    const y = 24 * at;
    const [from, to] = [Math.min(0, mean), Math.max(0, mean)].map(place);
    const [low, high] = [mean - 1.96 * std, mean + 1.96 * std].map(place);
    const clear = Math.abs(mean) > 1.96 * std;
    return (
      line(names[at], left - 14, y + 16, { size: theme.labelSize, anchor: "end" }) +
      `<rect x="${round(from)}" y="${y + 4}" width="${round(Math.max(1, to - from))}" height="16" rx="2" fill="${seriesColour(mean > 0 ? 0 : 1)}" fill-opacity="${clear ? 0.9 : 0.35}"/>` +
      `<path d="M${round(low)} ${y + 12}H${round(high)}" stroke="${theme.ink}" stroke-width="1.25"/>`
    );
  });
  return figure(
    { svg: [...grid, ...drawn].join(""), width: theme.chartWidth, height: height + 24 },
    { title: figureText.preference.traitEffectsTitle, caption: figureText.preference.traitEffectsCaption, ...options },
  );
}
