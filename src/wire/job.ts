import { z } from "zod";
import { pictureSizes } from "../run/index.ts";
import { modelNames } from "../model/index.ts";

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

/**
 * More time for a training that is done: what `POST api/jobs/<id>/more` is told. It answers with the {@link jobSchema job},
 * which waits for its turn again with `minutes` before it.
 */
export const moreTimeSchema = newJobSchema.pick({ minutes: true });

/** See {@link moreTimeSchema}. */
export type MoreTime = Readonly<z.infer<typeof moreTimeSchema>>;

const states = ["waiting", "training", "pausing", "paused", "done", "failed"] as const;
/** See {@link jobSchema}. */
export type JobState = (typeof states)[number];

/** A training of the server, as it stands. */
export const jobSchema = z.strictObject({
  /** Also the id of its run. */
  id: z.string().regex(/^[\w.-]{1,100}$/),
  /** Its `minutes` are those that it was given last. */
  plan: newJobSchema,
  state: z.enum(states),
  /** How much of the time that it was given last is over, 0 … 1. */
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

/**
 * What is to become of the run of a training that leaves the list (`DELETE api/jobs/<id>?run=…`, when it is done, paused
 * or failed; it answers `{ removed: <id> }`). Where nothing is said it stays, as a run that was trained elsewhere.
 */
export const leavingRunSchema = z.enum(["keep", "delete"]);

/** See {@link leavingRunSchema}. */
export type LeavingRun = z.infer<typeof leavingRunSchema>;

/** Pictures that were handed in. */
export const handedInSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  name: z.string().min(1).max(200),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});

/** See {@link handedInSchema}. */
export type HandedIn = Readonly<z.infer<typeof handedInSchema>>;
