/**
 * What the studio keeps, for PGlite and PostgreSQL alike. The tables are made by `asset/migration/`; a change here needs
 * a new file there, never a change of an old one.
 */
import { bigint, doublePrecision, index, integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { serial, smallint, text } from "drizzle-orm/pg-core";
import type { Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";
import type { TrainingJobState, TrainingJobRequest, RatingRequest } from "../../protocol/index.ts";

/** Who ever rated. */
export const ratersTable = pgTable("raters", {
  name: text("name").primaryKey(),
  /** Of the first rating, milliseconds since 1970. */
  since: bigint("since", { mode: "number" }).notNull(),
});

/** What the pictures of a model are made of: its ratings can be read when its run has long gone on, or is gone. */
export const modelsTable = pgTable("models", {
  hash: text("hash").primaryKey(),
  latent: integer("latent").notNull(),
  attributes: jsonb("attributes").$type<Attributes>(),
});

/** What somebody said about pictures. */
export const ratingsTable = pgTable(
  "ratings",
  {
    id: serial("id").primaryKey(),
    /** Of all that makes it this rating and no other: it is kept once, however often it arrives. */
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
    error: jsonb("error").$type<Text>(),
    /** The number of the process that trains. */
    process: integer("process"),
  },
  (table) => [primaryKey({ name: "jobs_workspace_id", columns: [table.workspace, table.id] })],
);

/** Pictures that were handed in. */
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
