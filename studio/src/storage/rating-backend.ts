import { ratingKey, type ImportResult, type StoredRating, type RatingRequest } from "omakase/studio";
import { studioDatabase } from "./database.ts";
import { fetchFromServer, isServerRefusal, fetchJson, postRequest } from "./server.ts";

/** A file of ratings of one model. */
export interface RatingFile {
  readonly text: string;
  /** Ratings in the file. */
  readonly ratings: readonly RatingRequest[];
}

/** Storage of ratings: the server, or the browser if there is none. */
export interface RatingBackend {
  /** Returns the ratings of a model's pictures by all raters. */
  all(modelHash: string): Promise<readonly StoredRating[]>;
  /**
   * Stores a rating durably; an equal rating is stored once.
   *
   * @throws `ServerRefusal` if a retry is futile; any other error is worth a retry.
   */
  add(rating: RatingRequest): Promise<StoredRating>;
  /** Stores the ratings of a file that are not stored yet. */
  addFile(modelHash: string, file: RatingFile): Promise<ImportResult>;
  remove(id: number): Promise<void>;
  /** Removes a rater's ratings of a model's pictures. */
  clear(modelHash: string, rater: string): Promise<void>;
}

const loadParsers = () => import("./parse-response.ts");

/** Prefetches the schema checks if possible: the network may be gone when the first ratings arrive. */
export function preloadParsers(): void {
  loadParsers().catch(() => undefined);
}

async function parseAll(found: unknown): Promise<readonly StoredRating[]> {
  return Array.isArray(found) && found.length === 0 ? [] : (await loadParsers()).parseStoredRatings(found);
}

/** Ratings stored by the server. */
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
      if (!isServerRefusal(error) || error.status !== 404) throw error; // an already removed rating counts as removed
    });
  },
  async clear(modelHash, rater) {
    await fetchFromServer(`api/ratings?${new URLSearchParams({ model: modelHash, rater })}`, { method: "DELETE" });
  },
};

/** Ratings stored by the browser. */
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
