import { z } from "zod";
import { pictureSizes } from "../run/index.ts";
import { modelNames } from "../model/index.ts";

/** What a person should hear: see `Text`. */
export const textSchema = z.strictObject({ ja: z.string(), en: z.string() });

/** A training that the server is asked for. */
export const trainingJobRequestSchema = z.strictObject({
  model: z.enum(modelNames),
  /** A built-in set, or the id of a set of pictures that was handed in. */
  source: z.string().min(1).max(200),
  minutes: z
    .number()
    .positive()
    .max(7 * 24 * 60),
  size: z.union(pictureSizes.map((size) => z.literal(size))).optional(),
  seed: z.int().nonnegative().optional(),
  /** How many pictures to learn from. Default: as `omakase train`. */
  count: z.int().positive().max(1_000_000).optional(),
});

/** See {@link trainingJobRequestSchema}. */
export type TrainingJobRequest = Readonly<z.infer<typeof trainingJobRequestSchema>>;

/**
 * More time for a training that is done: what `POST api/jobs/<id>/more` is told. It answers with the {@link trainingJobSchema job},
 * which waits for its turn again with `minutes` before it.
 */
export const extendRequestSchema = trainingJobRequestSchema.pick({ minutes: true });

/** See {@link extendRequestSchema}. */
export type ExtendRequest = Readonly<z.infer<typeof extendRequestSchema>>;

const states = ["waiting", "training", "pausing", "paused", "done", "failed"] as const;
/** See {@link trainingJobSchema}. */
export type TrainingJobState = (typeof states)[number];

/** A training of the server, as it stands. */
export const trainingJobSchema = z.strictObject({
  /** Also the id of its run. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  /** Its `minutes` are those that it was given last. */
  plan: trainingJobRequestSchema,
  state: z.enum(states),
  /** How much of the time that it was given last is over, 0 … 1. */
  done: z.number().min(0).max(1),
  step: z.int().nonnegative(),
  imagesSeen: z.int().nonnegative(),
  imagesPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative(),
  /** How it goes, in a word: see `verdictWords`. */
  verdict: z.string().optional(),
  /** Of a failure. */
  error: textSchema.optional(),
});

/** See {@link trainingJobSchema}. */
export type TrainingJob = Readonly<z.infer<typeof trainingJobSchema>>;

/**
 * What is to become of the run of a training that leaves the list (`DELETE api/jobs/<id>?run=…`, when it is done, paused
 * or failed; it answers `{ removed: <id> }`). Where nothing is said it stays, as a run that was trained elsewhere.
 */
export const removalModeSchema = z.enum(["keep", "delete"]);

/** See {@link removalModeSchema}. */
export type RemovalMode = z.infer<typeof removalModeSchema>;

/** Pictures that were handed in. */
export const uploadSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  name: z.string().min(1).max(200),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});

/** See {@link uploadSchema}. */
export type Upload = Readonly<z.infer<typeof uploadSchema>>;
