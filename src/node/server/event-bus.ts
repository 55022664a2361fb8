import type { ServerEvent } from "../../protocol/index.ts";

/** Publisher of server events to all listening pages. */
export interface EventBus {
  /** Number of subscribers. */
  readonly size: number;
  publish(news: ServerEvent): void;
  /** Subscribes to events; the returned function unsubscribes. */
  subscribe(hear: (news: ServerEvent) => void): () => void;
}

/** Creates an {@link EventBus}. */
export function createEventBus(): EventBus {
  const listeners = new Set<(news: ServerEvent) => void>();
  return {
    get size() {
      return listeners.size;
    },
    publish(news) {
      for (const hear of listeners) hear(news);
    },
    subscribe(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}
