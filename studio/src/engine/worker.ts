/** The worker: all that computes does so here, so that the page stays quick. */
import { expose } from "comlink";
import { createEngine } from "./engine.ts";
import { sendingFailures } from "./failure.ts";

/** The first message to the worker; what follows are calls. */
export interface Beginning {
  /** The address of the page's folder. */
  readonly base: string;
  readonly prefer?: "webgpu" | "onnx";
}

addEventListener(
  "message",
  ({ data: { base, prefer } }: MessageEvent<Beginning>) => expose(sendingFailures(createEngine(base, prefer))),
  { once: true },
);
