import { expose } from "comlink";
import { sendingFailures } from "./failure.ts";

/** The first message to a worker; what follows are calls. */
export interface Beginning {
  /** The address of the page's folder. */
  readonly base: string;
  /** What to compute with. Default: a graphics card where there is one. */
  readonly prefer?: "webgpu" | "onnx";
}

/** Makes a worker's tools at the first message, and answers the calls of the page from then on. */
export function serve(
  create: (base: string, prefer: Beginning["prefer"]) => Parameters<typeof sendingFailures>[0],
): void {
  addEventListener(
    "message",
    ({ data: { base, prefer } }: MessageEvent<Beginning>) => expose(sendingFailures(create(base, prefer))),
    { once: true },
  );
}
