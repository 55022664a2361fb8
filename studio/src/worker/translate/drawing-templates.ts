/** What one can begin a drawing with. A file of its own: drawing sushi and reading files is fetched when it is needed. */
import { drawSushi, fitSquare, labelMapImage, type Picture, type RunConfig } from "omakase";
import { browserHost } from "omakase/browser";
import { lineDrawings } from "./line-drawings.ts";

/** Not those that models learn from. */
const seed = 20_261;

/** A label map of sushi, or a photograph of it for a model that goes the other way. */
export function sushiTemplate({ source, reverse }: RunConfig, side: number, number: number): Picture {
  const camera = source === "sushi-camera" ? "free" : "calm";
  const drawn = drawSushi(number, { seed, size: side, camera, labelMap: true });
  return fitSquare(reverse ? drawn.picture : labelMapImage(drawn.labelMap!, side), side, 3);
}

/** A line drawing, black on white. */
export function lineTemplate(side: number, number: number): Picture {
  const context = new OffscreenCanvas(side, side).getContext("2d")!;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.scale(side / 100, side / 100);
  Object.assign(context, { fillStyle: "#000", lineWidth: 6, lineCap: "round", lineJoin: "round" });
  const { lines, areas = "" } = lineDrawings[number];
  context.stroke(new Path2D(lines));
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
  context.fill(new Path2D(areas));
  const { data } = context.getImageData(0, 0, side, side);
  return fitSquare({ width: side, height: side, channels: 4, pixels: new Uint8Array(data.buffer) }, side, 3);
}

/**
 * A picture from a file, cut to a square of `side` px.
 *
 * @throws OmakaseError `picture` when the file is none.
 */
export async function decodeSquarePicture(file: Blob, side: number): Promise<Picture> {
  const picture = await browserHost().codecs.decode(new Uint8Array(await file.arrayBuffer()));
  return fitSquare(picture, side, 3);
}
