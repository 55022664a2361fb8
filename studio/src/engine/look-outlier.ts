import {
  checkOutliers,
  conformalThreshold,
  drawCharacter,
  drawSushi,
  fitOutliers,
  fromPictures,
  heatMap,
  openDataset,
  sushiDefects,
  type Dataset,
  type Host,
  type Oddness,
  type OutlierModel,
  type Picture,
  type Skipped,
  type Text,
} from "omakase";
import { handedFiles, handedFolder } from "./look-files.ts";
import type { Jobs, ProgressListener } from "./look-jobs.ts";
import { mostPictures, mostSuspects } from "./look-limits.ts";
import { lots } from "./drawn.ts";
import type { Dropped } from "./picture-desk.ts";
import type { Runs } from "./runs.ts";
import { pictureOf, pixelsOf, type Pixels } from "./shown.ts";

/** Pictures to learn from or to check. */
export type Given =
  | { readonly kind: "files"; readonly files: readonly Dropped[] }
  /** Sushi of the built-in set; where it is checked, some are what was looked for: flawed, or no sushi. */
  | { readonly kind: "sushi"; readonly count: number }
  /** What a model draws. */
  | { readonly kind: "drawn"; readonly run: string; readonly seed: number; readonly count: number }
  | { readonly kind: "pictures"; readonly pictures: readonly Pixels[] };

/** How it is to learn. */
export interface FitWishes {
  /** About how long it may learn to find flaws. */
  readonly minutes: number;
  /** Small flaws in things of the same kind, or things of another kind: for those nothing has to be trained. */
  readonly lookFor: "flaws" | "kinds";
}

/** What was learned. */
export interface Normal {
  /** Pictures that were used: to learn from and set scales with, and for the threshold. */
  readonly learned: number;
  readonly calibration: number;
  readonly skipped: readonly Skipped[];
  /** A few of them. */
  readonly some: readonly Pixels[];
}

/** A picture that was checked. */
export interface Checked {
  readonly name: Text;
  /** What it really is, of an example. */
  readonly truth?: Text;
  readonly before: Pixels;
  /** Where it is odd, unless that is nowhere in particular or over most of it. */
  readonly heat?: Pixels;
  readonly score: number;
  /** The chance that a normal picture is at least as odd, 0 … 1. */
  readonly chance: number;
}

/** See `outlier.check`. */
export interface CheckResult {
  /** The oddest first. */
  readonly checked: readonly Checked[];
  readonly skipped: readonly Skipped[];
}

/** Where outliers begin at a rate of false alarms. */
export interface Verdict {
  /** Scores above are outliers; undefined where the rate cannot be promised. */
  readonly threshold: number | undefined;
  /** The lowest rate that can be promised. */
  readonly lowest: number;
}

/** The size at which pictures are looked at, px. */
const size = 64;
/** A place is told to be odd from here on, in standard deviations: the colour of the heat is well seen. */
const hot = 2.5;

/** Learns what is normal, and checks pictures. */
export function outlierFinding(runs: Runs, host: Host, jobs: Jobs) {
  let known: OutlierModel | undefined;
  return {
    async fit(given: Given, { minutes, lookFor }: FitWishes, onProgress: ProgressListener): Promise<Normal> {
      const signal = jobs.begin("outlier");
      const normal = await opened(given, mostPictures, signal, (done) =>
        onProgress({ done: 0.1 * done, doing: { ja: "絵を読んでいます", en: "reading the pictures" } }),
      );
      const { device } = await runs.device();
      const begun = performance.now();
      const share = (): number => (performance.now() - begun) / (60_000 * minutes);
      const model = await fitOutliers(normal, {
        device,
        signal,
        lookFor,
        isOver: (part) => share() > part,
        onProgress: () =>
          onProgress({
            done: 0.1 + 0.8 * Math.min(1, share()),
            doing: { ja: "「ふつう」を学んでいます", en: "learning what is normal" },
          }),
      });
      known = model;
      return {
        learned: model.counts.training + model.counts.scale,
        calibration: model.calibration.length,
        skipped: normal.skipped,
        some: await firstOf(normal, 12),
      };
    },
    async check(given: Given, onProgress: ProgressListener): Promise<CheckResult> {
      if (!known) throw new Error("nothing was learned yet");
      const signal = jobs.begin("outlier");
      const { device } = await runs.device();
      const doing = { ja: "調べています", en: "looking" };
      const { dataset: suspects, told } =
        given.kind === "sushi"
          ? mixed(given.count, known.lookFor)
          : named(await opened(given, mostSuspects, signal, () => undefined));
      const found = await checkOutliers(known, suspects, {
        device,
        signal,
        onProgress: ({ done, total }) => onProgress({ done: done / total, doing }),
      });
      const checked = await Promise.all(
        found.map(async (oddness, at) => checkedOf(told[at], await suspects.picture(at), oddness)),
      );
      return { checked: checked.sort((a, b) => b.score - a.score), skipped: suspects.skipped };
    },
    /** @param rate - how often normal pictures may be called outliers, 0 … 1. */
    judge(rate: number): Verdict | undefined {
      if (!known) return undefined;
      const { threshold, lowest } = conformalThreshold(known.calibration, rate);
      return { threshold: Number.isFinite(threshold) ? threshold : undefined, lowest };
    },
  };

  async function opened(
    given: Given,
    most: number,
    signal: AbortSignal,
    onDone: (share: number) => void,
  ): Promise<Dataset> {
    const told = ({ done, total }: { readonly done: number; readonly total: number }) => onDone(done / total);
    const options = { size, channels: 3, signal, onProgress: told } as const;
    switch (given.kind) {
      case "files": {
        const { files } = given;
        const archive = files.length === 1 && /\.(zip|idx|gz|ubyte)$/i.test(files[0].path);
        const source = archive ? `${handedFolder}/${files[0].path}` : handedFolder;
        return openDataset(source, { ...host, files: handedFiles(files) }, { ...options, count: most });
      }
      case "sushi":
        return openDataset("sushi", host, { ...options, count: given.count });
      case "drawn": {
        const drawn = await lots(await runs.ready(given.run), given.seed, given.count, options);
        return fromPictures(
          drawn.map(({ pixels }) => pictureOf(pixels)),
          { size, channels: 3 },
        );
      }
      case "pictures":
        return fromPictures(given.pictures.map(pictureOf), { size, channels: 3 });
    }
  }
}

interface Suspects {
  readonly dataset: Dataset;
  readonly told: readonly Pick<Checked, "name" | "truth">[];
}

function named(dataset: Dataset): Suspects {
  const names = Array.from({ length: dataset.count }, (_, at) => dataset.nameOf(at));
  return { dataset, told: names.map((name) => ({ name: { ja: name, en: name } })) };
}

/** Sushi as it should be, and every third one what was looked for: a flawed one, or no sushi at all. */
function mixed(count: number, lookFor: FitWishes["lookFor"]): Suspects {
  const drawn = Array.from({ length: count }, (_, at) =>
    at % 3 === 1 ? (lookFor === "kinds" ? noSushi(at) : flawedSushi(at)) : fineSushi(at),
  );
  const told = drawn.map(({ truth }, at) => ({ name: { ja: `例 ${at + 1}`, en: `example ${at + 1}` }, truth }));
  return {
    dataset: fromPictures(
      drawn.map(({ picture }) => picture),
      { size, channels: 3 },
    ),
    told,
  };
}

interface Example {
  readonly picture: Picture;
  readonly truth: Text;
}

function fineSushi(at: number): Example {
  return { picture: drawSushi(at, { seed: 77, size }).picture, truth: { ja: "きれいな寿司", en: "fine sushi" } };
}

function noSushi(at: number): Example {
  return {
    picture: drawCharacter(at, { seed: 77, size }).picture,
    truth: { ja: "寿司ではない（顔）", en: "no sushi (a face)" },
  };
}

function flawedSushi(at: number): Example {
  const { value: defect, text } = sushiDefects[Math.floor(at / 3) % sushiDefects.length];
  const labels = defect === "tear" ? ({ nori: "band" } as const) : {};
  return { picture: drawSushi(at, { seed: 77, size, labels, defect }).picture, truth: text };
}

function checkedOf(told: Suspects["told"][number], picture: Picture, { score, chance, map }: Oddness): Checked {
  const share = map.values.filter((value) => value >= hot).length / map.values.length;
  const heat = share > 0 && share <= 0.5 ? pixelsOf(heatMap(picture, map.values)) : undefined;
  return { ...told, before: pixelsOf(picture), heat, score, chance };
}

async function firstOf(dataset: Dataset, count: number): Promise<Pixels[]> {
  const some = Array.from({ length: Math.min(count, dataset.count) }, (_, at) => dataset.picture(at));
  return (await Promise.all(some)).map(pixelsOf);
}
