import { newsSchema, type News } from "omakase";
import { pageFolder } from "../engine/client.ts";

type Listener = (news: News) => void;

const listeners = new Set<Listener>();
const returners = new Set<() => void>();
let source: EventSource | undefined;

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
  };
}

function open(): EventSource {
  const line = new EventSource(new URL("api/news", pageFolder));
  let lost = false;
  line.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const news = newsSchema.safeParse(JSON.parse(data));
    if (news.success) for (const listener of listeners) listener(news.data);
  });
  line.addEventListener("error", () => (lost = true));
  line.addEventListener("open", () => {
    if (lost) for (const onReturn of returners) onReturn();
    lost = false;
  });
  return line;
}
