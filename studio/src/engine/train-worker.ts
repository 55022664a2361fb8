/** The worker that trains: a second one, so that drawing stays quick, and what training needs is fetched only for it. */
import { expose } from "comlink";
import { sendingFailures } from "./failure.ts";
import { training } from "./train.ts";
import type { Beginning } from "./worker.ts";

addEventListener(
  "message",
  ({ data: { base, prefer } }: MessageEvent<Beginning>) => expose(sendingFailures(training(base, prefer))),
  { once: true },
);
