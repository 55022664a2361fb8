/**
 * Page side of the worker, for the page that opens from a folder. Its build puts this module in the place of
 * `worker/client.ts`.
 */
import { wrap } from "comlink";
import type { Remote } from "../worker/client.ts";
import type { InsideEngine } from "../worker/learn/inside-engine.ts";
import type { FileAnswer, OfflineInitMessage } from "./inside-worker.ts";
// oxlint-disable-next-line import/default -- Vite makes it
import InsideWorker from "./inside-worker.ts?worker&inline";
import { readSiteFile } from "./site-files.ts";

/** Address of the page's folder. */
export const pageUrl = new URL("./", document.baseURI).href;

let insideWorker: Remote<InsideEngine> | undefined;

/** Returns the worker of the course's "see inside" components; the page reads files for it. */
export function insideEngine(): Remote<InsideEngine> {
  return (insideWorker ??= startWorker());
}

function startWorker(): Remote<InsideEngine> {
  const worker = new InsideWorker();
  const { port1, port2: files } = new MessageChannel();
  port1.addEventListener("message", ({ data: address }: MessageEvent<string>) => {
    const answer = (bytes?: FileAnswer["bytes"]): void => port1.postMessage({ address, bytes } satisfies FileAnswer);
    void readSiteFile(address).then(answer, () => answer());
  });
  port1.start();
  worker.postMessage({ base: pageUrl, files } satisfies OfflineInitMessage, [files]);
  return wrap(worker) as unknown as Remote<InsideEngine>;
}
