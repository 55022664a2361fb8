import { proxy } from "comlink";
import { handedInSchema, jobSchema, type HandedIn, type Job, type LogRecord, type NewJob } from "omakase";
import { trainer } from "../../engine/client.ts";
import type { Dropped } from "../../engine/picture-desk.ts";
import type { TrainingNews } from "../../engine/training-news.ts";
import { listenToNews } from "../../kept/news.ts";
import { asked, json, posted } from "../../kept/server.ts";

/** Where trainings run. */
export type PlaceName = "browser" | "server";

/** A place where trainings run, and what can be asked of it. */
export interface Place {
  list(): Promise<Job[]>;
  add(plan: NewJob): Promise<Job>;
  pause(id: string): Promise<Job>;
  resume(id: string): Promise<Job>;
  stop(id: string): Promise<Job>;
  /** Goes on for so many minutes with one that is done. */
  more(id: string, minutes: number): Promise<Job>;
  /** Throws it away, with its run. */
  remove(id: string): Promise<void>;
  log(id: string): Promise<LogRecord[]>;
  /** After how many pictures seen it kept what it draws, from the first to the last. */
  moments(id: string): Promise<number[]>;
  /** What it drew then: eight pictures in a row. */
  moment(id: string, picturesSeen: number): Promise<Blob>;
  /** Pictures that somebody handed in. */
  sets(): Promise<HandedIn[]>;
  take(name: string, dropped: readonly Dropped[], onProgress: (done: number) => void): Promise<HandedIn>;
  discard(id: string): Promise<void>;
  /**
   * @param onReturn - something may have been missed.
   * @returns stops listening.
   */
  listen(hear: (news: TrainingNews) => void, onReturn: () => void): () => void;
}

const listeners = new Set<(news: TrainingNews) => void>();
let listening = false;

const inBrowser: Place = {
  list: () => trainer().list(),
  async add(plan) {
    void (navigator as Partial<Navigator>).storage?.persist?.(); // or the browser may throw runs away when it is short of room
    return await trainer().add(plan);
  },
  pause: (id) => trainer().pause(id),
  resume: (id) => trainer().resume(id),
  stop: (id) => trainer().stop(id),
  more: (id, minutes) => trainer().more(id, { minutes }),
  remove: (id) => trainer().remove(id),
  log: (id) => trainer().log(id),
  moments: (id) => trainer().moments(id),
  moment: async (id, seen) => new Blob([await trainer().moment(id, seen)], { type: "image/png" }),
  sets: () => trainer().desk.list(),
  take: (name, dropped, onProgress) => trainer().desk.take(name, dropped, proxy(onProgress)),
  discard: (id) => trainer().desk.remove(id),
  listen(hear) {
    listeners.add(hear);
    if (!listening) {
      listening = true;
      const tellAll = (news: TrainingNews): void => {
        for (const listener of listeners) listener(news);
      };
      void trainer().listen(proxy(tellAll));
    }
    return () => void listeners.delete(hear);
  },
};

const deed = async (id: string, name: string): Promise<Job> =>
  jobSchema.parse(await json(`api/jobs/${id}/${name}`, { method: "POST" }));

const onServer: Place = {
  async list() {
    const all = await json("api/jobs");
    return (Array.isArray(all) ? all : []).flatMap((one) => jobSchema.safeParse(one).data ?? []); // one that cannot be read hides no other
  },
  add: async (plan) => jobSchema.parse(await json("api/jobs", posted("application/json", JSON.stringify(plan)))),
  pause: (id) => deed(id, "pause"),
  resume: (id) => deed(id, "resume"),
  stop: (id) => deed(id, "stop"),
  more: async (id, minutes) =>
    jobSchema.parse(await json(`api/jobs/${id}/more`, posted("application/json", JSON.stringify({ minutes })))),
  async remove(id) {
    await asked(`api/jobs/${id}?run=delete`, { method: "DELETE" });
  },
  log: async (id) => (await json(`api/jobs/${id}/log`)) as LogRecord[],
  moments: async (id) => (await json(`api/jobs/${id}/moments`)) as number[],
  moment: async (id, seen) => (await asked(`api/jobs/${id}/moments/${seen}.png`)).blob(),
  sets: async () => handedInSchema.array().parse(await json("api/pictures")),
  async take(name, dropped) {
    const address = `api/pictures?${new URLSearchParams({ name })}`;
    const [first] = dropped;
    if (dropped.length === 1 && /\.zip$/i.test(first.path))
      return handedInSchema.parse(await json(address, posted("application/zip", first.file)));
    const form = new FormData();
    for (const { path, file } of dropped) form.append("pictures", file, path);
    return handedInSchema.parse(await json(address, { method: "POST", body: form }));
  },
  async discard(id) {
    await asked(`api/pictures/${id}`, { method: "DELETE" });
  },
  listen: (hear, onReturn) => listenToNews(hear, onReturn),
};

/** The places that there are. */
export const places: Readonly<Record<PlaceName, Place>> = { browser: inBrowser, server: onServer };
