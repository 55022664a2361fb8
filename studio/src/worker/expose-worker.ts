import { expose } from "comlink";
import { withFailures } from "./failure.ts";

/** First message to a worker; calls follow. */
export interface InitMessage {
  /** The address of the page's folder. */
  readonly base: string;
  /** Device. Default: WebGPU if available. */
  readonly prefer?: "webgpu" | "onnx";
}

/** Creates a worker's services at the first message, and answers the page's calls from then on. */
export function exposeWorker(
  create: (base: string, prefer: InitMessage["prefer"]) => Parameters<typeof withFailures>[0],
): void {
  addEventListener(
    "message",
    ({ data: { base, prefer } }: MessageEvent<InitMessage>) => expose(withFailures(create(base, prefer))),
    { once: true },
  );
}
