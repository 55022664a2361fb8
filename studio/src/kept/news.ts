import { useSyncExternalStore } from "react";
import type { News } from "omakase";
import { pageFolder } from "../engine/client.ts";
import { openNewsLine, type Heard } from "./news-line.ts";
import { fetchChecks } from "./ratings.ts";

type Listener = (news: News) => void;

const listeners = new Set<Listener>();
const returners = new Set<() => void>();
const watchers = new Set<() => void>();
let hangUp: (() => void) | undefined;
let lost = false;

/**
 * Listens to what the server tells all pages. One line to it is enough for all tabs.
 *
 * @param onReturn - the server is there again after it was away: what it said meanwhile was missed.
 * @returns stops listening.
 */
export function listenToNews(listener: Listener, onReturn: () => void = () => {}): () => void {
  listeners.add(listener);
  returners.add(onReturn);
  hangUp ??= connect();
  return () => {
    listeners.delete(listener);
    returners.delete(onReturn);
    if (listeners.size > 0) return;
    hangUp?.();
    hangUp = undefined;
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

async function tell(text: string): Promise<void> {
  const { checkedNews } = await import("./checks.ts");
  const news = checkedNews(JSON.parse(text));
  if (news) for (const listener of listeners) listener(news);
}

function hear(heard: Heard): void {
  if ("news" in heard) return void tell(heard.news);
  const returns = heard.there && lost;
  setLost(!heard.there);
  if (returns) for (const onReturn of returners) onReturn();
}

/** The line that all tabs share, or one of its own where the browser has no such thing. */
function connect(): () => void {
  const address = new URL("api/news", pageFolder).href;
  fetchChecks(); // now: a later version of the server will not have it any more
  let shared: SharedWorker;
  try {
    shared = new SharedWorker(new URL("./news-worker.ts", import.meta.url), { type: "module", name: "omakase news" });
  } catch {
    return openNewsLine(address, hear); // some phones have none, and some private windows allow none
  }
  const { port } = shared;
  let own: (() => void) | undefined;
  const manage = (): void => void (own ??= openNewsLine(address, hear)); // its script could not be fetched
  shared.addEventListener("error", manage);
  port.addEventListener("message", ({ data }: MessageEvent<Heard>) => hear(data));
  port.start();
  port.postMessage(address);
  return () => {
    shared.removeEventListener("error", manage);
    own?.();
    port.postMessage(undefined);
    port.close();
  };
}
