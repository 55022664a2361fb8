import { OmakaseError, sentence, type Text } from "../error.ts";
import {
  openRun,
  readRealPictures,
  shellWord,
  trainedRun,
  watchPictures,
  type OpenedRun,
  type Watched,
} from "../run/index.ts";
import { above, verb, type Verb } from "./command.ts";
import { chooseDevice, computing, type ComputingOptions } from "./computing.ts";
import { loadPictures } from "./load-pictures.ts";
import type { Session } from "./session.ts";

interface WatchOptions extends ComputingOptions {
  readonly every: number;
  readonly once?: boolean;
}

/** The exit code of `--once` when the pictures have changed. */
const changedCode = 3;

/** `omakase watch <run> <folder>`: says when the real pictures have changed. */
export const watchVerb: Verb = (program, say, language) => {
  const about = {
    ja: "本物の絵を見はって、学習したころと変わったら知らせる（--once の終了コード: 0 変わらない、3 変わった）",
    en: "watch real pictures and say when they have changed since training (exit code of --once: 0 the same, 3 changed)",
  };
  const examples = [
    "omakase watch runs/gan-sushi ./today",
    "omakase watch runs/gan-sushi ./today --every 10",
    "omakase watch runs/gan-sushi ./today --once --json",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "watch", about, examples, language }, watch)
      .argument("<run>", option("学習した実行フォルダ", "the folder of a run"))
      .argument("<folder>", option("見はる絵のフォルダ", "the pictures to watch"))
      .option("--every <s>", option("見る間隔（秒。省くと 60）", "seconds between looks; default 60"), above(0), 60)
      .option("--once", option("一度だけ見て終わる", "look once")),
    say,
  );
};

async function watch(session: Session, path: string, folder: string, options: WatchOptions): Promise<void> {
  const { host, signal } = session;
  const run = await openRun(host, path);
  const known = await readRealPictures(host.files, path);
  if (!known)
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
      const pictures = await loadPictures(session, folder, { size, channels, count: mostPictures });
      if (pictures.count < fewest) throw tooFew(folder, pictures.count);
      const seen = await watchPictures(trained, known, pictures);
      session.emit({ type: "look", ...seen });
      session.print(lineOf(seen, now(), commandOf(run, folder)));
      if (options.once && seen.changed) process.exitCode = changedCode;
    } catch (error) {
      // a folder that is being filled will have pictures later
      if (options.once || !(error instanceof OmakaseError && error.code === "source")) throw error;
      session.emit({ type: "waiting", reason: error.message });
      session.print({ ja: `${now()} ${sentence(error, "ja")}`, en: `${now()} ${sentence(error, "en")}` });
    }
  } while (!options.once && (await waited(options.every, signal)));
}

/** More take longer to open, and say the same. */
const mostPictures = 1000;
/** Fewer say nothing. */
const fewest = 5;

/** The command that makes a model of the pictures as they are now. */
function commandOf({ path, config }: OpenedRun, folder: string): string {
  return `npx omakase train ${config.model} ${shellWord(folder)} --from ${shellWord(path)}`;
}

function lineOf({ changed, looked, distance, probability, doubted }: Watched, time: string, follow: string): Text {
  const chance = probability < 0.005 ? "< 0.5 %" : `${(100 * probability).toFixed(probability < 0.1 ? 1 : 0)} %`;
  const share = doubted === undefined ? undefined : Math.round(100 * doubted);
  const detective = {
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
    ja: `${looked} 枚、差 ${distance.toFixed(2)}、偶然なら ${chance}`,
    en: `${looked} pictures, distance ${distance.toFixed(2)}, by chance ${chance}`,
  };
  return changed
    ? {
        ja: `${time} 変わりました（${numbers.ja}）${detective.ja}。学習し直すなら: ${follow}`,
        en: `${time} changed (${numbers.en})${detective.en}. To follow: ${follow}`,
      }
    : {
        ja: `${time} 変わりません（${numbers.ja}）${detective.ja}`,
        en: `${time} the same (${numbers.en})${detective.en}`,
      };
}

function now(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** Waits, unless the person stops it. */
function waited(seconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const timer = setTimeout(() => resolve(true), seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function tooFew(folder: string, count: number): OmakaseError {
  return new OmakaseError("source", {
    where: folder,
    expected: { ja: `${fewest} 枚以上の絵`, en: `at least ${fewest} pictures` },
    got: { ja: `${count} 枚`, en: String(count) },
    remedy: { ja: "絵を増やしてください", en: "Add pictures" },
  });
}
