import { ratingKey, type Imported, type KeptRating, type NewRating } from "omakase";
import { database } from "./database.ts";
import { asked, isRefused, json, posted } from "./server.ts";

/** A file of ratings of one model. */
export interface RatingFile {
  readonly text: string;
  /** What it says. */
  readonly ratings: readonly NewRating[];
}

/** Where ratings are kept: by the server that serves the page, or in the browser where there is none. */
export interface RatingKeeper {
  /** What everybody said about pictures of a model. */
  all(modelHash: string): Promise<readonly KeptRating[]>;
  /**
   * Kept for certain once it answers. The same rating is kept once.
   *
   * @throws `Refused` when it will never be kept; anything else is worth another try.
   */
  add(rating: NewRating): Promise<KeptRating>;
  /** Keeps those of a file that are not kept yet. */
  addFile(modelHash: string, file: RatingFile): Promise<Imported>;
  remove(id: number): Promise<void>;
  /** Forgets everything that somebody said about pictures of a model. */
  startOver(modelHash: string, rater: string): Promise<void>;
}

const checks = () => import("./checks.ts");

/** Fetches what ratings and news are checked by, if it can be had: there may be no network when the first ones are read. */
export function fetchChecks(): void {
  checks().catch(() => undefined);
}

async function checkedAll(found: unknown): Promise<readonly KeptRating[]> {
  return Array.isArray(found) && found.length === 0 ? [] : (await checks()).checkedRatings(found);
}

/** Ratings kept by the server. */
export const serverRatings: RatingKeeper = {
  async all(modelHash) {
    return await checkedAll(await json(`api/ratings?model=${modelHash}`));
  },
  async add(rating) {
    const answer = await json("api/ratings", posted("application/json", JSON.stringify(rating)));
    return (await checks()).checkedRating(answer);
  },
  async addFile(modelHash, { text }) {
    const answer = await json(`api/ratings/file?model=${modelHash}`, posted("text/plain", text));
    return (await checks()).checkedImport(answer);
  },
  async remove(id) {
    await asked(`api/ratings/${id}`, { method: "DELETE" }).catch((error: unknown) => {
      if (!isRefused(error) || error.status !== 404) throw error; // gone already is as good
    });
  },
  async startOver(modelHash, rater) {
    await asked(`api/ratings?${new URLSearchParams({ model: modelHash, rater })}`, { method: "DELETE" });
  },
};

/** Ratings kept by the browser. */
export const browserRatings: RatingKeeper = {
  async all(modelHash) {
    const kept = await database();
    return await checkedAll(await kept.getAllFromIndex("ratings", "modelHash", modelHash));
  },
  async add(rating) {
    const kept = await database();
    const id = await kept.add("ratings", rating);
    return { ...rating, id };
  },
  async addFile(modelHash, { ratings }) {
    const kept = await database();
    const writing = kept.transaction("ratings", "readwrite");
    const known = new Set((await writing.store.index("modelHash").getAll(modelHash)).map(ratingKey));
    const fresh = ratings.filter((rating) => !known.has(ratingKey(rating)));
    await Promise.all(fresh.map((rating) => writing.store.add(rating)));
    await writing.done;
    return { added: fresh.length, known: ratings.length - fresh.length };
  },
  async remove(id) {
    const kept = await database();
    await kept.delete("ratings", id);
  },
  async startOver(modelHash, rater) {
    const kept = await database();
    const writing = kept.transaction("ratings", "readwrite");
    const all = await writing.store.index("modelHash").getAll(modelHash);
    await Promise.all(all.filter((one) => one.rater === rater).map(({ id }) => writing.store.delete(id!)));
    await writing.done;
  },
};
