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
import { lots } from "./look-shown.ts";
import type { Dropped } from "./picture-desk.ts";
import type { Runs } from "./runs.ts";
import { pictureOf, pixelsOf, type Pixels } from "./shown.ts";

/** Pictures to learn from or to check. */
export type Given =
  | { readonly kind: "files"; readonly files: readonly Dropped[] }
  /** Sushi of the built-in set; where it is checked, some have flaws and some are no sushi. */
  | { readonly kind: "sushi"; readonly count: number }
  /** What a model draws. */
  | { readonly kind: "drawn"; readonly run: string; readonly seed: number; readonly count: number }
  | { readonly kind: "pictures"; readonly pictures: readonly Pixels[] };

/** How it is to learn. */
export interface FitWishes {
  readonly minutes: number;
  /** Small flaws in things of the same kind, or things of another kind: those are found sooner. */
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
  readonly before: Pixels;
  /** Where it is odd. */
  readonly heat: Pixels;
  readonly score: number;
  /** Whether it is odd as a whole, more than in one place. */
  readonly asWhole: boolean;
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

/** Learns what is normal, and checks pictures. */
export function outlierFinding(runs: Runs, host: Host, jobs: Jobs) {
  let known: OutlierModel | undefined;
  return {
    /** @param minutes - about how long it may learn. */
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
        // what is plain is learned soon, from few pictures sooner
        ...(lookFor === "kinds" && { pictures: Math.min(28_000, 20 * normal.count) }),
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
      const { dataset: suspects, names } =
        given.kind === "sushi" ? mixed(given.count) : named(await opened(given, mostSuspects, signal, () => undefined));
      const found = await checkOutliers(known, suspects, {
        device,
        signal,
        onProgress: ({ done, total }) => onProgress({ done: done / total, doing }),
      });
      const checked = await Promise.all(
        found.map(async (oddness, at) => checkedOf(names[at], await suspects.picture(at), oddness)),
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
  readonly names: readonly Text[];
}

function named(dataset: Dataset): Suspects {
  const names = Array.from({ length: dataset.count }, (_, at) => dataset.nameOf(at));
  return { dataset, names: names.map((name) => ({ ja: name, en: name })) };
}

/** Sushi as it should be, every fourth one with a flaw, and every fourth one no sushi at all. */
function mixed(count: number): Suspects {
  const names: Text[] = [];
  const pictures = Array.from({ length: count }, (_, at) => {
    if (at % 4 === 3) {
      names.push({ ja: "寿司ではない", en: "no sushi" });
      return drawCharacter(at, { seed: 77, size }).picture;
    }
    const flaw = at % 4 === 1 ? sushiDefects[(at >> 2) % sushiDefects.length] : undefined;
    names.push(flaw?.text ?? { ja: "きれいな寿司", en: "fine sushi" });
    const labels = flaw?.value === "tear" ? ({ nori: "band" } as const) : {};
    return drawSushi(at, { seed: 77, size, labels, ...(flaw && { defect: flaw.value }) }).picture;
  });
  return { dataset: fromPictures(pictures, { size, channels: 3 }), names };
}

function checkedOf(name: Text, picture: Picture, { score, chance, map, parts }: Oddness): Checked {
  const { colours = -Infinity, flaws = -Infinity } = parts;
  const heat = pixelsOf(heatMap(picture, map.values));
  return { name, before: pixelsOf(picture), heat, score, chance, asWhole: colours > flaws };
}

async function firstOf(dataset: Dataset, count: number): Promise<Pixels[]> {
  const some = Array.from({ length: Math.min(count, dataset.count) }, (_, at) => dataset.picture(at));
  return (await Promise.all(some)).map(pixelsOf);
}
