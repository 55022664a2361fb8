/** What comes over the line to the server: its news, as JSON, or whether it is there. */
export type Heard = { readonly news: string } | { readonly there: boolean };

/** Before a line that the browser gave up is tried again, milliseconds. */
const patience = 5000;

/**
 * Opens a line to the server. When it breaks it is taken up again.
 *
 * @returns hangs up.
 */
export function openNewsLine(address: string, hear: (heard: Heard) => void): () => void {
  let line: EventSource;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    line = new EventSource(address);
    line.addEventListener("message", ({ data }: MessageEvent<string>) => hear({ news: data }));
    line.addEventListener("open", () => hear({ there: true }));
    line.addEventListener("error", () => {
      hear({ there: false });
      // Browsers try again by themselves where nothing answers, but not where a proxy says that nothing does.
      if (line.readyState === EventSource.CLOSED) waiting = setTimeout(open, patience);
    });
  };
  open();
  return () => {
    clearTimeout(waiting);
    line.close();
  };
}
