import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { ModelName } from "../run/index.ts";
import type { Job, NewJob, News } from "../wire/index.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { openStudio, untilStopped } from "./open-studio.ts";
import { progressLine } from "./progress-line.ts";
import type { Session } from "./session.ts";

/** The tour, as the studio is to train it. */
export interface StudioTour {
  readonly source: string;
  /** The folder that the runs belong in. */
  readonly out: string;
  /** What is trained, in this order, and for how many minutes each. */
  readonly models: readonly { readonly model: ModelName; readonly minutes: number }[];
  readonly seed: number;
  readonly size: NewJob["size"];
  readonly count: number;
}

/**
 * `omakase start` where somebody sits before a screen: opens the studio at once, and trains in it. What an earlier start
 * has trained is left alone, what it has begun goes on. Ends by Ctrl-C.
 */
export async function startInStudio(session: Session, tour: StudioTour): Promise<void> {
  const { language } = session;
  // the studio looks for runs in `runs/` of its folder
  const workspace = basename(resolve(tour.out)) === "runs" ? dirname(resolve(tour.out)) : tour.out;
  const studio = await openStudio(session, { workspace, language });
  const silence = studio.listen((news) => tell(session, news));
  const source = existsSync(tour.source) ? resolve(tour.source) : tour.source;
  const known = studio.trainings.list();
  const models = tour.models.map(({ model, minutes }) => {
    const before = known.find(({ plan }) => plan.model === model && plan.source === source);
    return { model, minutes: before?.plan.minutes ?? minutes, before };
  });
  tellMinutes(
    session,
    models.filter(({ before }) => before?.state !== "done"),
  );
  for (const { model, minutes, before } of models) {
    const { seed, size, count } = tour;
    if (!before) await studio.trainings.add({ model, source, minutes, seed, count, ...(size && { size }) });
    else if (before.state !== "done") await studio.trainings.resume(before.id);
  }
  const address = new URL(studio.address);
  address.hash = "/train";
  openInBrowser(address.href);
  await untilStopped(session, studio);
  silence();
}

/** Says what is going to be trained, and for how long each. */
function tellMinutes({ print, language }: Session, models: StudioTour["models"]): void {
  if (models.length === 0) return;
  const number = (minutes: number): string => minutes.toLocaleString(language, { maximumFractionDigits: 1 });
  const all = number(models.reduce((sum, { minutes }) => sum + minutes, 0));
  const each = (unit: string): string[] => models.map(({ model, minutes }) => `${model} ${number(minutes)}${unit}`);
  print({
    ja: `合わせて ${all} 分、順番に学習します: ${each(" 分").join("、")}`,
    en: `It trains for ${all} minutes in all, one model after the other: ${each(" min").join(", ")}`,
  });
}

const shown = new Map<string, Job["state"]>();

/** Says of each training how it goes, and of its end. */
function tell(session: Session, news: News): void {
  session.emit(news);
  if (news.type !== "job") return;
  const { id, state, error, picturesSeen } = news.job;
  if (state === "training") session.status(progressLine(id, news.job, session.language));
  if (shown.get(id) === state) return;
  shown.set(id, state);
  const seen = picturesSeen.toLocaleString(session.language);
  if (state === "training") session.print({ ja: `${id}: 学習をはじめます`, en: `${id}: training` });
  if (state === "paused")
    session.print({ ja: `${id}: 止めました（${seen} 枚）`, en: `${id}: paused (${seen} pictures)` });
  if (state === "done") session.print({ ja: `${id}: ${seen} 枚を見ました`, en: `${id}: ${seen} pictures seen` });
  if (state === "failed" && error) session.print({ ja: `${id}: ${error.ja}`, en: `${id}: ${error.en}` });
}
