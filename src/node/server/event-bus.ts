import type { ServerEvent } from "../../protocol/index.ts";

/** Tells all pages that listen what happens. */
export interface EventBus {
  /** How many listen. */
  readonly size: number;
  publish(news: ServerEvent): void;
  /** Begins to listen, until the function that this gives is called. */
  subscribe(hear: (news: ServerEvent) => void): () => void;
}

/** See {@link EventBus}. */
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
