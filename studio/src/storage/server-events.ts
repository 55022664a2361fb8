import { useSyncExternalStore } from "react";
import type { ServerEvent } from "omakase";
import { pageUrl } from "../worker/client.ts";
import { openEventStream, type StreamMessage } from "./event-stream.ts";
import { preloadParsers } from "./rating-backend.ts";

type Listener = (news: ServerEvent) => void;

const listeners = new Set<Listener>();
const reconnectListeners = new Set<() => void>();
const connectionListeners = new Set<() => void>();
let closeStream: (() => void) | undefined;
let isDisconnected = false;

/**
 * Listens to what the server tells all pages. One line to it is enough for all tabs.
 *
 * @param onReturn - the server is there again after it was away: what it said meanwhile was missed.
 * @returns stops listening.
 */
export function subscribeToServerEvents(listener: Listener, onReconnect: () => void = () => {}): () => void {
  listeners.add(listener);
  reconnectListeners.add(onReconnect);
  closeStream ??= connect();
  return () => {
    listeners.delete(listener);
    reconnectListeners.delete(onReconnect);
    if (listeners.size > 0) return;
    closeStream?.();
    closeStream = undefined;
    setDisconnected(false);
  };
}

/** Whether the server is away. Known while somebody listens to news. */
export function useServerDisconnected(): boolean {
  return useSyncExternalStore(subscribeToConnection, () => isDisconnected);
}

function subscribeToConnection(onChange: () => void): () => void {
  connectionListeners.add(onChange);
  return () => void connectionListeners.delete(onChange);
}

function setDisconnected(now: boolean): void {
  if (now === isDisconnected) return;
  isDisconnected = now;
  for (const watcher of connectionListeners) watcher();
}

async function dispatchEventText(text: string): Promise<void> {
  const { parseServerEvent } = await import("./parse-response.ts");
  const news = parseServerEvent(JSON.parse(text));
  if (news) for (const listener of listeners) listener(news);
}

function handleMessage(heard: StreamMessage): void {
  if ("event" in heard) return void dispatchEventText(heard.event);
  const returns = heard.isOnline && isDisconnected;
  setDisconnected(!heard.isOnline);
  if (returns) for (const onReturn of reconnectListeners) onReturn();
}

/** The line that all tabs share, or one of its own where the browser has no such thing. */
function connect(): () => void {
  const address = new URL("api/events", pageUrl).href;
  preloadParsers(); // now: a later version of the server will not have it any more
  let shared: SharedWorker;
  try {
    shared = new SharedWorker(new URL("./event-worker.ts", import.meta.url), {
      type: "module",
      name: "omakase events",
    });
  } catch {
    return openEventStream(address, handleMessage); // some phones have none, and some private windows allow none
  }
  const { port } = shared;
  let own: (() => void) | undefined;
  const manage = (): void => void (own ??= openEventStream(address, handleMessage)); // its script could not be fetched
  shared.addEventListener("error", manage);
  port.addEventListener("message", ({ data }: MessageEvent<StreamMessage>) => handleMessage(data));
  port.start();
  port.postMessage(address);
  return () => {
    shared.removeEventListener("error", manage);
    own?.();
    port.postMessage(undefined);
    port.close();
  };
}
