/** Visible part of a map: its centre in map coordinates, 0 … 1, and the zoom factor. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  /** Zoom factor; 1 shows the whole map. */
  readonly zoom: number;
}

/** Box of the canvas, px. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Point on the canvas, px. */
export interface CanvasPoint {
  readonly left: number;
  readonly top: number;
}

/** View of the whole map. */
export const fullMapView: MapView = { x: 0.5, y: 0.5, zoom: 1 };
/** Maximum zoom factor. */
const maxZoom = 30;

const unit = ({ width, height }: Box): number => 0.88 * Math.min(width, height);

/** Converts map coordinates to canvas px. */
export function toCanvasPoint({ x, y, zoom }: MapView, box: Box, placeX: number, placeY: number): CanvasPoint {
  const each = unit(box) * zoom;
  return { left: box.width / 2 + (placeX - x) * each, top: box.height / 2 + (placeY - y) * each };
}

/** Returns the side of each thumbnail, px: it grows more slowly than the map, so that thumbnails separate. */
export function thumbnailSide({ zoom }: MapView, box: Box, count: number): number {
  const usual = (1.1 * unit(box)) / Math.sqrt(Math.max(16, count));
  return Math.max(16, Math.min(240, usual * zoom ** 0.7));
}

/** Zooms around a canvas point, which stays fixed. */
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

/** Moves the view by px. */
export function panView(view: MapView, box: Box, left: number, top: number): MapView {
  const each = unit(box) * view.zoom;
  return clampView({ ...view, x: view.x - left / each, y: view.y - top / each });
}

/** Centres the view on map coordinates; the zoom stays. */
export function centreView(view: MapView, x: number, y: number): MapView {
  return clampView({ ...view, x, y });
}

function clampView({ x, y, zoom }: MapView): MapView {
  const inside = (middle: number) => Math.min(1, Math.max(0, middle));
  return zoom === 1 ? fullMapView : { x: inside(x), y: inside(y), zoom };
}

/** Returns the index of the topmost picture at a canvas point; undefined if there is none. */
export function pictureAt(places: Float32Array, view: MapView, box: Box, spot: CanvasPoint): number | undefined {
  const count = places.length / 2;
  const half = thumbnailSide(view, box, count) / 2;
  for (let at = count - 1; at >= 0; at--) {
    const { left, top } = toCanvasPoint(view, box, places[2 * at], places[2 * at + 1]);
    if (Math.abs(left - spot.left) <= half && Math.abs(top - spot.top) <= half) return at;
  }
  return undefined;
}

/**
 * Returns the nearest picture in a direction, such as right (1, 0) or up (0, −1); the same picture if there is none.
 */
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
