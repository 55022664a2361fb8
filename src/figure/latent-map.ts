import { internalError, type Language } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { quantile } from "./curve.ts";
import { figure, line, translateBlock, round, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten, textWidth } from "./text-width.ts";
import { seriesColour, theme } from "./theme.ts";
import { svgImage, tileSize } from "./tiles.ts";

/** Point of an embedded latent space. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
  /** Label that selects colour and shape of the mark. Default none. */
  readonly label?: string;
  /** Thumbnail for `pictures`. */
  readonly picture?: Picture;
}

/** Options of {@link latentMap}. */
export interface LatentMapOptions extends FigureOptions {
  /**
   * `dots`: a mark per point, coloured by label. `pictures`: thumbnails framed in the label's colour where they do not
   * overlap, and dots for the rest. Default `pictures` if every point has one.
   */
  readonly show?: "dots" | "pictures";
}

const side = 560;
/** Number of labels with their own mark; the rarer ones share a grey. */
const distinct = 12;

interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  /** Index of the label among the groups. */
  readonly group: number;
  readonly picture?: Picture;
}

interface LabelGroup {
  readonly name: string;
  readonly colour: string;
  readonly shape: "circle" | "square" | "triangle";
}

/**
 * Draws points in a square plane, with one scale for both axes. Points that are not finite are left out.
 *
 * @param points - embedded points in any unit.
 * @param options - marks or thumbnails, language, title, caption and note.
 * @returns SVG figure with its size in CSS pixels.
 */
export function latentMap(points: readonly MapPoint[], options: LatentMapOptions): Figure {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (finite.length === 0) throw internalError("latentMap: no points");
  const { language, show = finite.every(({ picture }) => picture) ? "pictures" : "dots" } = options;
  const { groups, groupOf } = grouping(finite, language);
  const place = plane(finite);
  const placed = finite.map((point): PlacedPoint => {
    return { ...place(point), group: groupOf(point.label), picture: point.picture };
  });
  const ground = `<rect width="${side}" height="${side}" rx="8" fill="#fff" stroke="${theme.rule}"/>`;
  const drawing = show === "pictures" ? thumbnails(placed, groups) : dots(placed, groups, 4.2);
  const legend = groups.length > 1 ? legendOf(groups) : undefined;
  const block: Block = {
    svg: ground + drawing + (legend ? translateBlock(legend, side + 22, 6) : ""),
    width: side + (legend ? 22 + legend.width : 0),
    height: Math.max(side, legend?.height ?? 0),
  };
  return figure(block, { title: figureText.words.latentTitle, caption: figureText.words.latentCaption, ...options });
}

/** Groups points by label, the most frequent first. */
function grouping(
  points: readonly MapPoint[],
  language: Language,
): { groups: LabelGroup[]; groupOf: (label: string | undefined) => number } {
  const counts = new Map<string, number>();
  for (const { label } of points) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const kept = names.length > distinct ? names.slice(0, distinct - 1) : names;
  const groups = kept.map((name, index): LabelGroup => {
    return {
      name,
      colour: seriesColour(index),
      shape: shapes[Math.floor(index / theme.series.length) % shapes.length],
    };
  });
  const others = kept.length < names.length || points.some(({ label }) => label === undefined);
  if (others) {
    const name = names.length ? inLanguage(figureText.words.otherLabels, language) : "";
    groups.push({ name, colour: names.length ? theme.faint : seriesColour(0), shape: "circle" });
  }
  const index = new Map(kept.map((name, at) => [name, at]));
  return { groups, groupOf: (label) => (label === undefined ? undefined : index.get(label)) ?? kept.length };
}

const shapes = ["circle", "square", "triangle"] as const;

/** Maps points to the square; the most extreme hundredth is clamped to the edge. */
function plane(points: readonly MapPoint[]): (point: MapPoint) => { x: number; y: number } {
  const span = (values: number[]): [number, number] => {
    values.sort((a, b) => a - b);
    return [quantile(values, 0.005), quantile(values, 0.995)];
  };
  const [left, right] = span(points.map(({ x }) => x));
  const [bottom, top] = span(points.map(({ y }) => y));
  const reach = Math.max(right - left, top - bottom) || 1;
  const inner = side - 60;
  const clamp = (value: number): number => Math.min(side - 12, Math.max(12, value));
  return ({ x, y }) => ({
    x: clamp(side / 2 + ((x - (left + right) / 2) / reach) * inner),
    y: clamp(side / 2 - ((y - (bottom + top) / 2) / reach) * inner),
  });
}

function dots(placed: readonly PlacedPoint[], groups: readonly LabelGroup[], max: number): string {
  const radius = Math.max(1.8, Math.min(max, 90 / Math.sqrt(placed.length)));
  return placed.map(({ x, y, group }) => mark(groups[group], x, y, radius)).join("");
}

function mark({ colour, shape }: LabelGroup, x: number, y: number, radius: number): string {
  const look = `fill="${colour}" fill-opacity="0.8" stroke="#fff" stroke-width="0.6"`;
  if (shape === "circle") return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${look}/>`;
  const r = radius * (shape === "square" ? 0.9 : 1.25);
  const path = shape === "square" ? `m${-r},${-r}h${2 * r}v${2 * r}h${-2 * r}z` : `m0,${-r}l${r},${1.7 * r}h${-2 * r}z`;
  return `<path d="M${round(x)},${round(y)}${path.replace(/\d+\.\d+/g, (digits) => String(round(Number(digits))))}" ${look}/>`;
}

/** Draws thumbnails that do not overlap, and the others as dots behind them. */
function thumbnails(placed: readonly PlacedPoint[], groups: readonly LabelGroup[]): string {
  const shown: PlacedPoint[] = [];
  const rest: PlacedPoint[] = [];
  const width = Math.max(28, Math.min(56, side / Math.sqrt(2.2 * placed.length)));
  for (const point of placed) {
    const free = shown.every(
      (other) => Math.max(Math.abs(other.x - point.x), Math.abs(other.y - point.y)) >= width + 4,
    );
    (point.picture && free ? shown : rest).push(point);
  }
  const frame = groups.length > 1 ? 2 : 0;
  const drawn = shown.map(({ x, y, group, picture }) => {
    const size = tileSize(picture!, width);
    const scale = width / size.width;
    const [w, h] = [width, size.height * scale];
    const [left, top] = [
      Math.min(side - w - 4, Math.max(4, x - w / 2)),
      Math.min(side - h - 4, Math.max(4, y - h / 2)),
    ];
    const rim =
      `<rect x="${round(left - frame)}" y="${round(top - frame)}" width="${round(w + 2 * frame)}" ` +
      `height="${round(h + 2 * frame)}" rx="2" fill="${groups[group].colour}"/>`;
    return (frame ? rim : "") + svgImage(picture!, { x: left, y: top, width: w, height: h });
  });
  return dots(rest, groups, 3) + drawn.join("");
}

function legendOf(groups: readonly LabelGroup[]): Block {
  const names = groups.map(({ name }) => shorten(name, 150, theme.labelSize));
  const svg = groups.map((group, index) => {
    return mark(group, 6, 22 * index + 8, 5.5) + line(names[index], 20, 22 * index + 12.5, { size: theme.labelSize });
  });
  const width = 20 + Math.max(...names.map((name) => textWidth(name, theme.labelSize)));
  return { svg: svg.join(""), width, height: 22 * groups.length };
}
