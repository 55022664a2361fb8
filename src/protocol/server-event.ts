import { z } from "zod";
import { trainingJobSchema } from "./training-job.ts";

/** Schema of server events for all listening pages (`api/events`, server-sent events). */
export const serverEventSchema = z.discriminatedUnion("type", [
  /** Change of the list of models. */
  z.strictObject({ type: z.literal("runs") }),
  /** New or removed rating. */
  z.strictObject({ type: z.literal("ratings"), modelHash: z.string(), rater: z.string() }),
  z.strictObject({ type: z.literal("job"), job: trainingJobSchema }),
  /** Removal of a training. Discard its log and samples: another training may get the same id later. */
  z.strictObject({ type: z.literal("removed"), id: trainingJobSchema.shape.id }),
  /** New log record of a training. */
  z.strictObject({
    type: z.literal("metrics"),
    id: z.string(),
    step: z.int(),
    imagesSeen: z.int(),
    metrics: z.record(z.string(), z.number()),
  }),
  /** New sample sheet: `api/jobs/<id>/samples/<imagesSeen>.png`. */
  z.strictObject({ type: z.literal("samples"), id: z.string(), imagesSeen: z.int() }),
]);

/** Type of {@link serverEventSchema}. */
export type ServerEvent = Readonly<z.infer<typeof serverEventSchema>>;
