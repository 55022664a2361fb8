import { useSyncExternalStore } from "react";
import { newsSchema, type News } from "omakase";
import { pageFolder } from "../engine/client.ts";

type Listener = (news: News) => void;

const listeners = new Set<Listener>();
const returners = new Set<() => void>();
const watchers = new Set<() => void>();
let source: EventSource | undefined;
let lost = false;

/**
 * Listens to what the server tells all pages. One line to it is enough for the whole page.
 *
 * @param onReturn - the server is there again after it was away: what it said meanwhile was missed.
 * @returns stops listening.
 */
export function listenToNews(listener: Listener, onReturn: () => void = () => {}): () => void {
  listeners.add(listener);
  returners.add(onReturn);
  source ??= open();
  return () => {
    listeners.delete(listener);
    returners.delete(onReturn);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
    setLost(false);
  };
}

/** Whether the server is away. Known while somebody listens to news. */
export function useServerLost(): boolean {
  return useSyncExternalStore(watch, () => lost);
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => void watchers.delete(onChange);
}

function setLost(now: boolean): void {
  if (now === lost) return;
  lost = now;
  for (const watcher of watchers) watcher();
}

function open(): EventSource {
  const line = new EventSource(new URL("api/news", pageFolder));
  line.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const news = newsSchema.safeParse(JSON.parse(data));
    if (news.success) for (const listener of listeners) listener(news.data);
  });
  line.addEventListener("error", () => setLost(true));
  line.addEventListener("open", () => {
    if (!lost) return;
    setLost(false);
    for (const onReturn of returners) onReturn();
  });
  return line;
}
