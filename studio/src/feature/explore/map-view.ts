/** Which part of a map is seen: its middle in the map's own measure, 0 … 1, and how much larger than the whole. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  /** 1: all of it is seen. */
  readonly zoom: number;
}

/** The box that a map is drawn in, px. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A place in the box, px. */
export interface CanvasPoint {
  readonly left: number;
  readonly top: number;
}

/** All of the map. */
export const fullMapView: MapView = { x: 0.5, y: 0.5, zoom: 1 };
/** Closer one cannot come. */
const maxZoom = 30;

const unit = ({ width, height }: Box): number => 0.88 * Math.min(width, height);

/** Where a place of the map is seen. */
export function toCanvasPoint({ x, y, zoom }: MapView, box: Box, placeX: number, placeY: number): CanvasPoint {
  const each = unit(box) * zoom;
  return { left: box.width / 2 + (placeX - x) * each, top: box.height / 2 + (placeY - y) * each };
}

/** The side of each picture, px: they grow more slowly than the map, so that they come apart. */
export function thumbnailSide({ zoom }: MapView, box: Box, count: number): number {
  const usual = (1.1 * unit(box)) / Math.sqrt(Math.max(16, count));
  return Math.max(16, Math.min(240, usual * zoom ** 0.7));
}

/** Closer or farther, so that what is under a spot stays there. */
export function zoomView(view: MapView, box: Box, factor: number, spot: CanvasPoint): MapView {
  const zoom = Math.min(maxZoom, Math.max(1, view.zoom * factor));
  const each = unit(box);
  const from = (middle: number, offset: number) => middle + offset / (each * view.zoom) - offset / (each * zoom);
  return clampView({
    x: from(view.x, spot.left - box.width / 2),
    y: from(view.y, spot.top - box.height / 2),
    zoom,
  });
}

/** Moved by so many px. */
export function panView(view: MapView, box: Box, left: number, top: number): MapView {
  const each = unit(box) * view.zoom;
  return clampView({ ...view, x: view.x - left / each, y: view.y - top / each });
}

/** The same closeness, with a place in the middle. */
export function centreView(view: MapView, x: number, y: number): MapView {
  return clampView({ ...view, x, y });
}

function clampView({ x, y, zoom }: MapView): MapView {
  const inside = (middle: number) => Math.min(1, Math.max(0, middle));
  return zoom === 1 ? fullMapView : { x: inside(x), y: inside(y), zoom };
}

/** The picture at a spot, the one on top first; undefined where there is none. */
export function pictureAt(places: Float32Array, view: MapView, box: Box, spot: CanvasPoint): number | undefined {
  const count = places.length / 2;
  const half = thumbnailSide(view, box, count) / 2;
  for (let at = count - 1; at >= 0; at--) {
    const { left, top } = toCanvasPoint(view, box, places[2 * at], places[2 * at + 1]);
    if (Math.abs(left - spot.left) <= half && Math.abs(top - spot.top) <= half) return at;
  }
  return undefined;
}

/** The next picture to the right (1, 0), above (0, −1) …; the same one where there is none. */
export function nextInDirection(places: Float32Array, from: number, across: number, down: number): number {
  let [best, least] = [from, Infinity];
  for (let at = 0; at < places.length / 2; at++) {
    const [x, y] = [places[2 * at] - places[2 * from], places[2 * at + 1] - places[2 * from + 1]];
    const along = x * across + y * down;
    if (at === from || along <= 1e-6) continue;
    const aside = Math.abs(x * down) + Math.abs(y * across);
    if (aside > 2 * along) continue;
    const far = along + 2 * aside;
    if (far < least) [best, least] = [at, far];
  }
  return best;
}
