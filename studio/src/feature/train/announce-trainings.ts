import { inLanguage, type Text, type TrainingJob } from "omakase/studio";
import type { TrainingUpdate } from "../../worker/train/training-update.ts";
import { trainingBackends, type TrainingBackendName } from "./training-backend.ts";
import { trainingName } from "./training-name.ts";
import { words } from "./words.ts";

/** Fractions done of the trainings that run, by backend and id. */
const running = new Map<string, number>();
const watched = new Set<TrainingBackendName>();
/** Mark of the last training that ended while the page was hidden: `✓`, or `!` of one that failed. */
let unseenEnd: "✓" | "!" | undefined;

/**
 * Keeps the progress of trainings in the tab's title, on every screen, until the page closes. A training that ends while
 * the page is hidden leaves a mark there, and a notification where these were allowed.
 */
export function announceTrainings(backends: readonly TrainingBackendName[]): void {
  if (watched.size === 0) document.addEventListener("visibilitychange", forgetEnd);
  for (const backend of backends) {
    if (watched.has(backend)) continue;
    watched.add(backend);
    trainingBackends[backend].listen(
      (update) => announce(backend, update),
      () => void announceMissed(backend),
    );
  }
}

/** Returns whether the browser can be asked to allow notifications. */
export function canAskToNotify(): boolean {
  return isSecureContext && "Notification" in window && Notification.permission === "default";
}

function announce(backend: TrainingBackendName, update: TrainingUpdate): void {
  if (update.type === "removed") running.delete(`${backend}:${update.id}`);
  if (update.type === "job") {
    const { job } = update;
    const key = `${backend}:${job.id}`;
    const wasRunning = running.has(key);
    if (job.state === "training" || job.state === "pausing") running.set(key, job.done);
    else running.delete(key);
    if (wasRunning && (job.state === "done" || job.state === "failed") && document.hidden) announceEnd(job);
  }
  writeTitle();
}

/** Announces what happened while the backend could not be heard. */
async function announceMissed(backend: TrainingBackendName): Promise<void> {
  const jobs = await trainingBackends[backend].list().catch(() => undefined); // it is away again
  if (!jobs) return;
  for (const key of running.keys())
    if (key.startsWith(`${backend}:`) && !jobs.some(({ id }) => key === `${backend}:${id}`)) running.delete(key);
  for (const job of jobs) announce(backend, { type: "job", job });
}

function announceEnd(job: TrainingJob): void {
  unseenEnd = job.state === "failed" ? "!" : "✓";
  const say = (text: Text) => inLanguage(text, document.documentElement.lang === "en" ? "en" : "ja");
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const options = { body: say(words[job.state]), icon: "./icon.svg", tag: job.id };
    new Notification(say(trainingName(job)), options).addEventListener("click", () => focus());
  } catch {
    // browsers on phones have notifications of service workers only
  }
}

function forgetEnd(): void {
  if (document.hidden) return;
  unseenEnd = undefined;
  writeTitle();
}

/** Writes the progress before the name of the screen, `43 % · Train · omakase`, or the mark of an end. */
function writeTitle(): void {
  const name = document.title.replace(/^(\d+ %|✓|!) · /, "");
  const [done] = running.values();
  const before = done !== undefined ? `${Math.floor(100 * done)} % · ` : unseenEnd ? `${unseenEnd} · ` : "";
  if (document.title !== before + name) document.title = before + name;
}
