import { smooth, thin, type CurvePoint } from "../../src/figure/curve.ts";
import { linearTicks } from "../../src/figure/ticks.ts";

/** A line of a chart. */
export interface LossLine {
  readonly name: string;
  /** A CSS variable with its colour. */
  readonly colour: string;
}

/** Lines over the number of pictures seen, on a canvas that follows the size and the colours of the page. */
export interface LossChart {
  readonly canvas: HTMLCanvasElement;
  add(seen: number, values: readonly number[]): void;
  /** Draws, at the next animation frame, what has been added. */
  show(): void;
}

const margin = { left: 46, right: 14, top: 12, bottom: 34 };
/** More points than twice this are not drawn: nobody could tell them apart. */
const maxPoints = 300;

/**
 * @param across - what the horizontal axis counts.
 * @param sayNumber - numbers in the page's language.
 */
export function createLossChart(
  lines: readonly LossLine[],
  across: string,
  formatNumber: (value: number) => string,
): LossChart {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", lines.map(({ name }) => name).join(", "));
  const seen: number[] = [];
  const values: number[][] = lines.map(() => []);
  let asked = false;
  const show = (): void => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw(canvas, { lines, across, seen, values, formatNumber });
    });
  };
  new ResizeObserver(show).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  return {
    canvas,
    add(when, given) {
      seen.push(when);
      given.forEach((value, at) => values[at].push(value));
    },
    show,
  };
}

interface DrawnChart {
  readonly lines: readonly LossLine[];
  readonly across: string;
  readonly seen: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly formatNumber: (value: number) => string;
}

function draw(canvas: HTMLCanvasElement, { lines, across, seen, values, formatNumber }: DrawnChart): void {
  const style = getComputedStyle(canvas);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0 || height === 0) return;
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  context.font = `12px ${style.fontFamily}`;
  const colour = (name: string): string => style.getPropertyValue(name);

  const curves = values.map((list) => list.map((value, at) => [seen[at], value] as const));
  const shown = curves.map((curve) =>
    thin(
      curve.map(([at, value]) => ({ at, value })),
      maxPoints,
    ),
  );
  const all = shown.flatMap((points) => points.map(({ value }) => value)).filter(Number.isFinite);
  const [low, high] = all.length > 0 ? rangeOf(all) : [0, 1];
  const last = Math.max(1, seen.at(-1) ?? 1);
  const x = (when: number): number => margin.left + (when / last) * (width - margin.left - margin.right);
  const y = (value: number): number =>
    height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom);

  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const tick of linearTicks([low, high], 4)) {
    context.strokeStyle = colour("--rule");
    context.beginPath();
    context.moveTo(margin.left, Math.round(y(tick)) + 0.5);
    context.lineTo(width - margin.right, Math.round(y(tick)) + 0.5);
    context.stroke();
    context.fillStyle = colour("--muted");
    context.fillText(String(tick), margin.left - 8, y(tick));
  }
  context.textBaseline = "top";
  const below = height - margin.bottom + 8;
  const ticks = linearTicks([0, last], Math.max(2, Math.floor(width / 90))).filter((tick) => tick > 0);
  context.textAlign = "left";
  let free = width;
  // From the right, as the last number also says what is counted; what has no room is left out.
  for (const tick of ticks.reverse()) {
    const text = tick === ticks[0] ? `${formatNumber(tick)} ${across}` : formatNumber(tick);
    const { width: length } = context.measureText(text);
    const start = Math.min(x(tick) - length / 2, width - length - 2);
    if (start + length > free) continue;
    context.fillText(text, start, below);
    free = start - 12;
  }
  context.lineJoin = "round";
  const stroke = (points: readonly CurvePoint[], opacity: number, thickness: number): void => {
    context.globalAlpha = opacity;
    context.lineWidth = thickness;
    context.beginPath();
    for (const { at, value } of points) context.lineTo(x(at), y(value));
    context.stroke();
  };
  lines.forEach((line, at) => {
    context.strokeStyle = colour(line.colour);
    // What was measured faintly, its mean over it.
    stroke(shown[at], 0.28, 1.2);
    stroke(thin(smooth(curves[at]), maxPoints), 1, 2.2);
  });
}

/** The smallest and largest value, a little apart; without the very first steps' spikes where they would flatten the rest. */
function rangeOf(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const top = sorted[Math.floor((sorted.length - 1) * 0.995)];
  const [low, high] = [Math.min(0, sorted[0]), top];
  return high > low ? [low, high + (high - low) * 0.06] : [low, low + 1];
}
