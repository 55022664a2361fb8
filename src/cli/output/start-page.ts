import { join, relative, sep } from "node:path";
import type { Dataset } from "../../dataset/index.ts";
import type { Device } from "../../device/index.ts";
import { internalError, type Language, type Text } from "../../error.ts";
import {
  isReportModel,
  reportPage,
  type ReportFigure,
  type ReportFigureKind,
  type ReportRun,
} from "../../figure/index.ts";
import { createSampler, type Sampler } from "../../sample/index.ts";
import { contactSheet, type Picture } from "../../image/index.ts";
import { morph } from "../../latent/index.ts";
import { drawFigures, openRun, trainedRun, type RunSummary } from "../../run/index.ts";
import { type Verdict, verdictWords } from "../../train/index.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** See {@link writeStartPage}. */
interface StartPageOptions {
  readonly device: Device;
  readonly dataset: Dataset;
  /** Folder of the page. */
  readonly out: string;
  readonly summaries: readonly RunSummary[];
}

const pageLanguages: readonly Language[] = ["ja", "en"];
const pageFileName = "index.html";

/** Draws morphs and figures in both languages for some runs, writes the page about them, and gives its path. */
export async function writeStartPage(
  session: Session,
  { device, dataset, out, summaries }: StartPageOptions,
): Promise<string> {
  const { host, language } = session;
  const runs: ReportRun[] = [];
  for (const summary of summaries) {
    session.status(session.t(cliText.startPage.writing));
    const sampler = createSampler(trainedRun(await openRun(host, summary.path), device));
    runs.push(await reportRunOf(session, sampler, { dataset, out, summary }));
    sampler.dispose();
  }
  const page = join(out, pageFileName);
  await host.files.write(page, reportPage({ runs, language, credits: dataset.credit ? [dataset.credit] : [] }));
  return page;
}

async function reportRunOf(
  session: Session,
  sampler: Sampler,
  { dataset, out, summary }: Pick<StartPageOptions, "dataset" | "out"> & { readonly summary: RunSummary },
): Promise<ReportRun> {
  const { host } = session;
  const { config, path } = summary;
  const address = (file: string) => relative(out, file).split(sep).join("/");
  const figures = new Map<string, { address: Partial<Text>; width: number; height: number }>();
  for (const language of pageLanguages)
    for (const [name, { svg, width, height }] of await drawFigures(summary.figureData, {
      language,
      title: "",
      caption: "",
    })) {
      const file = join(path, "figures", "page", `${name}.${language}.svg`);
      await host.files.write(file, svg);
      const others = figures.get(name)?.address;
      figures.set(name, { address: { ...others, [language]: address(file) }, width, height });
    }
  const animationPath = join(path, "morph.gif");
  const frames = await morphSideBySide(sampler);
  await host.files.write(
    animationPath,
    await host.codecs.encodeAnimation(frames, { format: "gif", framesPerSecond: 20 }),
  );
  const firstFramePath = join(path, "morph.png");
  await host.files.write(firstFramePath, await host.codecs.encodePng(frames[0]));
  const { model } = config;
  if (!isReportModel(model)) throw internalError("the page of omakase start has no words for this model");
  return {
    model,
    path: path.split(sep).join("/"),
    source: config.source,
    pictures: dataset.count,
    size: config.size,
    latent: config.latent,
    steps: summary.step,
    imagesSeen: summary.imagesSeen,
    minutes: summary.seconds / 60,
    imagesPerSecond: summary.imagesPerSecond,
    figures: [...figures].map(([kind, { address: addresses, width, height }]): ReportFigure => ({
      kind: kind as ReportFigureKind,
      address: addresses as Text,
      width,
      height,
    })),
    morph: { address: address(animationPath), still: address(firstFramePath) },
    warnings: runWarnings(summary),
  };
}

function runWarnings({ isInterrupted, verdict, stopReason }: RunSummary): Text[] {
  const stopped = cliText.startPage.stopped;
  const verdictText = (which: Verdict) => {
    const { name, advice } = verdictWords[which];
    return cliText.startPage.verdict({ name, advice });
  };
  const problem = stopReason ?? (verdict === "healthy" ? undefined : verdict);
  return [...(isInterrupted ? [stopped] : []), ...(problem ? [verdictText(problem)] : [])];
}

/** Renders four morphs side by side, each through four latents and back to its start. */
async function morphSideBySide(sampler: Sampler): Promise<Picture[]> {
  const [walks, stops] = [4, 4];
  const parts: Picture[][] = [];
  for (let walk = 0; walk < walks; walk++) {
    const points = sampler.points(11 + walk, stops);
    parts.push((await morph(sampler, [...points, points[0]], { frames: 65 })).slice(0, -1));
  }
  const scale = Math.max(1, Math.round(128 / parts[0][0].width));
  return parts[0].map((_, at) =>
    contactSheet(
      parts.map((frames) => frames[at]),
      { columns: walks, scale, gap: 4 },
    ),
  );
}
