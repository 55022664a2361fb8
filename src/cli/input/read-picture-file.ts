import { OmakaseError } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import type { Session } from "../session.ts";

/**
 * Reads and decodes an image file.
 *
 * @throws OmakaseError `picture` or `source`, with the file's path, when it is none.
 */
export async function readPictureFile({ host: { files, codecs } }: Session, path: string): Promise<Picture> {
  const bytes = await files.read(path);
  try {
    return await codecs.decode(bytes);
  } catch (error) {
    if (!(error instanceof OmakaseError)) throw error;
    throw new OmakaseError(error.code, { ...error.errorParts, where: path }, { cause: error });
  }
}
