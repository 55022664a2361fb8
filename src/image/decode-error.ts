import { OmakaseError, type Text } from "../error.ts";
import { imageText } from "../text/index.ts";

/** Maximum number of pixels of an image file: a few kilobytes can unpack to gigabytes. */
export const maxPixels = 128e6;

/**
 * Creates the error of every host's `decode`.
 *
 * @param got - description of the bytes: {@link notAPicture} or another text of this file.
 */
export function decodeError(got: Text, cause?: unknown): OmakaseError {
  return new OmakaseError("picture", { where: "decode", ...imageText.decodeError.cannotDecode({ got }) }, { cause });
}

/** Description of bytes in no known format. */
export const notAPicture: Text = imageText.decodeError.notAPicture;

/** Formats that are recognised but not supported, because not every host decodes them. */
export const unsupportedFormats: Readonly<Record<string, Text>> = imageText.decodeError.unsupportedFormats;

/** Describes a damaged file of a known format. */
export function damagedImage(format: string): Text {
  return imageText.decodeError.damaged({ format });
}

/** Describes a picture that exceeds {@link maxPixels}. */
export function tooManyPixels(width: number, height: number): Text {
  const size = `${width} × ${height}`;
  return imageText.decodeError.tooLarge({ size });
}
