import type { Upload, TrainingJob, TrainingJobRequest } from "../../protocol/index.ts";
import { httpError, tooLargeError } from "./http-error.ts";
import { nodeText } from "../../text/index.ts";

/** Maximum number of waiting trainings. */
const maxWaiting = 50;
/** Maximum number of listed trainings. */
const maxListed = 500;
/** Maximum size of the decoded images of one training on the disk, bytes. */
const maxBytes = 8e9;
/** Maximum size of the decoded images of all unfinished trainings, bytes. */
const maxTotalBytes = 32e9;
/** Largest settings of a training that a page asks for: larger networks and batches can fill the memory. */
const largestSettings = { features: 128, latent: 1024, batchSize: 256 } as const;
/** Number and side (px) of a built-in set's images, if a plan has none. */
const defaults = { count: 10_000, size: 64 } as const;

/**
 * Rejects a training when too many are waiting.
 *
 * @throws HTTPException 409.
 */
export function requireTurn(jobs: readonly TrainingJob[]): void {
  if (jobs.filter(({ state }) => state === "waiting").length >= maxWaiting)
    throw tooManyJobs({
      expected: nodeText.jobLimits.waitingLimit({ maxWaiting }),
      remedy: nodeText.jobLimits.waitForOne,
    });
}

/**
 * Rejects a training when the list is full.
 *
 * @throws HTTPException 409.
 */
export function requirePlace(jobs: readonly TrainingJob[]): void {
  if (jobs.length >= maxListed)
    throw tooManyJobs({
      expected: nodeText.jobLimits.listLimit({ maxListed }),
      remedy: nodeText.jobLimits.removeSome,
    });
}

/**
 * Rejects a training whose decoded images would fill the disk, alone or with those of unfinished trainings.
 *
 * @throws HTTPException 413.
 */
export function requireDisk(plan: TrainingJobRequest, jobs: readonly TrainingJob[], sets: readonly Upload[]): void {
  const bytes = pictureBytes(plan, sets);
  const unfinished = jobs.filter(({ state }) => state !== "done" && state !== "failed");
  const together = unfinished.reduce((total, job) => total + pictureBytes(job.plan, sets), bytes);
  for (const [amount, most] of [
    [bytes, maxBytes],
    [together, maxTotalBytes],
  ]) {
    const text = `${most / 1e9} GB`;
    if (amount > most) throw tooLargeError("count × size²", nodeText.jobLimits.memoryOfPictures({ text }));
  }
}

/**
 * Rejects a training whose networks or batches could fill the memory.
 *
 * @throws HTTPException 400.
 */
export function requireMemory({ settings = {} }: TrainingJobRequest): void {
  for (const [name, largest] of Object.entries(largestSettings)) {
    const value = (settings as Readonly<Record<string, unknown>>)[name];
    if (typeof value !== "number" || value <= largest) continue;
    throw httpError(400, { where: `settings.${name}`, ...nodeText.jobLimits.most({ largest, value }) });
  }
}

/** Computes the size of a training's decoded images, bytes: 3 for each pixel, of both halves of a pair. */
function pictureBytes(
  { model, source, size = defaults.size, count }: TrainingJobRequest,
  sets: readonly Upload[],
): number {
  const there = sets.find(({ id }) => id === source)?.files;
  const pictures = there === undefined ? (count ?? defaults.count) : Math.min(count ?? there, there);
  return pictures * size ** 2 * 3 * (model === "pix2pix" ? 2 : 1);
}

function tooManyJobs(what: Pick<Parameters<typeof httpError>[1], "expected" | "remedy">) {
  return httpError(409, { where: "/api/jobs", got: nodeText.jobLimits.oneMore, ...what });
}
