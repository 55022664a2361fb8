import { ringPlaces } from "omakase/lesson";
import type { PointsFrame } from "../../../worker/learn/points-lab.ts";
import { fieldReach, fieldSquares } from "./field.ts";

/** Radius in which made points count for a real place. */
const placeRadius = 0.2;
const [blue, orange] = [
  [79, 155, 217],
  [240, 163, 92],
];

/** Draws a moment of the laboratory: field, places, real points, the ways of made points, and made points. */
export function drawPoints(canvas: HTMLCanvasElement, frame: PointsFrame, earlier: readonly PointsFrame[]): void {
  const side = canvas.width;
  const context = canvas.getContext("2d")!;
  const across = (x: number): number => ((x + fieldReach) / (2 * fieldReach)) * side;
  const down = (y: number): number => side - across(y);
  const dots = (places: Float32Array, colour: string, perSide: number): void => {
    context.fillStyle = colour;
    for (let at = 0; at < places.length; at += 2) {
      context.beginPath();
      context.arc(across(places[at]), down(places[at + 1]), side / perSide, 0, 2 * Math.PI);
      context.fill();
    }
  };
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(fieldPicture(frame.field), 0, 0, side, side);

  context.lineWidth = Math.max(1.5, side / 300);
  ringPlaces.forEach(([x, y]) => {
    context.beginPath();
    context.arc(across(x), down(y), (placeRadius / (2 * fieldReach)) * side, 0, 2 * Math.PI);
    context.strokeStyle = "#2b2b2b";
    context.stroke();
  });
  dots(frame.reals, "rgb(20 66 120 / 0.5)", 190);
  const ways = [...earlier, frame];
  context.lineWidth = Math.max(1, side / 500);
  context.strokeStyle = "rgb(196 22 28 / 0.2)";
  for (let at = 0; at < frame.fakes.length && ways.length > 1; at += 2) {
    context.beginPath();
    ways.forEach(({ fakes }) => context.lineTo(across(fakes[at]), down(fakes[at + 1])));
    context.stroke();
  }
  dots(frame.fakes, "rgb(196 22 28 / 0.9)", 145);
}

/** Returns the field as a small picture, row by row from above: blue where scores are positive, orange below 0. */
function fieldPicture(field: Float32Array): OffscreenCanvas {
  const picture = new OffscreenCanvas(fieldSquares, fieldSquares);
  const context = picture.getContext("2d")!;
  const pixels = context.createImageData(fieldSquares, fieldSquares);
  field.forEach((score, index) => {
    const row = fieldSquares - 1 - Math.floor(index / fieldSquares);
    const colour = score > 0 ? blue : orange;
    const strength = 0.8 * Math.tanh(Math.abs(score));
    pixels.data.set([...colour.map((value) => 255 + (value - 255) * strength), 255], 4 * (row * fieldSquares + (index % fieldSquares))); // oxfmt-ignore
  });
  context.putImageData(pixels, 0, 0);
  return picture;
}
