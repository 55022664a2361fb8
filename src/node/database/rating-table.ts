import { createHash } from "node:crypto";
import { and, asc, count, eq } from "drizzle-orm";
import type { Attributes } from "../../dataset/index.ts";
import type { ImportResult, StoredRating, RatingRequest } from "../../protocol/index.ts";
import type { Database } from "./open-database.ts";
import { modelsTable, ratersTable, ratingsTable } from "./schema.ts";

/** Latent size and attributes of a rated model. */
export interface StoredModel {
  readonly hash: string;
  readonly latent: number;
  readonly attributes?: Attributes;
}

/** Table of ratings. What a method returns is on the disk. */
export interface RatingTable {
  /** Registers a model, which allows ratings of its images. */
  addModel(model: StoredModel): Promise<void>;
  findModel(hash: string): Promise<StoredModel | undefined>;
  /** Inserts a rating; a known one stays as it is. */
  add(rating: RatingRequest): Promise<StoredRating>;
  /** Inserts all ratings or, on failure, none. */
  addAll(some: readonly RatingRequest[]): Promise<ImportResult>;
  /** Lists ratings in order of arrival. */
  list(modelHash: string, rater?: string): Promise<StoredRating[]>;
  /** Removes a rating and returns it; undefined when there is none of this id. */
  remove(id: number): Promise<StoredRating | undefined>;
  /** Removes all ratings of a model by one rater, and returns their number. */
  removeByRater(modelHash: string, rater: string): Promise<number>;
  /** Lists the raters of a model and their numbers of ratings, in descending order. */
  raters(modelHash: string): Promise<{ readonly rater: string; readonly ratings: number }[]>;
}

/** Maximum number of rows per insert: PostgreSQL limits the number of parameters. */
const rowsPerInsert = 500;

/** Creates a {@link RatingTable}. */
export function createRatingTable(database: Database): RatingTable {
  return {
    async addModel({ hash, latent, attributes }) {
      await database.insert(modelsTable).values({ hash, latent, attributes }).onConflictDoNothing();
    },

    async findModel(hash) {
      const [found] = await database.select().from(modelsTable).where(eq(modelsTable.hash, hash));
      return found && { hash, latent: found.latent, ...(found.attributes && { attributes: found.attributes }) };
    },

    async add(rating) {
      const row = ratingRow(rating);
      return await database.transaction(async (within) => {
        await within.insert(ratersTable).values({ name: row.rater, since: row.time }).onConflictDoNothing();
        const [added] = await within.insert(ratingsTable).values(row).onConflictDoNothing().returning();
        if (added) return storedRating(added);
        const [known] = await within.select().from(ratingsTable).where(eq(ratingsTable.digest, row.digest));
        return storedRating(known);
      });
    },

    async addAll(some) {
      const rows = some.map(ratingRow);
      return await database.transaction(async (within) => {
        let added = 0;
        for (let first = 0; first < rows.length; first += rowsPerInsert) {
          const part = rows.slice(first, first + rowsPerInsert);
          const people = part.map(({ rater, time }) => ({ name: rater, since: time }));
          await within.insert(ratersTable).values(people).onConflictDoNothing();
          added += (
            await within.insert(ratingsTable).values(part).onConflictDoNothing().returning({ id: ratingsTable.id })
          ).length;
        }
        return { added, known: rows.length - added };
      });
    },

    async list(modelHash, rater) {
      const whose = rater === undefined ? undefined : eq(ratingsTable.rater, rater);
      const found = database
        .select()
        .from(ratingsTable)
        .where(and(eq(ratingsTable.modelHash, modelHash), whose));
      return (await found.orderBy(asc(ratingsTable.id))).map(storedRating);
    },

    async remove(id) {
      const [gone] = await database.delete(ratingsTable).where(eq(ratingsTable.id, id)).returning();
      return gone && storedRating(gone);
    },

    async removeByRater(modelHash, rater) {
      const whose = and(eq(ratingsTable.modelHash, modelHash), eq(ratingsTable.rater, rater));
      return (await database.delete(ratingsTable).where(whose).returning({ id: ratingsTable.id })).length;
    },

    async raters(modelHash) {
      const found = await database
        .select({ rater: ratingsTable.rater, ratings: count() })
        .from(ratingsTable)
        .where(eq(ratingsTable.modelHash, modelHash))
        .groupBy(ratingsTable.rater);
      return found.sort((a, b) => b.ratings - a.ratings || (a.rater < b.rater ? -1 : 1));
    },
  };
}

type RatingRow = typeof ratingsTable.$inferSelect;

function ratingRow({
  modelHash,
  rater,
  time,
  candidates,
  rating,
  best,
  expected,
}: RatingRequest): typeof ratingsTable.$inferInsert {
  const same = [modelHash, rater, time, candidates.map(({ id }) => id), rating ?? null, best ?? null];
  const digest = createHash("sha256").update(JSON.stringify(same)).digest("hex");
  return { digest, modelHash, rater, time, candidates, rating, best, expected };
}

function storedRating({ id, modelHash, rater, time, candidates, rating, best, expected }: RatingRow): StoredRating {
  return {
    id,
    modelHash,
    rater,
    time,
    candidates,
    ...(rating !== null && { rating: rating as StoredRating["rating"] }),
    ...(best !== null && { best }),
    ...(expected !== null && { expected }),
  };
}
