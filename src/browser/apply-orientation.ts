import type { Picture } from "../image/index.ts";

/** Turns and mirrors a picture as its EXIF orientation, 1 (upright already) … 8, asks for. */
export function applyOrientation(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { channels } = picture;
  const swapsAxes = orientation >= 5;
  const [width, height] = swapsAxes ? [picture.height, picture.width] : [picture.width, picture.height];
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const pixels = new Uint8Array(picture.pixels.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = swapsAxes ? [y, x] : [x, y];
      const left = fromRight ? picture.width - 1 - column : column;
      const top = fromBelow ? picture.height - 1 - row : row;
      const from = (top * picture.width + left) * channels;
      for (let channel = 0; channel < channels; channel++) pixels[to++] = picture.pixels[from + channel];
    }
  }
  return { width, height, channels, pixels };
}
