/** Message of the event stream: an event as JSON, or the connection state. */
export type StreamMessage = { readonly event: string } | { readonly isOnline: boolean };

/** Delay before a closed connection is reopened, milliseconds. */
const retryDelay = 5000;

/**
 * Opens a connection for server-sent events, and reopens it after a failure.
 *
 * @returns a function that closes it.
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
      // Browsers reconnect by themselves after a network error, but not after an error status, as of a proxy.
      if (source.readyState === EventSource.CLOSED) waiting = setTimeout(open, retryDelay);
    });
  };
  open();
  return () => {
    clearTimeout(waiting);
    source.close();
  };
}
