import { importedSchema, keptRatingSchema, ratingKey, type Imported, type KeptRating, type NewRating } from "omakase";
import { pageFolder } from "../engine/client.ts";
import type { Failure } from "../engine/failure.ts";
import { database } from "./database.ts";

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
   * @throws {@link Refused} when it will never be kept; anything else is worth another try.
   */
  add(rating: NewRating): Promise<KeptRating>;
  /** Keeps those of a file that are not kept yet. */
  addFile(modelHash: string, file: RatingFile): Promise<Imported>;
  remove(id: number): Promise<void>;
  /** Forgets everything that somebody said about pictures of a model. */
  startOver(modelHash: string, rater: string): Promise<void>;
}

/** The server will not have it. */
export interface Refused extends Failure {
  /** Of HTTP. */
  readonly status: number;
}

/** Whether another try would fare as badly. */
export function isRefused(error: unknown): error is Refused {
  return typeof error === "object" && error !== null && "status" in error && Number(error.status) < 500;
}

/** Ratings kept by the server. */
export const serverRatings: RatingKeeper = {
  async all(modelHash) {
    const answer = await asked(`api/ratings?model=${modelHash}`);
    return keptRatingSchema.array().parse(await answer.json());
  },
  async add(rating) {
    const answer = await sent("api/ratings", "application/json", JSON.stringify(rating));
    return keptRatingSchema.parse(await answer.json());
  },
  async addFile(modelHash, { text }) {
    const answer = await sent(`api/ratings/file?model=${modelHash}`, "text/plain", text);
    return importedSchema.parse(await answer.json());
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
    return keptRatingSchema.array().parse(await kept.getAllFromIndex("ratings", "modelHash", modelHash));
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

/** Asks the server; an answer that is an error is thrown, with the server's own words. */
export async function asked(address: string, request?: RequestInit): Promise<Response> {
  const answer = await fetch(new URL(address, pageFolder), request).catch(() => {
    // oxlint-disable-next-line typescript/only-throw-error -- words, in both languages
    throw { failure: away } satisfies Failure;
  });
  if (answer.ok) return answer;
  const told = (await answer.json().catch(() => undefined)) as { error?: Failure["failure"] } | undefined;
  const plain = `${address}: ${answer.status}`;
  const refused: Refused = { failure: told?.error ?? { ja: plain, en: plain }, status: answer.status };
  // oxlint-disable-next-line typescript/only-throw-error -- words of the server, in both languages
  throw refused;
}

const away = {
  ja: "サーバーから返事がありません。止まっていたら、ターミナルで npm start（または omakase studio）を実行してください。",
  en: "The server does not answer. If it has stopped, start it again with npm start (or omakase studio) in a terminal.",
};

async function sent(address: string, type: string, body: string): Promise<Response> {
  return await asked(address, { method: "POST", headers: { "content-type": type }, body });
}
