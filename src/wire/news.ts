import { z } from "zod";
import { jobSchema } from "./job.ts";

/** What the server tells every page that listens (`api/news`, server-sent events). */
export const newsSchema = z.discriminatedUnion("type", [
  /** There are models that were not there, or others than were. */
  z.strictObject({ type: z.literal("runs") }),
  /** Somebody rated, or took it back. */
  z.strictObject({ type: z.literal("ratings"), modelHash: z.string(), rater: z.string() }),
  z.strictObject({ type: z.literal("job"), job: jobSchema }),
  /** A training has left the list. Another one may be called the same later: forget its log and its moments. */
  z.strictObject({ type: z.literal("removed"), id: jobSchema.shape.id }),
  /** New numbers of a training: a line of its log. */
  z.strictObject({
    type: z.literal("numbers"),
    id: z.string(),
    step: z.int(),
    picturesSeen: z.int(),
    metrics: z.record(z.string(), z.number()),
  }),
  /** A new grid of samples: `api/jobs/<id>/moments/<picturesSeen>.png`. */
  z.strictObject({ type: z.literal("moment"), id: z.string(), picturesSeen: z.int() }),
]);

/** See {@link newsSchema}. */
export type News = Readonly<z.infer<typeof newsSchema>>;
