/** The worker of Look inside. */
import { expose } from "comlink";
import { sendingFailures } from "./failure.ts";
import { createLookEngine } from "./look-engine.ts";
import type { Beginning } from "./worker.ts";

addEventListener(
  "message",
  ({ data: { base, prefer } }: MessageEvent<Beginning>) => expose(sendingFailures(createLookEngine(base, prefer))),
  { once: true },
);
