import { keptRatingSchema, type KeptRating, type NewRating } from "omakase";
import { pageFolder } from "../engine/client.ts";
import { database } from "./database.ts";

/** Where ratings are kept: by the server that serves the page, or in the browser where there is none. */
export interface RatingKeeper {
  /** What everybody said about pictures of a model, the oldest first. */
  all(modelHash: string): Promise<readonly KeptRating[]>;
  /** Kept for certain once it answers. */
  add(rating: NewRating): Promise<KeptRating>;
  remove(id: number): Promise<void>;
  /** Forgets everything that somebody said about pictures of a model. */
  startOver(modelHash: string, rater: string): Promise<void>;
}

/** Ratings kept by the server. */
export const serverRatings: RatingKeeper = {
  async all(modelHash) {
    const answer = await asked(`api/ratings?model=${modelHash}`);
    return keptRatingSchema.array().parse(await answer.json());
  },
  async add(rating) {
    const body = JSON.stringify(rating);
    const answer = await asked("api/ratings", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return keptRatingSchema.parse(await answer.json());
  },
  async remove(id) {
    await asked(`api/ratings/${id}`, { method: "DELETE" });
  },
  async startOver(modelHash, rater) {
    await asked(`api/ratings?${new URLSearchParams({ model: modelHash, rater })}`, { method: "DELETE" });
  },
};

/** Ratings kept by the browser. */
export const browserRatings: RatingKeeper = {
  async all(modelHash) {
    const kept = await database();
    return keptRatingSchema.array().parse(await kept.getAllFromIndex("ratings", "modelHash", modelHash));
  },
  async add(rating) {
    const kept = await database();
    const id = await kept.add("ratings", rating);
    return { ...rating, id };
  },
  async remove(id) {
    const kept = await database();
    await kept.delete("ratings", id);
  },
  async startOver(modelHash, rater) {
    const kept = await database();
    const all = await kept.getAllFromIndex("ratings", "modelHash", modelHash);
    await Promise.all(all.filter((one) => one.rater === rater).map(({ id }) => kept.delete("ratings", id!)));
  },
};

/** Asks the server; an answer that is an error is thrown, with the server's own words. */
export async function asked(address: string, request?: RequestInit): Promise<Response> {
  const answer = await fetch(new URL(address, pageFolder), request);
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => undefined)) as { error?: { ja: string; en: string } } | undefined;
  // oxlint-disable-next-line typescript/only-throw-error -- words of the server, in both languages
  throw told?.error ? { failure: told.error } : new Error(`${address}: ${answer.status}`);
}
