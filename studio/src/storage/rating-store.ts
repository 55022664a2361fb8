import {
  ratingRequest,
  ratingKey,
  type ImportResult,
  type StoredRating,
  type RatingRequest,
  type RatingRecord,
} from "omakase/studio";
import { engine } from "../worker/client.ts";
import { studioDatabaseIfAvailable } from "./database.ts";
import { subscribeToServerEvents } from "./server-events.ts";
import { browserRatings, preloadParsers, serverRatings } from "./rating-backend.ts";
import { isServerRefusal } from "./server.ts";

/** Rating with its storage state. */
export interface TrackedRating {
  readonly key: string;
  readonly rating: RatingRequest;
  /** Id in the storage; undefined until it is stored. */
  readonly id?: number;
  /** `waiting`: stored in this browser until the server answers again. */
  readonly state: "saving" | "waiting" | "saved";
}

/** Ratings of one model. */
export interface RatingStoreState {
  /** Ratings of all raters, oldest first. */
  readonly ratings: readonly TrackedRating[];
  /** Whether the stored ratings have been read. */
  readonly isLoaded: boolean;
  /** Version that changes with everything but ratings added here; suggestions based on an older version are stale. */
  readonly version: number;
  /** Last error. */
  readonly error: unknown;
}

/** Ratings of a model, synchronised with the storage and with the worker that learns from them. */
export interface RatingStore {
  subscribe(listener: () => void): () => void;
  current(): RatingStoreState;
  /** Adds a rating: the worker learns it, the storage follows; resolves once it is learned. */
  add(said: RatingRecord): Promise<RatingRequest>;
  remove(key: string): Promise<void>;
  clear(rater: string): Promise<void>;
  importFile(name: string, text: string): Promise<ImportResult>;
}

/** Delay before a retry of the server, milliseconds. */
const retryDelay = 4000;
/** Window after an own change in which its server events are ignored, milliseconds. */
const ownEventWindow = 3000;

const stores = new Map<string, RatingStore>();

/** Opens the ratings of a model. */
export function openRatingStore(run: string, modelHash: string, kind: "server" | "site"): RatingStore {
  const name = `${run} ${modelHash}`;
  let store = stores.get(name);
  if (!store) stores.set(name, (store = createRatingStore(run, modelHash, kind)));
  return store;
}

function createRatingStore(run: string, modelHash: string, kind: "server" | "site"): RatingStore {
  const backend = kind === "server" ? serverRatings : browserRatings;
  const { preference } = engine();
  const listeners = new Set<() => void>();
  let current: RatingStoreState = { ratings: [], isLoaded: false, version: 0, error: undefined };
  let [reading, lastOwnChange]: [Promise<void> | undefined, number] = [undefined, 0];
  /** Number of changes by this page. */
  let changes = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function show(changes: Partial<RatingStoreState>): void {
    current = { ...current, ...changes };
    for (const listener of listeners) listener();
  }
  function update(key: string, changes: Partial<TrackedRating>): void {
    show({ ratings: current.ratings.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  }

  /**
   * Sends the ratings to the worker, which answers in order: later requests see them. An empty list loads the
   * preference code too: the network may be gone at the first rating.
   */
  function sendToWorker(held: readonly TrackedRating[]): void {
    const ratings = held.map(({ rating }) => rating);
    preference.setRatings(run, ratings).catch((error: unknown) => held.length > 0 && show({ error }));
  }

  /** Reads the stored ratings and sends them to the worker. */
  async function read(): Promise<void> {
    const waiting = await readPending();
    let all: readonly StoredRating[];
    try {
      let before: number;
      do {
        before = changes;
        all = await backend.all(modelHash);
      } while (changes !== before); // it lacks changes made meanwhile
    } catch (error) {
      if (!current.isLoaded) sendToWorker(waiting);
      show({ ratings: current.isLoaded ? current.ratings : waiting, isLoaded: true, error });
      return void flush();
    }
    const kept = all.map(({ id, ...rating }): TrackedRating => ({
      key: ratingKey(rating),
      rating,
      id,
      state: "saved",
    }));
    const keys = new Set(kept.map(({ key }) => key));
    const unsaved = [...current.ratings, ...(current.isLoaded ? [] : waiting)].filter(({ state }) => state !== "saved");
    const ratings = [...kept, ...unsaved.filter(({ key }) => !keys.has(key))];
    ratings.sort((a, b) => a.rating.time - b.rating.time);
    const before = new Set(current.ratings.map(({ key }) => key));
    const same = before.size === ratings.length && ratings.every(({ key }) => before.has(key));
    if (!same || !current.isLoaded) sendToWorker(ratings);
    show({ ratings, isLoaded: true, error: undefined, ...(!same && { version: current.version + 1 }) });
    preloadParsers();
    void flush();
  }

  /** Reads the ratings that wait in this browser for a server. */
  async function readPending(): Promise<TrackedRating[]> {
    if (kind === "site") return [];
    const kept = await studioDatabaseIfAvailable();
    const all = (await kept?.getAllFromIndex("ratings", "modelHash", modelHash)) ?? [];
    return all.map((one) => {
      const rating = { ...one };
      delete rating.id; // the browser's own number
      return { key: ratingKey(rating), rating, state: "waiting" };
    });
  }
  async function removePending(key: string): Promise<void> {
    if (kind === "site") return;
    const kept = await studioDatabaseIfAvailable();
    const all = (await kept?.getAllFromIndex("ratings", "modelHash", modelHash)) ?? [];
    await Promise.all(all.filter((one) => ratingKey(one) === key).map(({ id }) => kept!.delete("ratings", id!)));
  }

  async function send(one: TrackedRating): Promise<void> {
    lastOwnChange = Date.now(); // the page is a host
    try {
      const { id } = await backend.add(one.rating);
      changes++;
      await removePending(one.key);
      if (current.ratings.some(({ key }) => key === one.key)) update(one.key, { id, state: "saved" });
      else await backend.remove(id); // removed meanwhile
    } catch (error) {
      if (isServerRefusal(error)) {
        await removePending(one.key);
        await preference.remove(run, one.key);
        show({
          ratings: current.ratings.filter(({ key }) => key !== one.key),
          version: current.version + 1,
          error,
        });
      } else {
        update(one.key, { state: "waiting" });
        retry ??= setTimeout(() => {
          retry = undefined;
          void flush();
        }, retryDelay);
      }
    }
  }

  /** Sends waiting ratings, oldest first; stops at the first that has to wait longer. */
  async function flush(): Promise<void> {
    for (;;) {
      const next = current.ratings.find(({ state }) => state === "waiting");
      if (!next) return;
      update(next.key, { state: "saving" });
      await send({ ...next, state: "saving" });
      if (current.ratings.some(({ key, state }) => key === next.key && state === "waiting")) return;
    }
  }

  function listen(): () => void {
    if (kind === "site") return () => {};
    let soon: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      clearTimeout(soon);
      soon = setTimeout(() => void read(), 500);
    };
    const deafen = subscribeToServerEvents((news) => {
      if (news.type !== "ratings" || news.modelHash !== modelHash) return;
      if (Date.now() - lastOwnChange > ownEventWindow) reread(); // the page is a host
    }, reread);
    const onLine = (): void => void flush();
    addEventListener("online", onLine);
    return () => {
      deafen();
      removeEventListener("online", onLine);
    };
  }

  let deafen: (() => void) | undefined;
  return {
    subscribe(listener) {
      listeners.add(listener);
      deafen ??= listen();
      reading ??= read();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        deafen?.();
        deafen = undefined;
        reading = undefined; // a reopened store reads again: others may have rated meanwhile
      };
    },
    current: () => current,
    async add(said) {
      const rating = ratingRequest(said, modelHash);
      const key = ratingKey(rating);
      show({ ratings: [...current.ratings, { key, rating, state: "saving" }], error: undefined });
      try {
        const noted = await preference.add(run, rating);
        update(key, { rating: noted });
        if (kind === "server") await (await studioDatabaseIfAvailable())?.add("ratings", noted); // until the server has it
        void send({ key, rating: noted, state: "saving" });
        return noted;
      } catch (error) {
        show({ ratings: current.ratings.filter((held) => held.key !== key) });
        throw error;
      }
    },
    async remove(key) {
      const one = current.ratings.find((held) => held.key === key);
      if (!one) return;
      lastOwnChange = Date.now(); // the page is a host
      if (one.id !== undefined) await backend.remove(one.id);
      changes++;
      await removePending(key);
      await preference.remove(run, key);
      show({
        ratings: current.ratings.filter((held) => held !== one && held.key !== key),
        version: current.version + 1,
      });
    },
    async clear(rater) {
      lastOwnChange = Date.now(); // the page is a host
      await backend.clear(modelHash, rater);
      changes++;
      const gone = current.ratings.filter(({ rating }) => rating.rater === rater);
      for (const { key } of gone) await removePending(key);
      const ratings = current.ratings.filter(({ rating }) => rating.rater !== rater);
      await preference.setRatings(
        run,
        ratings.map(({ rating }) => rating),
      );
      show({ ratings, version: current.version + 1, error: undefined });
    },
    async importFile(name, text) {
      const ratings = await preference.parseRatings(run, name, text);
      const imported = await backend.addFile(modelHash, { text, ratings });
      await read();
      return imported;
    },
  };
}
