/**
 * Shared worker with one event stream for all tabs: browsers allow six connections per host, so a stream per tab would
 * block the seventh tab. It lives as long as any of the tabs.
 */
import { openEventStream, type StreamMessage } from "./event-stream.ts";

const tabs = new Set<MessagePort>();
let isOnline: boolean | undefined;
let closeStream: (() => void) | undefined;

/** Connects a tab from its first message with an address to its empty message. */
function connectTab(tab: MessagePort, address: string | undefined): void {
  if (address === undefined) return disconnectTab(tab);
  tabs.add(tab);
  if (isOnline !== undefined) tab.postMessage({ isOnline } satisfies StreamMessage, []);
  closeStream ??= openEventStream(address, (heard) => {
    if ("isOnline" in heard) ({ isOnline } = heard);
    for (const one of tabs) one.postMessage(heard, []);
  });
}

function disconnectTab(tab: MessagePort): void {
  tabs.delete(tab);
  if (tabs.size > 0) return;
  closeStream?.();
  closeStream = undefined;
  isOnline = undefined;
}

addEventListener("connect", (event) => {
  const [tab] = (event as MessageEvent).ports;
  tab.addEventListener("message", ({ data }: MessageEvent<string | undefined>) => connectTab(tab, data));
  tab.addEventListener("close", () => disconnectTab(tab)); // in browsers that report a closed port; otherwise messages to it are lost
  tab.start();
});
