/**
 * One line to the server for all tabs: browsers allow six connections to a host, and lines of their own would leave a
 * seventh tab without answers. It lives as long as any of the tabs.
 */
import { openEventStream, type StreamMessage } from "./event-stream.ts";

const tabs = new Set<MessagePort>();
let isOnline: boolean | undefined;
let closeStream: (() => void) | undefined;

/** A tab listens from when it says where, until it says nothing. */
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
  tab.addEventListener("close", () => disconnectTab(tab)); // where browsers tell of it; else what is said to it is lost, no more
  tab.start();
});
