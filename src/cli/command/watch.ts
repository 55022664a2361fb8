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

interface WatchCommandOptions extends DeviceCommandOptions {
  readonly every: number;
  readonly once?: boolean;
}

/** Exit code of `--once` when the images have changed. */
const driftExitCode = 3;

/** `omakase watch <run> <folder>`: says when the real pictures have changed. */
export const addWatchCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "本物の絵を見はって、学習したころと変わったら知らせる（--once の終了コード: 0 変わらない、3 変わった）",
    en: "watch real pictures and say when they have changed since training (exit code of --once: 0 the same, 3 changed)",
  };
  const examples = [
    "omakase watch runs/gan-sushi ./today",
    "omakase watch runs/gan-sushi ./today --every 10",
    "omakase watch runs/gan-sushi ./today --once --json",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "watch", about, examples, language }, runWatch)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument("<folder>", option("見はる絵のフォルダ", "the pictures to watch"))
      .option(
        "--every <s>",
        option("見る間隔（秒。省くと 60）", "seconds between looks; default 60"),
        numberAbove(0),
        60,
      )
      .option("--once", option("一度だけ見て終わる", "look once")),
    t,
  );
};

async function runWatch(session: Session, path: string, folder: string, options: WatchCommandOptions): Promise<void> {
  const { host, signal } = session;
  requireRunFolder(path, "<run>");
  const run = await openRun(host, path);
  const reference = await readTrainingImageStatistics(host.files, path);
  if (!reference)
    throw new OmakaseError("run", {
      where: path,
      expected: {
        ja: "学習した絵の記録（real.safetensors）",
        en: "what it remembers of its pictures (real.safetensors)",
      },
      got: { ja: "記録のない、古い実行", en: "an older run, without" },
      remedy: {
        ja: `npx omakase train --resume ${path} で少し続けると、記録ができます`,
        en: `Train a little more, with npx omakase train --resume ${path}`,
      },
    });
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
      session.print({
        ja: `${clockTimeNow()} ${formatError(error, "ja")}`,
        en: `${clockTimeNow()} ${formatError(error, "en")}`,
      });
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
  const discriminator = {
    ja:
      share === undefined
        ? ""
        : `。鑑定士は ${share} % の割合で、学習した絵のほうを本物らしいと見ます（50 % なら同じ）`,
    en:
      share === undefined
        ? ""
        : `; the detective takes the learned pictures for more real ${share} % of the time (50 %: alike)`,
  };
  const numbers = {
    ja: `${sampledCount} 枚、差 ${distance.toFixed(2)}、偶然なら ${probabilityText}`,
    en: `${sampledCount} pictures, distance ${distance.toFixed(2)}, by chance ${probabilityText}`,
  };
  return hasDrifted
    ? {
        ja: `${time} 変わりました（${numbers.ja}）${discriminator.ja}。学習し直すなら: ${follow}`,
        en: `${time} changed (${numbers.en})${discriminator.en}. To follow: ${follow}`,
      }
    : {
        ja: `${time} 変わりません（${numbers.ja}）${discriminator.ja}`,
        en: `${time} the same (${numbers.en})${discriminator.en}`,
      };
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
  return new OmakaseError("source", {
    where: folder,
    expected: { ja: `${minPictures} 枚以上の絵`, en: `at least ${minPictures} pictures` },
    got: { ja: `${count} 枚`, en: String(count) },
    remedy: { ja: "絵を増やしてください", en: "Add pictures" },
  });
}
