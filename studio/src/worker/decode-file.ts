import { browserHost } from "omakase/browser";
import { OmakaseError, type Picture } from "omakase/studio";

/**
 * Decodes a picture file.
 *
 * @throws OmakaseError `picture`, with the name of the file, if it is no picture.
 */
export async function decodeFile(file: Blob): Promise<Picture> {
  try {
    return await browserHost().codecs.decode(new Uint8Array(await file.arrayBuffer()));
  } catch (cause) {
    if (!(cause instanceof OmakaseError)) throw cause;
    throw new OmakaseError(
      cause.code,
      { ...cause.errorParts, where: file instanceof File ? file.name : "" },
      { cause },
    );
  }
}
