/**
 * One line to the server for all tabs: browsers allow six connections to a host, and lines of their own would leave a
 * seventh tab without answers. It lives as long as any of the tabs.
 */
import { openNewsLine, type Heard } from "./news-line.ts";

const tabs = new Set<MessagePort>();
let there: boolean | undefined;
let hangUp: (() => void) | undefined;

/** A tab listens from when it says where, until it says nothing. */
function join(tab: MessagePort, address: string | undefined): void {
  if (address === undefined) return leave(tab);
  tabs.add(tab);
  if (there !== undefined) tab.postMessage({ there } satisfies Heard, []);
  hangUp ??= openNewsLine(address, (heard) => {
    if ("there" in heard) ({ there } = heard);
    for (const one of tabs) one.postMessage(heard, []);
  });
}

function leave(tab: MessagePort): void {
  tabs.delete(tab);
  if (tabs.size > 0) return;
  hangUp?.();
  hangUp = undefined;
  there = undefined;
}

addEventListener("connect", (event) => {
  const [tab] = (event as MessageEvent).ports;
  tab.addEventListener("message", ({ data }: MessageEvent<string | undefined>) => join(tab, data));
  tab.addEventListener("close", () => leave(tab)); // where browsers tell of it; else what is said to it is lost, no more
  tab.start();
});
