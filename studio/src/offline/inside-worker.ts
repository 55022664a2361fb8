/** Worker of the "see inside" components in a page that opens from a folder: the page reads its files. */
import { exposeWorker, type InitMessage } from "../worker/expose-worker.ts";
import { createInsideEngine } from "../worker/learn/inside-engine.ts";

/** First message to this worker. */
export interface OfflineInitMessage extends InitMessage {
  /** Port that answers an address with the file's bytes; without them when it cannot be read. */
  readonly files: MessagePort;
}

/** Answer of the page. */
export interface FileAnswer {
  readonly address: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

addEventListener("message", ({ data: { files } }: MessageEvent<OfflineInitMessage>) => fetchBy(files), { once: true });
exposeWorker(createInsideEngine);

/** Puts files of the page in the place of the network; addresses that hold their data stay as they are. */
function fetchBy(files: MessagePort): void {
  const fetchData = globalThis.fetch;
  globalThis.fetch = (asked, options) => {
    const address = asked instanceof Request ? asked.url : String(asked);
    if (address.startsWith("data:")) return fetchData(asked, options);
    return new Promise((resolve, reject) => {
      const receive = ({ data }: MessageEvent<FileAnswer>): void => {
        if (data.address !== address) return;
        files.removeEventListener("message", receive);
        if (data.bytes) resolve(new Response(data.bytes));
        else reject(new TypeError(address));
      };
      files.addEventListener("message", receive);
      files.start();
      files.postMessage(address, []);
    });
  };
}
