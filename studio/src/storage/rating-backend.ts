import { ratingKey, type ImportResult, type StoredRating, type RatingRequest } from "omakase";
import { studioDatabase } from "./database.ts";
import { fetchFromServer, isServerRefusal, fetchJson, postRequest } from "./server.ts";

/** A file of ratings of one model. */
export interface RatingFile {
  readonly text: string;
  /** What it says. */
  readonly ratings: readonly RatingRequest[];
}

/** Where ratings are kept: by the server that serves the page, or in the browser where there is none. */
export interface RatingBackend {
  /** What everybody said about pictures of a model. */
  all(modelHash: string): Promise<readonly StoredRating[]>;
  /**
   * Kept for certain once it answers. The same rating is kept once.
   *
   * @throws `ServerRefusal` when it will never be kept; anything else is worth another try.
   */
  add(rating: RatingRequest): Promise<StoredRating>;
  /** Keeps those of a file that are not kept yet. */
  addFile(modelHash: string, file: RatingFile): Promise<ImportResult>;
  remove(id: number): Promise<void>;
  /** Forgets everything that somebody said about pictures of a model. */
  clear(modelHash: string, rater: string): Promise<void>;
}

const loadParsers = () => import("./parse-response.ts");

/** Fetches what ratings and news are checked by, if it can be had: there may be no network when the first ones are read. */
export function preloadParsers(): void {
  loadParsers().catch(() => undefined);
}

async function parseAll(found: unknown): Promise<readonly StoredRating[]> {
  return Array.isArray(found) && found.length === 0 ? [] : (await loadParsers()).parseStoredRatings(found);
}

/** Ratings kept by the server. */
export const serverRatings: RatingBackend = {
  async all(modelHash) {
    return await parseAll(await fetchJson(`api/ratings?model=${modelHash}`));
  },
  async add(rating) {
    const answer = await fetchJson("api/ratings", postRequest("application/json", JSON.stringify(rating)));
    return (await loadParsers()).parseStoredRating(answer);
  },
  async addFile(modelHash, { text }) {
    const answer = await fetchJson(`api/ratings/file?model=${modelHash}`, postRequest("text/plain", text));
    return (await loadParsers()).parseImportResult(answer);
  },
  async remove(id) {
    await fetchFromServer(`api/ratings/${id}`, { method: "DELETE" }).catch((error: unknown) => {
      if (!isServerRefusal(error) || error.status !== 404) throw error; // gone already is as good
    });
  },
  async clear(modelHash, rater) {
    await fetchFromServer(`api/ratings?${new URLSearchParams({ model: modelHash, rater })}`, { method: "DELETE" });
  },
};

/** Ratings kept by the browser. */
export const browserRatings: RatingBackend = {
  async all(modelHash) {
    const kept = await studioDatabase();
    return await parseAll(await kept.getAllFromIndex("ratings", "modelHash", modelHash));
  },
  async add(rating) {
    const kept = await studioDatabase();
    const id = await kept.add("ratings", rating);
    return { ...rating, id };
  },
  async addFile(modelHash, { ratings }) {
    const kept = await studioDatabase();
    const writing = kept.transaction("ratings", "readwrite");
    const known = new Set((await writing.store.index("modelHash").getAll(modelHash)).map(ratingKey));
    const fresh = ratings.filter((rating) => !known.has(ratingKey(rating)));
    await Promise.all(fresh.map((rating) => writing.store.add(rating)));
    await writing.done;
    return { added: fresh.length, known: ratings.length - fresh.length };
  },
  async remove(id) {
    const kept = await studioDatabase();
    await kept.delete("ratings", id);
  },
  async clear(modelHash, rater) {
    const kept = await studioDatabase();
    const writing = kept.transaction("ratings", "readwrite");
    const all = await writing.store.index("modelHash").getAll(modelHash);
    await Promise.all(all.filter((one) => one.rater === rater).map(({ id }) => writing.store.delete(id!)));
    await writing.done;
  },
};
