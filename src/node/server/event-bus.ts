import type { ServerEvent } from "../../protocol/index.ts";

/** Publisher of server events to all listening pages. */
export interface EventBus {
  /** Number of subscribers. */
  readonly size: number;
  publish(event: ServerEvent): void;
  /** Subscribes to events; the returned function unsubscribes. */
  subscribe(listener: (event: ServerEvent) => void): () => void;
}

/** Creates an {@link EventBus}. */
export function createEventBus(): EventBus {
  const listeners = new Set<(event: ServerEvent) => void>();
  return {
    get size() {
      return listeners.size;
    },
    publish(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
