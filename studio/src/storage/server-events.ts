import { useSyncExternalStore } from "react";
import type { ServerEvent } from "omakase/studio";
import { pageUrl } from "../worker/client.ts";
import { openEventStream, type StreamMessage } from "./event-stream.ts";
import { preloadParsers } from "./rating-backend.ts";

const loadParser = () => import("./parse-server-event.ts");

type Listener = (news: ServerEvent) => void;

const listeners = new Set<Listener>();
const reconnectListeners = new Set<() => void>();
const connectionListeners = new Set<() => void>();
let closeStream: (() => void) | undefined;
/** Whether the server is connected; undefined before the first connection and without subscribers. */
let isConnected: boolean | undefined;

/**
 * Subscribes to server events; all tabs share one connection.
 *
 * @param onReconnect - called after the first connection and after a lost one is back: events until then were missed.
 * @returns a function that unsubscribes.
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
    setConnected(undefined);
  };
}

/** Returns whether the server is unreachable; known only while something subscribes to events. */
export function useServerDisconnected(): boolean {
  return useSyncExternalStore(subscribeToConnection, () => isConnected === false);
}

function subscribeToConnection(onChange: () => void): () => void {
  connectionListeners.add(onChange);
  return () => void connectionListeners.delete(onChange);
}

function setConnected(now: boolean | undefined): void {
  if (now === isConnected) return;
  isConnected = now;
  for (const watcher of connectionListeners) watcher();
}

async function dispatchEventText(text: string): Promise<void> {
  const { parseServerEvent } = await loadParser();
  const news = parseServerEvent(JSON.parse(text));
  if (news) for (const listener of listeners) listener(news);
}

function handleMessage(heard: StreamMessage): void {
  if ("event" in heard) return void dispatchEventText(heard.event);
  const returns = heard.isOnline && !isConnected;
  setConnected(heard.isOnline);
  if (returns) for (const onReturn of reconnectListeners) onReturn();
}

/** Opens the connection that all tabs share, or one per tab if the browser has no shared workers. */
function connect(): () => void {
  const address = new URL("api/events", pageUrl).href;
  // fetched now: a later version of the server will not have them
  preloadParsers();
  void loadParser().catch(() => undefined);
  let shared: SharedWorker;
  try {
    shared = new SharedWorker(new URL("./event-worker.ts", import.meta.url), {
      type: "module",
      name: "omakase events",
    });
  } catch {
    return openEventStream(address, handleMessage); // some phones have no shared workers, and some private
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
