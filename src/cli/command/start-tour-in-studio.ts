import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { builtinDatasets } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { pictureSizes } from "../../run/index.ts";
import { type ModelName } from "../../model/index.ts";
import {
  trainingJobRequestSchema,
  type TrainingJob,
  type TrainingJobRequest,
  type ServerEvent,
} from "../../protocol/index.ts";
import { openInBrowser } from "../output/open-in-browser.ts";
import { launchStudio, waitUntilStopped } from "./launch-studio.ts";
import { formatProgressLine } from "../output/progress-line.ts";
import type { Session } from "../session.ts";
import { cliText, listText, verbatim } from "../../text/index.ts";

/** Tour that the studio trains. */
export interface StudioTour {
  readonly source: string;
  /** Folder of the runs. */
  readonly out: string;
  /** Models in training order, with minutes for each. */
  readonly models: readonly { readonly model: ModelName; readonly minutes: number }[];
  readonly seed: number;
  readonly size: TrainingJobRequest["size"];
  readonly count: number;
}

/**
 * Runs `omakase start` on a machine with a display: opens the studio at once, and trains in it. Finished runs of an
 * earlier start stay as they are, interrupted ones are resumed. Ends by Ctrl-C.
 */
export async function startTourInStudio(session: Session, tour: StudioTour): Promise<void> {
  const { language } = session;
  // the studio looks for runs in `runs/` of its folder
  const workspace = basename(resolve(tour.out)) === "runs" ? dirname(resolve(tour.out)) : tour.out;
  const source = existsSync(tour.source) ? resolve(tour.source) : tour.source;
  const { seed, size, count } = tour;
  const plans = tour.models.map((one): TrainingJobRequest => ({ ...one, source, seed, count, ...(size && { size }) }));
  for (const plan of plans) requireStudioPlan(plan, tour.source);
  const studio = await launchStudio(session, { workspace, language });
  const unsubscribe = studio.listen(progressPrinter(session));
  const known = studio.trainings.list();
  const planned = plans.map((plan) => {
    const before = known.find((job) => job.plan.model === plan.model && job.plan.source === source);
    return { plan, before };
  });
  const open = planned.filter(({ before }) => before?.state !== "done");
  printTrainingTimes(
    session,
    open.map(({ plan, before }) => before?.plan ?? plan),
  );
  const stop = () => void studio.close(); // a database that hangs does not delay the stop
  session.signal.addEventListener("abort", stop);
  try {
    for (const { plan, before } of planned) {
      if (!before) await studio.trainings.add(plan);
      else if (before.state !== "done") await studio.trainings.resume(before.id);
    }
  } catch (error) {
    await studio.close();
    session.signal.throwIfAborted();
    throw error;
  } finally {
    session.signal.removeEventListener("abort", stop);
  }
  const address = new URL(studio.address);
  address.hash = "/train";
  openInBrowser(address.href);
  await waitUntilStopped(session, studio);
  unsubscribe();
}

/** Prints the models to train, with minutes for each. */
function printTrainingTimes({ print, language }: Session, models: readonly TrainingJobRequest[]): void {
  if (models.length === 0) return;
  const number = (minutes: number): string => minutes.toLocaleString(language, { maximumFractionDigits: 1 });
  const all = number(models.reduce((sum, { minutes }) => sum + minutes, 0));
  const each = models.map(({ model, minutes }) =>
    cliText.startTourInStudio.minutesOfModel({ model, minutes: number(minutes) }),
  );
  print(cliText.startTourInStudio.begin({ all, each: listText(each) }));
}

/** Refuses plans that the page of the studio cannot show. */
function requireStudioPlan(plan: TrainingJobRequest, source: string): void {
  if (!existsSync(source) && !builtinDatasets.some((name) => name === source))
    throw new OmakaseError("source", {
      where: source,
      ...cliText.startTourInStudio.notThere({ builtinDatasets: builtinDatasets.join(", ") }),
    });
  const place = trainingJobRequestSchema.safeParse(plan).error?.issues[0].path[0];
  if (place === undefined) return;
  const limits: Readonly<Record<string, Text>> = {
    size: listText(pictureSizes.map(String)),
    minutes: cliText.startTourInStudio.minutes,
    count: cliText.startTourInStudio.count,
    source: cliText.startTourInStudio.source,
  };
  const name = String(place);
  const got = String(plan[name as keyof TrainingJobRequest]);
  throw new OmakaseError("option", {
    where: name === "source" ? name : `--${name}`,
    expected: limits[name] ?? cliText.startTourInStudio.trainable,
    got: verbatim(got),
    remedy: cliText.startTourInStudio.changeIt,
  });
}

/** Prints the progress and the end of each training. */
function progressPrinter({ emit, status, print, language }: Session): (news: ServerEvent) => void {
  const printedStates = new Map<string, TrainingJob["state"]>();
  return (news) => {
    emit(news);
    if (news.type !== "job") return;
    const { id, state, error, imagesSeen } = news.job;
    if (state === "training") status(formatProgressLine(id, news.job, language));
    if (printedStates.get(id) === state) return;
    printedStates.set(id, state);
    const seen = imagesSeen.toLocaleString(language);
    if (state === "training") print(cliText.startTourInStudio.training({ id }));
    if (state === "paused") print(cliText.startTourInStudio.paused({ id, seen }));
    if (state === "done") print(cliText.startTourInStudio.progress({ id, seen }));
    if (state === "failed" && error) print(cliText.startTourInStudio.failed({ id, error }));
  };
}
