/** The page's worker: everything that computes happens here, so that the page stays free for the person. */
import { sentence } from "../../src/index.ts";
import type { Request } from "./messages.ts";
import { openTraining, showExamples, type Tell, type Training } from "./training.ts";

const tell: Tell = (report, handed = []) => postMessage(report, { transfer: [...handed] });
let training: Training | undefined;
let opening = new AbortController();
/** What was asked for is done one after the other; only a stop gets through at once. */
let work: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  if (data.type === "stop") {
    opening.abort();
    training?.stop();
  } else work = work.then(() => begin(data)).catch(fail);
});

async function begin(request: Request): Promise<void> {
  if (request.type === "show") return showExamples(request.plan, tell);
  if (request.type === "start") {
    training?.dispose();
    training = undefined;
    opening = new AbortController();
    training = await openTraining(request.plan, tell, opening.signal);
    if (opening.signal.aborted) return tell({ type: "stopped", how: "paused" });
  }
  await training?.run();
}

function fail(error: unknown): void {
  training = undefined;
  if (opening.signal.aborted) tell({ type: "stopped", how: "given up" });
  else tell({ type: "failed", text: { ja: sentence(error, "ja"), en: sentence(error, "en") } });
}
