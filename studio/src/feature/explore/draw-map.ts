import type { Atlas, MapCanvasProps } from "./map-canvas.tsx";
import { thumbnailSide, toCanvasPoint, type Box, type MapView, type CanvasPoint } from "./map-view.ts";

/** Content of the map; see {@link drawMap}. */
export interface MapScene extends Pick<
  MapCanvasProps,
  "positions" | "neighbours" | "neighbourCount" | "firstGalleryIndex" | "colours"
> {
  readonly atlas: Atlas;
  readonly view: MapView;
  readonly box: Box;
  readonly chosen: number | undefined;
  readonly hovered: number | undefined;
}

/** Frame colour of gallery pictures. */
const frameColour = "#f5b800";

/** Draws a map: the chosen picture and the one under the pointer on top, with lines to their nearest neighbours. */
export function drawMap(canvas: HTMLCanvasElement, map: MapScene): void {
  const { positions, neighbours, neighbourCount, firstGalleryIndex, colours, atlas, view, box, chosen, hovered } = map;
  const ratio = Math.min(3, devicePixelRatio || 1);
  const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
  if (width === 0 || height === 0) return;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const paint = canvas.getContext("2d")!;
  paint.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint.clearRect(0, 0, box.width, box.height);
  paint.imageSmoothingQuality = "high";
  const style = getComputedStyle(canvas);
  const [accent, rule, ink] = ["--accent", "--rule", "--ink"].map((name) => style.getPropertyValue(name));
  const count = positions.length / 2;
  const side = thumbnailSide(view, box, count);
  const spots: CanvasPoint[] = Array.from({ length: count }, (_, at) =>
    toCanvasPoint(view, box, positions[2 * at], positions[2 * at + 1]),
  );

  const picture = (at: number, size: number, frame: string, thick: number): void => {
    const { left, top } = spots[at];
    if (left < -size || top < -size || left > box.width + size || top > box.height + size) return;
    paint.fillStyle = frame;
    paint.beginPath();
    paint.roundRect(left - size / 2 - thick, top - size / 2 - thick, size + 2 * thick, size + 2 * thick, 3 + thick);
    paint.fill();
    const [column, row] = [at % atlas.columns, Math.floor(at / atlas.columns)];
    const { size: from } = atlas;
    paint.drawImage(atlas.canvas, column * from, row * from, from, from, left - size / 2, top - size / 2, size, size);
  };
  const framed = (at: number, size: number): void => {
    const isOwn = at >= firstGalleryIndex;
    const colour = colours[at];
    if (isOwn) {
      picture(at, size, ink, 6); // gold alone has too little contrast on a light background
      picture(at, size, frameColour, 5);
    }
    if (colour) picture(at, size, ink, 4); // a light frame has an edge, too
    if (colour || !isOwn) picture(at, size, colour ?? rule, colour ? 3 : 1);
  };

  for (let at = 0; at < count; at++) framed(at, side);
  const shown = hovered ?? chosen;
  if (shown !== undefined && shown < count) {
    const alike = Array.from(neighbours.subarray(shown * neighbourCount, (shown + 1) * neighbourCount));
    paint.strokeStyle = accent;
    paint.lineWidth = 2;
    for (const other of alike) {
      paint.beginPath();
      paint.moveTo(spots[shown].left, spots[shown].top);
      paint.lineTo(spots[other].left, spots[other].top);
      paint.stroke();
    }
    for (const other of alike.reverse()) framed(other, side * 1.15);
  }
  for (const at of [chosen, hovered])
    if (at !== undefined && at < count) picture(at, Math.max(side * 1.5, 44), accent, 4);
}
