import { z } from "zod";
import { modelNames, pictureSizes } from "../run/index.ts";

/** What a person should hear: see `Text`. */
export const textSchema = z.strictObject({ ja: z.string(), en: z.string() });

/** A training that the server is asked for. */
export const newJobSchema = z.strictObject({
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

/** See {@link newJobSchema}. */
export type NewJob = Readonly<z.infer<typeof newJobSchema>>;

const states = ["waiting", "training", "pausing", "paused", "done", "failed"] as const;
/** See {@link jobSchema}. */
export type JobState = (typeof states)[number];

/** A training of the server, as it stands. */
export const jobSchema = z.strictObject({
  /** Also the id of its run. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  plan: newJobSchema,
  state: z.enum(states),
  /** How much of it is done, 0 … 1. */
  done: z.number().min(0).max(1),
  step: z.int().nonnegative(),
  picturesSeen: z.int().nonnegative(),
  picturesPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative(),
  /** How it goes, in a word: see `verdictWords`. */
  verdict: z.string().optional(),
  /** Of a failure. */
  error: textSchema.optional(),
});

/** See {@link jobSchema}. */
export type Job = Readonly<z.infer<typeof jobSchema>>;

/** Pictures that were handed in. */
export const handedInSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  name: z.string().min(1).max(200),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});

/** See {@link handedInSchema}. */
export type HandedIn = Readonly<z.infer<typeof handedInSchema>>;
