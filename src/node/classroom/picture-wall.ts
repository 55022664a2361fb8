import { encodePng, readPngText, writePngText } from "../../image/index.ts";
import { maxWallSide, wallPictureSchema, type WallPicture } from "../../protocol/index.ts";
import { createSerialQueue } from "../../serial-queue.ts";
import { nodeText } from "../../text/index.ts";
import { nodeCodecs } from "../codecs.ts";
import { nodeFiles } from "../files.ts";
import { httpError } from "../server/http-error.ts";

/** Most pictures on a wall. */
const maxPictures = 500;
/** Keyword of the text in a PNG that says whose it is. */
const keyword = "omakase wall";
const fileName = /^(\d{4,})-.*\.png$/;

/** Pictures that the learners of a class show to each other, one PNG each in a folder. */
export interface PictureWall {
  /** Lists them, the newest first. */
  list(): readonly WallPicture[];
  /**
   * Decodes a picture, encodes it again and adds it: only its pixels are kept.
   *
   * @throws OmakaseError unless it is a picture; HTTPException 413 above {@link maxWallSide} px a side, 409 when the wall is full.
   */
  add(bytes: Uint8Array, about: Omit<WallPicture, "number">): Promise<WallPicture>;
  /** Reads a PNG; undefined: it hangs no longer. */
  read(number: number): Promise<Uint8Array | undefined>;
  /** Takes a picture down, if it still hangs. */
  remove(number: number): Promise<void>;
}

/** Opens the wall in a folder, which keeps the pictures when the class ends. */
export async function openPictureWall(folder: string): Promise<PictureWall> {
  const hung = new Map<number, { readonly picture: WallPicture; readonly path: string }>();
  for (const { path } of await nodeFiles.walk(folder).catch(() => [])) {
    if (!fileName.test(path)) continue;
    const picture = readAbout(await nodeFiles.read(nodeFiles.join(folder, path)));
    if (picture) hung.set(picture.number, { picture, path });
  }
  const queue = createSerialQueue();
  let last = Math.max(0, ...hung.keys());
  return {
    list: () => [...hung.values()].map(({ picture }) => picture).sort((one, other) => other.number - one.number),
    add: (bytes, about) =>
      queue.run(async () => {
        if (hung.size >= maxPictures)
          throw httpError(409, { where: "wall", ...nodeText.pictureWall.full({ maxPictures }) });
        const pixels = await nodeCodecs.decode(bytes);
        if (Math.max(pixels.width, pixels.height) > maxWallSide)
          throw httpError(413, { where: "wall", ...nodeText.pictureWall.large({ side: maxWallSide }) });
        const picture = { number: ++last, ...about };
        const path = `${String(picture.number).padStart(4, "0")}-${about.chapter}.png`;
        await nodeFiles.write(
          nodeFiles.join(folder, path),
          writePngText(encodePng(pixels), { [keyword]: JSON.stringify(picture) }),
        );
        hung.set(picture.number, { picture, path });
        return picture;
      }),
    async read(number) {
      const path = hung.get(number)?.path;
      return path === undefined ? undefined : nodeFiles.read(nodeFiles.join(folder, path));
    },
    remove: (number) =>
      queue.run(async () => {
        const path = hung.get(number)?.path;
        if (path === undefined) return;
        hung.delete(number);
        await nodeFiles.remove(nodeFiles.join(folder, path));
      }),
  };
}

function readAbout(png: Uint8Array): WallPicture | undefined {
  try {
    return wallPictureSchema.safeParse(JSON.parse(readPngText(png)[keyword] ?? "null")).data;
  } catch {
    return undefined;
  }
}
