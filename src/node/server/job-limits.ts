import type { Upload, TrainingJob, TrainingJobRequest } from "../../protocol/index.ts";
import { httpError, tooLargeError } from "./http-error.ts";

/** Trainings that may wait for their turn. */
const maxBufferedCharacters = 50;
/** Trainings in the list. */
const mostListed = 500;
/** Bytes of decoded pictures that one training may keep on the disk. */
const mostBytes = 8e9;
/** The same for all trainings that are not over. */
const mostBytesTogether = 32e9;
/** Pictures of a built-in set, and their side, where a plan names none. */
const usual = { count: 10_000, size: 64 } as const;

/**
 * Refuses a training that would be one too many to wait.
 *
 * @throws HTTPException 409.
 */
export function requireTurn(jobs: readonly TrainingJob[]): void {
  if (jobs.filter(({ state }) => state === "waiting").length >= maxBufferedCharacters)
    throw tooManyJobs({
      expected: {
        ja: `待っている学習は ${maxBufferedCharacters} 件まで`,
        en: `at most ${maxBufferedCharacters} trainings that wait`,
      },
      remedy: { ja: "どれかが終わるのを待ってください", en: "Wait until one of them is over" },
    });
}

/**
 * Refuses a training for which there is no place in the list.
 *
 * @throws HTTPException 409.
 */
export function requirePlace(jobs: readonly TrainingJob[]): void {
  if (jobs.length >= mostListed)
    throw tooManyJobs({
      expected: { ja: `${mostListed} 件までの学習`, en: `at most ${mostListed} trainings in the list` },
      remedy: { ja: "終わった学習を一覧から消してください", en: "Remove some that are over from the list" },
    });
}

/**
 * Refuses a training whose decoded pictures would fill the disk, alone or with those that are not over.
 *
 * @throws HTTPException 413.
 */
export function requireDisk(plan: TrainingJobRequest, jobs: readonly TrainingJob[], sets: readonly Upload[]): void {
  const bytes = pictureBytes(plan, sets);
  const unfinished = jobs.filter(({ state }) => state !== "done" && state !== "failed");
  const together = unfinished.reduce((total, job) => total + pictureBytes(job.plan, sets), bytes);
  for (const [amount, most] of [
    [bytes, mostBytes],
    [together, mostBytesTogether],
  ]) {
    const text = `${most / 1e9} GB`;
    if (amount > most) throw tooLargeError("count × size²", { ja: `${text} の画像`, en: `${text} of pictures` });
  }
}

/** Computes the bytes of the decoded pictures of a training: 3 for each pixel, of both halves of a pair. */
function pictureBytes(
  { model, source, size = usual.size, count }: TrainingJobRequest,
  sets: readonly Upload[],
): number {
  const there = sets.find(({ id }) => id === source)?.files;
  const pictures = there === undefined ? (count ?? usual.count) : Math.min(count ?? there, there);
  return pictures * size ** 2 * 3 * (model === "pix2pix" ? 2 : 1);
}

function tooManyJobs(what: Pick<Parameters<typeof httpError>[1], "expected" | "remedy">) {
  return httpError(409, { where: "/api/jobs", got: { ja: "さらに 1 件", en: "one more" }, ...what });
}
