/** Templates of drawings, in a file of their own: the code that draws sushi and reads files loads on demand. */
import { drawSushi, fitSquare, labelMapImage, type Picture, type RunConfig } from "omakase/studio";
import { decodeFile } from "../decode-file.ts";
import { lineDrawings } from "./line-drawings.ts";

/** Seed of the templates; their sushi are in no training set. */
const seed = 20_261;

/** Returns a label map of sushi, or its photograph for a reversed model. */
export function sushiTemplate({ source, reverse }: RunConfig, side: number, number: number): Picture {
  const camera = source === "sushi-camera" ? "free" : "calm";
  const drawn = drawSushi(number, { seed, size: side, camera, labelMap: true });
  return fitSquare(reverse ? drawn.picture : labelMapImage(drawn.labelMap!, side), side, 3);
}

/** Draws a line drawing, black on white. */
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
 * Decodes a picture file and crops it to a square of `side` px.
 *
 * @throws OmakaseError `picture` if the file is not a picture.
 */
export async function decodeSquarePicture(file: Blob, side: number): Promise<Picture> {
  return fitSquare(await decodeFile(file), side, 3);
}
