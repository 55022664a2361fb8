/** The page's worker: everything that computes happens here, so that the page stays free for the person. */
import { formatError } from "../../src/error.ts";
import type { WorkerRequest } from "./messages.ts";
import { openPageTraining, sendExamples, type SendReport, type PageTraining } from "./training.ts";

const tell: SendReport = (report, handed = []) => postMessage(report, { transfer: [...handed] });
let training: PageTraining | undefined;
let opening = new AbortController();
/** What was asked for is done one after the other; only a stop gets through at once. */
let work: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.type === "stop") {
    opening.abort();
    training?.stop();
  } else work = work.then(() => begin(data)).catch(fail);
});

async function begin(request: WorkerRequest): Promise<void> {
  if (request.type === "show") return sendExamples(request.plan, tell);
  if (request.type === "start") {
    training?.dispose();
    training = undefined;
    opening = new AbortController();
    training = await openPageTraining(request.plan, tell, opening.signal);
    if (opening.signal.aborted) return tell({ type: "stopped", how: "paused" });
  }
  await training?.run();
}

function fail(error: unknown): void {
  training = undefined;
  if (opening.signal.aborted) tell({ type: "stopped", how: "given up" });
  else tell({ type: "failed", text: { ja: formatError(error, "ja"), en: formatError(error, "en") } });
}
