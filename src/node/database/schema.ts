/**
 * Tables of the studio, for PGlite and PostgreSQL alike. `asset/migration/` creates them; a change here needs a new
 * file there, never a change of an old one.
 */
import { bigint, boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { serial, smallint, text } from "drizzle-orm/pg-core";
import type { Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";
import type { TrainingJobState, TrainingJobRequest, RatingRequest } from "../../protocol/index.ts";

/** People who have rated. */
export const ratersTable = pgTable("raters", {
  name: text("name").primaryKey(),
  /** Time of the first rating, ms since 1970. */
  since: bigint("since", { mode: "number" }).notNull(),
});

/** Latent size and attributes of rated models: ratings stay readable after their run has changed or is gone. */
export const modelsTable = pgTable("models", {
  hash: text("hash").primaryKey(),
  latent: integer("latent").notNull(),
  attributes: jsonb("attributes").$type<Attributes>(),
});

/** Ratings of images. */
export const ratingsTable = pgTable(
  "ratings",
  {
    id: serial("id").primaryKey(),
    /** Digest of all that identifies a rating: duplicates are stored once. */
    digest: text("digest").notNull().unique(),
    modelHash: text("model_hash")
      .notNull()
      .references(() => modelsTable.hash),
    rater: text("rater")
      .notNull()
      .references(() => ratersTable.name),
    time: bigint("time", { mode: "number" }).notNull(),
    candidates: jsonb("candidates").$type<RatingRequest["candidates"]>().notNull(),
    rating: smallint("rating"),
    best: smallint("best"),
    expected: jsonb("expected").$type<NonNullable<RatingRequest["expected"]>>(),
  },
  (table) => [index("ratings_model_rater").on(table.modelHash, table.rater)],
);

/** Trainings. Several workspaces can share a database. */
export const jobsTable = pgTable(
  "jobs",
  {
    place: serial("place").notNull(),
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    plan: jsonb("plan").$type<TrainingJobRequest>().notNull(),
    state: text("state").$type<TrainingJobState>().notNull(),
    done: doublePrecision("done").notNull(),
    step: integer("step").notNull(),
    imagesSeen: bigint("images_seen", { mode: "number" }).notNull(),
    imagesPerSecond: doublePrecision("pictures_per_second").notNull(),
    secondsLeft: doublePrecision("seconds_left").notNull(),
    verdict: text("verdict"),
    keptBest: boolean("kept_best"),
    unfinished: boolean("unfinished"),
    finishing: boolean("finishing"),
    error: jsonb("error").$type<Text>(),
    /** Number of the training process. */
    process: integer("process"),
  },
  (table) => [primaryKey({ name: "jobs_workspace_id", columns: [table.workspace, table.id] })],
);

/** Uploaded images. */
export const uploadsTable = pgTable(
  "pictures",
  {
    place: serial("place").notNull(),
    workspace: text("workspace").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    files: integer("files").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ name: "pictures_workspace_id", columns: [table.workspace, table.id] })],
);
