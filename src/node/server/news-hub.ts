import type { News } from "../../wire/index.ts";

/** Tells all pages that listen what happens. */
export interface NewsHub {
  /** How many listen. */
  readonly size: number;
  publish(news: News): void;
  /** Begins to listen, until the function that this gives is called. */
  listen(hear: (news: News) => void): () => void;
}

/** See {@link NewsHub}. */
export function newsHub(): NewsHub {
  const listeners = new Set<(news: News) => void>();
  return {
    get size() {
      return listeners.size;
    },
    publish(news) {
      for (const hear of listeners) hear(news);
    },
    listen(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}
