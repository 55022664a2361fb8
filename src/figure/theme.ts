/**
 * Theme of every figure. Lengths are CSS pixels.
 *
 * Any two of the eight colours stay distinguishable (at least 0.08 in OKLab) also for people with protanopia,
 * deuteranopia or tritanopia, as simulated after Machado et al. 2009; `theme.test.ts` checks it. They differ in
 * lightness too, so a grey print stays readable.
 */
export const theme = {
  /** Font families; the first one is bundled, the others serve an SVG that is opened elsewhere. */
  fontFamily: "Noto Sans JP, Hiragino Sans, Yu Gothic UI, Meiryo, sans-serif",
  paper: "#fcfbf8",
  ink: "#22201c",
  muted: "#6a645b",
  faint: "#a39c91",
  rule: "#e7e2d8",
  band: "#eef1e4",
  bandInk: "#5d6b2f",
  series: ["#1f6fb5", "#c94a17", "#0f5f52", "#6d2378", "#d9a000", "#74c4ec", "#dd6aa0", "#1d1f24"],
  /** Darker versions of the colours, readable as text on the paper (contrast 4.5 or more). */
  seriesInk: ["#1a64a6", "#b8410f", "#0f5f52", "#6d2378", "#856200", "#1f749f", "#ad3c73", "#1d1f24"],
  titleSize: 19,
  textSize: 13,
  labelSize: 12.5,
  smallSize: 11.5,
  margin: 26,
  /** Distance between two parts of a figure. */
  gap: 18,
  /** Width of a figure without a natural width. */
  chartWidth: 708,
} as const;

/** Returns a theme colour by index, cyclic. */
export function seriesColour(index: number): string {
  return theme.series[index % theme.series.length];
}

/** Returns the text colour that matches {@link seriesColour}. */
export function seriesInk(index: number): string {
  return theme.seriesInk[index % theme.seriesInk.length];
}
