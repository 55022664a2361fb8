import { z } from "zod";
import { chosenSettingsSchema, pictureSizes } from "../run/index.ts";
import { modelNames } from "../model/index.ts";
import { textSchema } from "../text/index.ts";

/** Schema of a request for a training. */
export const trainingJobRequestSchema = z.strictObject({
  model: z.enum(modelNames),
  /** Data set: a built-in set, or the id of an upload. */
  source: z.string().min(1).max(200),
  minutes: z
    .number()
    .positive()
    .max(7 * 24 * 60),
  size: z.union(pictureSizes.map((size) => z.literal(size))).optional(),
  seed: z.int().nonnegative().optional(),
  /** Number of training images. Default: that of `omakase train`. */
  count: z.int().positive().max(1_000_000).optional(),
  /** Further settings, by name: see `TrainingOption`. */
  settings: chosenSettingsSchema.optional(),
});

/** Type of {@link trainingJobRequestSchema}. */
export type TrainingJobRequest = Readonly<z.infer<typeof trainingJobRequestSchema>>;

/**
 * Schema of `POST api/jobs/<id>/extend`: more time for a finished training. The response is the {@link
 * trainingJobSchema job}, which waits for its turn again with `minutes` left.
 */
export const extendRequestSchema = trainingJobRequestSchema.pick({ minutes: true });

/** Type of {@link extendRequestSchema}. */
export type ExtendRequest = Readonly<z.infer<typeof extendRequestSchema>>;

const states = ["waiting", "training", "pausing", "paused", "done", "failed"] as const;
/** State of a {@link trainingJobSchema}. */
export type TrainingJobState = (typeof states)[number];

/** Schema of a training and its state. */
export const trainingJobSchema = z.strictObject({
  /** Id of the training and of its run. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  /** Request of the training; `minutes` is the last time given. */
  plan: trainingJobRequestSchema,
  state: z.enum(states),
  /** Completed fraction of the last time given, 0–1. */
  done: z.number().min(0).max(1),
  step: z.int().nonnegative(),
  imagesSeen: z.int().nonnegative(),
  imagesPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative(),
  /** Verdict of the last health check: see `verdictWords`. */
  verdict: z.string().optional(),
  /** Whether its last model was worse than its best one, and it went back to that. */
  keptBest: z.boolean().optional(),
  /** Whether it ended before the last stage of its model, and draws noise yet. */
  unfinished: z.boolean().optional(),
  /** Whether it was stopped too early to draw, and now makes up for that in a short time. */
  finishing: z.boolean().optional(),
  /** Error message of a failed training. */
  error: textSchema.optional(),
});

/** Type of {@link trainingJobSchema}. */
export type TrainingJob = Readonly<z.infer<typeof trainingJobSchema>>;

/**
 * Schema of what happens to the run of a removed training (`DELETE api/jobs/<id>?run=…`, when it is done, paused or
 * failed; the response is `{ removed: <id> }`). Default: the run stays, as one trained elsewhere.
 */
export const removalModeSchema = z.enum(["keep", "delete"]);

/** Type of {@link removalModeSchema}. */
export type RemovalMode = z.infer<typeof removalModeSchema>;

/** Schema of an upload of images. */
export const uploadSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  name: z.string().min(1).max(200),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});

/** Type of {@link uploadSchema}. */
export type Upload = Readonly<z.infer<typeof uploadSchema>>;
