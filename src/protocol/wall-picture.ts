import { z } from "zod";

/** Longest name under a picture on the wall of a class, characters. */
export const maxWallName = 30;

/** Largest side of a picture on the wall of a class, px. */
export const maxWallSide = 1024;

/** Schema of a picture that a learner shows to the class. */
export const wallPictureSchema = z.strictObject({
  /** Number on the wall, from 1 on; the newest has the largest. */
  number: z.int().positive(),
  /** Folder of the chapter that drew it, such as `03-vae`. */
  chapter: z.string().regex(/^\d\d-[a-z0-9-]{1,40}$/),
  /** Name that the learner gave; may be empty. */
  name: z.string().max(maxWallName),
});

/** Type of {@link wallPictureSchema}. */
export type WallPicture = Readonly<z.infer<typeof wallPictureSchema>>;

/** Schema of the wall of a class as a visitor sees it. */
export const wallSchema = z.strictObject({
  pictures: z.array(wallPictureSchema),
  /** Whether this visitor may take every picture down. */
  isHost: z.boolean(),
});

/** Schema of the answer to a picture that was hung up. */
export const hungPictureSchema = z.strictObject({
  number: z.int().positive(),
  /** Lets the sender take it down again. */
  key: z.string(),
});
