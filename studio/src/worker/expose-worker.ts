import { expose } from "comlink";
import { withFailures } from "./failure.ts";

/** The first message to a worker; what follows are calls. */
export interface InitMessage {
  /** The address of the page's folder. */
  readonly base: string;
  /** What to compute with. Default: a graphics card where there is one. */
  readonly prefer?: "webgpu" | "onnx";
}

/** Makes a worker's tools at the first message, and answers the calls of the page from then on. */
export function exposeWorker(
  create: (base: string, prefer: InitMessage["prefer"]) => Parameters<typeof withFailures>[0],
): void {
  addEventListener(
    "message",
    ({ data: { base, prefer } }: MessageEvent<InitMessage>) => expose(withFailures(create(base, prefer))),
    { once: true },
  );
}
