import { OmakaseError, formatError, type Text } from "../../error.ts";
import {
  openRun,
  readTrainingImageStatistics,
  shellWord,
  trainedRun,
  detectDataDrift,
  type OpenedRun,
  type DataDrift,
} from "../../run/index.ts";
import { numberAbove, defineCommand, type AddCommand } from "./define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { requireRunFolder } from "../input/open-model.ts";
import type { Session } from "../session.ts";
import { cliText, writeText } from "../../text/index.ts";

interface WatchCommandOptions extends DeviceCommandOptions {
  readonly every: number;
  readonly once?: boolean;
}

/** Exit code of `--once` when the images have changed. */
const driftExitCode = 3;

/** `omakase watch <run> <folder>`: says when the real pictures have changed. */
export const addWatchCommand: AddCommand = (program, t, language) => {
  const about = cliText.watch.about;
  const examples = [
    "omakase watch runs/gan-sushi ./today",
    "omakase watch runs/gan-sushi ./today --every 10",
    "omakase watch runs/gan-sushi ./today --once --json",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "watch", about, examples, language }, runWatch)
      .argument("<run>", t(cliText.watch.run))
      .argument("<folder>", t(cliText.watch.folder))
      .option("--every <s>", t(cliText.watch.every), numberAbove(0), 60)
      .option("--once", t(cliText.watch.once)),
    t,
  );
};

async function runWatch(session: Session, path: string, folder: string, options: WatchCommandOptions): Promise<void> {
  const { host, signal } = session;
  await requireRunFolder(session, path, "<run>");
  const run = await openRun(host, path);
  const reference = await readTrainingImageStatistics(host.files, path);
  if (!reference) throw new OmakaseError("run", { where: path, ...cliText.watch.noMemory({ path }) });
  const trained = trainedRun(run, await chooseDevice(session, options));
  do {
    try {
      const { size, channels } = run.config;
      const pictures = await loadPictures(session, folder, { size, channels, count: maxPictures });
      if (pictures.count < minPictures) throw tooFewPicturesError(folder, pictures.count);
      const drift = await detectDataDrift(trained, reference, pictures);
      session.emit({ type: "drift", ...drift });
      session.print(driftLine(drift, clockTimeNow(), commandOf(run, folder)));
      if (options.once && drift.hasDrifted) process.exitCode = driftExitCode;
    } catch (error) {
      // a folder that is being filled will have pictures later
      if (options.once || !(error instanceof OmakaseError && error.code === "source")) throw error;
      session.emit({ type: "waiting", reason: error.message });
      session.print(
        cliText.watch.failed({
          clockTimeNow: clockTimeNow(),
          error: writeText((language) => formatError(error, language)),
        }),
      );
    }
  } while (!options.once && (await waitOrAbort(options.every, signal)));
}

/** Maximum number of images that are compared. */
const maxPictures = 1000;
/** Minimum number of images. */
const minPictures = 5;

/** Returns the command that trains on the current images. */
function commandOf({ path, config }: OpenedRun, folder: string): string {
  return `npx omakase train ${config.model} ${shellWord(folder)} --from ${shellWord(path)}`;
}

function driftLine(
  { hasDrifted, sampledCount, distance, probability, discriminatorPreference }: DataDrift,
  time: string,
  follow: string,
): Text {
  const probabilityText =
    probability < 0.005 ? "< 0.5 %" : `${(100 * probability).toFixed(probability < 0.1 ? 1 : 0)} %`;
  const share = discriminatorPreference === undefined ? undefined : Math.round(100 * discriminatorPreference);
  const discriminator = cliText.watch.discriminator({ hasShare: share !== undefined, share: share ?? 0 });
  const numbers = cliText.watch.numbers({ sampledCount, distance: distance.toFixed(2), probabilityText });
  return hasDrifted
    ? cliText.watch.changed({ time, numbers, discriminator, follow })
    : cliText.watch.same({ time, numbers, discriminator });
}

function clockTimeNow(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** Waits; returns false when aborted. */
function waitOrAbort(seconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const timer = setTimeout(() => resolve(true), seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function tooFewPicturesError(folder: string, count: number): OmakaseError {
  return new OmakaseError("source", { where: folder, ...cliText.watch.tooFewPictures({ minPictures, count }) });
}
