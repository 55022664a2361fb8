import type { Picture } from "./picture.ts";

/**
 * Converts a picture to one (grey) or three (RGB) channels, and blends transparency over white.
 *
 * Grey is luma by ITU-R BT.601 (0.299, 0.587, 0.114), as in JPEG and Pillow, in integer arithmetic, so that every host
 * rounds alike.
 */
export function flattenAlpha(picture: Picture, channels: 1 | 3): Picture {
  if (picture.channels === channels) return picture;
  const { width, height, pixels } = picture;
  const result = new Uint8Array(width * height * channels);
  for (let at = 0, from = 0; at < result.length; at += channels, from += picture.channels) {
    let [red, green, blue] = [pixels[from], pixels[from], pixels[from]];
    if (picture.channels > 1) {
      green = pixels[from + 1];
      blue = pixels[from + 2];
    }
    if (picture.channels === 4) {
      const alpha = pixels[from + 3];
      const white = 255 * (255 - alpha) + 127;
      red = Math.floor((red * alpha + white) / 255);
      green = Math.floor((green * alpha + white) / 255);
      blue = Math.floor((blue * alpha + white) / 255);
    }
    if (channels === 3) {
      result[at] = red;
      result[at + 1] = green;
      result[at + 2] = blue;
    } else {
      result[at] = (red * 299 + green * 587 + blue * 114 + 500) / 1000;
    }
  }
  return { width, height, channels, pixels: result };
}
