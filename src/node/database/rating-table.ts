import { createHash } from "node:crypto";
import { and, asc, count, eq } from "drizzle-orm";
import type { Attributes } from "../../dataset/index.ts";
import type { Imported, KeptRating, NewRating } from "../../wire/index.ts";
import type { Database } from "./open-database.ts";
import { models, raters, ratings } from "./schema.ts";

/** What the pictures of a model are made of. */
export interface RatedModel {
  readonly hash: string;
  readonly latent: number;
  readonly attributes?: Attributes;
}

/** The ratings that are kept. What a method answers is on the disk. */
export interface RatingTable {
  /** Remembers a model, whose pictures can be rated from then on. */
  know(model: RatedModel): Promise<void>;
  model(hash: string): Promise<RatedModel | undefined>;
  /** Keeps a rating; one that is kept already stays as it is. */
  add(rating: NewRating): Promise<KeptRating>;
  /** Keeps all of them or, when that fails, none. */
  addAll(some: readonly NewRating[]): Promise<Imported>;
  /** In the order they came. */
  list(modelHash: string, rater?: string): Promise<KeptRating[]>;
  /** Gives what was taken back; undefined when there is no such rating. */
  remove(id: number): Promise<KeptRating | undefined>;
  /** Forgets all that somebody said about a model, and says how much that was. */
  removeAll(modelHash: string, rater: string): Promise<number>;
  /** Who rated a model, and how often, most first. */
  raters(modelHash: string): Promise<{ readonly rater: string; readonly ratings: number }[]>;
}

/** More rows than that at a time would be more parameters than PostgreSQL takes. */
const together = 500;

/** See {@link RatingTable}. */
export function ratingTable(database: Database): RatingTable {
  return {
    async know({ hash, latent, attributes }) {
      await database.insert(models).values({ hash, latent, attributes }).onConflictDoNothing();
    },

    async model(hash) {
      const [found] = await database.select().from(models).where(eq(models.hash, hash));
      return found && { hash, latent: found.latent, ...(found.attributes && { attributes: found.attributes }) };
    },

    async add(rating) {
      const row = rowOf(rating);
      return await database.transaction(async (within) => {
        await within.insert(raters).values({ name: row.rater, since: row.time }).onConflictDoNothing();
        const [added] = await within.insert(ratings).values(row).onConflictDoNothing().returning();
        if (added) return keptOf(added);
        const [known] = await within.select().from(ratings).where(eq(ratings.digest, row.digest));
        return keptOf(known);
      });
    },

    async addAll(some) {
      const rows = some.map(rowOf);
      return await database.transaction(async (within) => {
        let added = 0;
        for (let first = 0; first < rows.length; first += together) {
          const part = rows.slice(first, first + together);
          const people = part.map(({ rater, time }) => ({ name: rater, since: time }));
          await within.insert(raters).values(people).onConflictDoNothing();
          added += (await within.insert(ratings).values(part).onConflictDoNothing().returning({ id: ratings.id }))
            .length;
        }
        return { added, known: rows.length - added };
      });
    },

    async list(modelHash, rater) {
      const whose = rater === undefined ? undefined : eq(ratings.rater, rater);
      const found = database
        .select()
        .from(ratings)
        .where(and(eq(ratings.modelHash, modelHash), whose));
      return (await found.orderBy(asc(ratings.id))).map(keptOf);
    },

    async remove(id) {
      const [gone] = await database.delete(ratings).where(eq(ratings.id, id)).returning();
      return gone && keptOf(gone);
    },

    async removeAll(modelHash, rater) {
      const whose = and(eq(ratings.modelHash, modelHash), eq(ratings.rater, rater));
      return (await database.delete(ratings).where(whose).returning({ id: ratings.id })).length;
    },

    async raters(modelHash) {
      const found = await database
        .select({ rater: ratings.rater, ratings: count() })
        .from(ratings)
        .where(eq(ratings.modelHash, modelHash))
        .groupBy(ratings.rater);
      return found.sort((a, b) => b.ratings - a.ratings || (a.rater < b.rater ? -1 : 1));
    },
  };
}

type Row = typeof ratings.$inferSelect;

function rowOf({ modelHash, rater, time, cards, rating, best, expected }: NewRating): typeof ratings.$inferInsert {
  const same = [modelHash, rater, time, cards.map(({ id }) => id), rating ?? null, best ?? null];
  const digest = createHash("sha256").update(JSON.stringify(same)).digest("hex");
  return { digest, modelHash, rater, time, cards, rating, best, expected };
}

function keptOf({ id, modelHash, rater, time, cards, rating, best, expected }: Row): KeptRating {
  return {
    id,
    modelHash,
    rater,
    time,
    cards,
    ...(rating !== null && { rating: rating as KeptRating["rating"] }),
    ...(best !== null && { best }),
    ...(expected !== null && { expected }),
  };
}
