import { newRating, ratingKey, type Imported, type KeptRating, type NewRating, type RatingRecord } from "omakase";
import { engine } from "../engine/client.ts";
import { databaseIfAny } from "./database.ts";
import { listenToNews } from "./news.ts";
import { browserRatings, fetchChecks, serverRatings } from "./ratings.ts";
import { isRefused } from "./server.ts";

/** A rating as the page holds it. */
export interface HeldRating {
  readonly key: string;
  readonly rating: NewRating;
  /** Once it is kept. */
  readonly id?: number;
  /** `waiting`: kept in this browser until the server answers again. */
  readonly state: "saving" | "waiting" | "saved";
}

/** The ratings of one model. */
export interface Shelf {
  /** Everybody's, the oldest first. */
  readonly held: readonly HeldRating[];
  /** Whether those that were kept have been read. */
  readonly open: boolean;
  /** Changes with everything but ratings that were added here: what was chosen by the old ones is no longer right. */
  readonly version: number;
  /** What went wrong last. */
  readonly error: unknown;
}

/** Ratings of a model, in step with where they are kept and with the worker that learns from them. */
export interface RatingShelf {
  subscribe(listener: () => void): () => void;
  current(): Shelf;
  /** Learns it and begins to keep it; answers when it is learned. */
  add(said: RatingRecord): Promise<NewRating>;
  remove(key: string): Promise<void>;
  startOver(rater: string): Promise<void>;
  readIn(name: string, text: string): Promise<Imported>;
}

/** After so many milliseconds the server is asked again. */
const patience = 4000;
/** News of this browser's own doing within so many milliseconds are none. */
const echo = 3000;

const shelves = new Map<string, RatingShelf>();

/** The ratings of a model. */
export function ratingShelf(run: string, modelHash: string, kind: "server" | "site"): RatingShelf {
  const name = `${run} ${modelHash}`;
  let shelf = shelves.get(name);
  if (!shelf) shelves.set(name, (shelf = createShelf(run, modelHash, kind)));
  return shelf;
}

function createShelf(run: string, modelHash: string, kind: "server" | "site"): RatingShelf {
  const keeper = kind === "server" ? serverRatings : browserRatings;
  const { taste } = engine();
  const listeners = new Set<() => void>();
  let shelf: Shelf = { held: [], open: false, version: 0, error: undefined };
  let [reading, ownDoing]: [Promise<void> | undefined, number] = [undefined, 0];
  /** Of what is kept, by this page. */
  let changes = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function show(changes: Partial<Shelf>): void {
    shelf = { ...shelf, ...changes };
    for (const listener of listeners) listener();
  }
  function mark(key: string, changes: Partial<HeldRating>): void {
    show({ held: shelf.held.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  }

  /**
   * Makes the worker know ratings. It answers in order: whatever is asked from now on, it knows them. To know that there
   * are none it fetches how to learn as well: there may be no network when the first one is said.
   */
  function know(held: readonly HeldRating[]): void {
    const ratings = held.map(({ rating }) => rating);
    taste.know(run, ratings).catch((error: unknown) => held.length > 0 && show({ error }));
  }

  /** Reads what is kept, and makes the worker know it. */
  async function read(): Promise<void> {
    const waiting = await waitingHere();
    let all: readonly KeptRating[];
    try {
      let before: number;
      do {
        before = changes;
        all = await keeper.all(modelHash);
      } while (changes !== before); // what was said or taken back meanwhile is not in it
    } catch (error) {
      if (!shelf.open) know(waiting);
      show({ held: shelf.open ? shelf.held : waiting, open: true, error });
      return void flush();
    }
    const kept = all.map(({ id, ...rating }): HeldRating => ({ key: ratingKey(rating), rating, id, state: "saved" }));
    const keys = new Set(kept.map(({ key }) => key));
    const unsaved = [...shelf.held, ...(shelf.open ? [] : waiting)].filter(({ state }) => state !== "saved");
    const held = [...kept, ...unsaved.filter(({ key }) => !keys.has(key))];
    held.sort((a, b) => a.rating.time - b.rating.time);
    const before = new Set(shelf.held.map(({ key }) => key));
    const same = before.size === held.length && held.every(({ key }) => before.has(key));
    if (!same || !shelf.open) know(held);
    show({ held, open: true, error: undefined, ...(!same && { version: shelf.version + 1 }) });
    fetchChecks();
    void flush();
  }

  /** What waits in this browser for a server. */
  async function waitingHere(): Promise<HeldRating[]> {
    if (kind === "site") return [];
    const kept = await databaseIfAny();
    const all = (await kept?.getAllFromIndex("ratings", "modelHash", modelHash)) ?? [];
    return all.map((one) => {
      const rating = { ...one };
      delete rating.id; // the browser's own number
      return { key: ratingKey(rating), rating, state: "waiting" };
    });
  }
  async function letGo(key: string): Promise<void> {
    if (kind === "site") return;
    const kept = await databaseIfAny();
    const all = (await kept?.getAllFromIndex("ratings", "modelHash", modelHash)) ?? [];
    await Promise.all(all.filter((one) => ratingKey(one) === key).map(({ id }) => kept!.delete("ratings", id!)));
  }

  async function send(one: HeldRating): Promise<void> {
    ownDoing = Date.now(); // the page is a host
    try {
      const { id } = await keeper.add(one.rating);
      changes++;
      await letGo(one.key);
      if (shelf.held.some(({ key }) => key === one.key)) mark(one.key, { id, state: "saved" });
      else await keeper.remove(id); // taken back meanwhile
    } catch (error) {
      if (isRefused(error)) {
        await letGo(one.key);
        await taste.remove(run, one.key);
        show({
          held: shelf.held.filter(({ key }) => key !== one.key),
          version: shelf.version + 1,
          error,
        });
      } else {
        mark(one.key, { state: "waiting" });
        retry ??= setTimeout(() => {
          retry = undefined;
          void flush();
        }, patience);
      }
    }
  }

  /** Sends what waits, the oldest first; it ends at the first that has to wait on. */
  async function flush(): Promise<void> {
    for (;;) {
      const next = shelf.held.find(({ state }) => state === "waiting");
      if (!next) return;
      mark(next.key, { state: "saving" });
      await send({ ...next, state: "saving" });
      if (shelf.held.some(({ key, state }) => key === next.key && state === "waiting")) return;
    }
  }

  function listen(): () => void {
    if (kind === "site") return () => {};
    let soon: ReturnType<typeof setTimeout> | undefined;
    const reread = (): void => {
      clearTimeout(soon);
      soon = setTimeout(() => void read(), 500);
    };
    const deafen = listenToNews((news) => {
      if (news.type !== "ratings" || news.modelHash !== modelHash) return;
      if (Date.now() - ownDoing > echo) reread(); // the page is a host
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
        reading = undefined; // whoever comes back reads anew: others may have rated meanwhile
      };
    },
    current: () => shelf,
    async add(said) {
      const rating = newRating(said, modelHash);
      const key = ratingKey(rating);
      show({ held: [...shelf.held, { key, rating, state: "saving" }], error: undefined });
      try {
        const noted = await taste.add(run, rating);
        mark(key, { rating: noted });
        if (kind === "server") await (await databaseIfAny())?.add("ratings", noted); // until the server has it
        void send({ key, rating: noted, state: "saving" });
        return noted;
      } catch (error) {
        show({ held: shelf.held.filter((held) => held.key !== key) });
        throw error;
      }
    },
    async remove(key) {
      const one = shelf.held.find((held) => held.key === key);
      if (!one) return;
      ownDoing = Date.now(); // the page is a host
      if (one.id !== undefined) await keeper.remove(one.id);
      changes++;
      await letGo(key);
      await taste.remove(run, key);
      show({ held: shelf.held.filter((held) => held !== one && held.key !== key), version: shelf.version + 1 });
    },
    async startOver(rater) {
      ownDoing = Date.now(); // the page is a host
      await keeper.startOver(modelHash, rater);
      changes++;
      const gone = shelf.held.filter(({ rating }) => rating.rater === rater);
      for (const { key } of gone) await letGo(key);
      const held = shelf.held.filter(({ rating }) => rating.rater !== rater);
      await taste.know(
        run,
        held.map(({ rating }) => rating),
      );
      show({ held, version: shelf.version + 1, error: undefined });
    },
    async readIn(name, text) {
      const ratings = await taste.read(run, name, text);
      const imported = await keeper.addFile(modelHash, { text, ratings });
      await read();
      return imported;
    },
  };
}
