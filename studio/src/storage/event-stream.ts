/** What comes over the line to the server: its news, as JSON, or whether it is there. */
export type StreamMessage = { readonly event: string } | { readonly isOnline: boolean };

/** Before a line that the browser gave up is tried again, milliseconds. */
const retryDelay = 5000;

/**
 * Opens a line to the server. When it breaks it is taken up again.
 *
 * @returns hangs up.
 */
export function openEventStream(address: string, onMessage: (heard: StreamMessage) => void): () => void {
  let source: EventSource;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(address);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => onMessage({ event: data }));
    source.addEventListener("open", () => onMessage({ isOnline: true }));
    source.addEventListener("error", () => {
      onMessage({ isOnline: false });
      // Browsers try again by themselves where nothing answers, but not where a proxy says that nothing does.
      if (source.readyState === EventSource.CLOSED) waiting = setTimeout(open, retryDelay);
    });
  };
  open();
  return () => {
    clearTimeout(waiting);
    source.close();
  };
}
