import { z } from "zod";
import { trainingJobSchema } from "./training-job.ts";

/** What the server tells every page that listens (`api/news`, server-sent events). */
export const serverEventSchema = z.discriminatedUnion("type", [
  /** There are models that were not there, or others than were. */
  z.strictObject({ type: z.literal("runs") }),
  /** Somebody rated, or took it back. */
  z.strictObject({ type: z.literal("ratings"), modelHash: z.string(), rater: z.string() }),
  z.strictObject({ type: z.literal("job"), job: trainingJobSchema }),
  /** A training has left the list. Another one may be called the same later: forget its log and its moments. */
  z.strictObject({ type: z.literal("removed"), id: trainingJobSchema.shape.id }),
  /** New numbers of a training: a line of its log. */
  z.strictObject({
    type: z.literal("metrics"),
    id: z.string(),
    step: z.int(),
    imagesSeen: z.int(),
    metrics: z.record(z.string(), z.number()),
  }),
  /** A new grid of samples: `api/jobs/<id>/moments/<imagesSeen>.png`. */
  z.strictObject({ type: z.literal("samples"), id: z.string(), imagesSeen: z.int() }),
]);

/** See {@link serverEventSchema}. */
export type ServerEvent = Readonly<z.infer<typeof serverEventSchema>>;
