import type { LatentMap } from "../../../worker/learn/latent-maps.ts";
import { mapReach } from "./map-reach.ts";

/** Draws a latent map: decoded pictures of a grid, paled, the places of pictures as blue dots, and a ring at a place. */
export function drawLatentMap(
  canvas: HTMLCanvasElement,
  { tiles, places }: LatentMap,
  [x, y]: readonly [number, number],
): void {
  const side = canvas.width;
  const context = canvas.getContext("2d")!;
  const across = (value: number): number => ((value + mapReach) / (2 * mapReach)) * side;
  const down = (value: number): number => side - across(value);
  const perSide = Math.sqrt(tiles.length);
  const width = side / perSide;
  tiles.forEach((tile, at) => {
    const picture = new OffscreenCanvas(tile.width, tile.height);
    picture.getContext("2d")!.putImageData(new ImageData(tile.data, tile.width, tile.height), 0, 0);
    context.drawImage(picture, (at % perSide) * width, Math.floor(at / perSide) * width, width, width);
  });
  context.fillStyle = "rgb(255 255 255 / 0.35)";
  context.fillRect(0, 0, side, side);
  context.fillStyle = "rgb(20 84 160 / 0.75)";
  for (let at = 0; at < places.length; at += 2) {
    context.beginPath();
    context.arc(across(places[at]), down(places[at + 1]), side / 170, 0, 2 * Math.PI);
    context.fill();
  }
  for (const [colour, line] of [
    ["#fff", side / 60],
    ["#b23a12", side / 110],
  ] as const) {
    // oxfmt-ignore
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    context.arc(across(x), down(y), side / 26, 0, 2 * Math.PI);
    context.stroke();
  }
}
