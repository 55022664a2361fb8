import { join, relative, sep } from "node:path";
import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { internal, type Language, type Text } from "../error.ts";
import { reportPage, type ReportFigure, type ReportFigureKind, type ReportRun } from "../figure/index.ts";
import { painter, type Painter } from "../generate/index.ts";
import { contactSheet, type Picture } from "../image/index.ts";
import { morph } from "../morph/index.ts";
import { drawFigures, openRun, trainedRun, type RunSummary } from "../run/index.ts";
import { type Verdict, verdictWords } from "../train/index.ts";
import type { Session } from "./session.ts";

/** See {@link writeStartPage}. */
interface StartPage {
  readonly device: Device;
  readonly dataset: Dataset;
  /** The folder that the page lies in. */
  readonly out: string;
  readonly summaries: readonly RunSummary[];
}

const languages: readonly Language[] = ["ja", "en"];
const fileOfPage = "index.html";

/** Draws morphs and figures in both languages for some runs, writes the page about them, and gives its path. */
export async function writeStartPage(
  session: Session,
  { device, dataset, out, summaries }: StartPage,
): Promise<string> {
  const { host, language } = session;
  const runs: ReportRun[] = [];
  for (const summary of summaries) {
    session.status(session.say({ ja: "ページを書いています…", en: "writing the page …" }));
    const artist = painter(trainedRun(await openRun(host, summary.path), device));
    runs.push(await reportOf(session, artist, { dataset, out, summary }));
    artist.dispose();
  }
  const page = join(out, fileOfPage);
  await host.files.write(page, reportPage({ runs, language, credits: dataset.credit ? [dataset.credit] : [] }));
  return page;
}

async function reportOf(
  session: Session,
  artist: Painter,
  { dataset, out, summary }: Pick<StartPage, "dataset" | "out"> & { readonly summary: RunSummary },
): Promise<ReportRun> {
  const { host } = session;
  const { config, path } = summary;
  const address = (file: string) => relative(out, file).split(sep).join("/");
  const figures = new Map<string, { ja: string; en: string; width: number; height: number }>();
  for (const language of languages)
    for (const [name, { svg, width, height }] of await drawFigures(summary.shown, {
      language,
      title: "",
      caption: "",
    })) {
      const file = join(path, "figures", "page", `${name}.${language}.svg`);
      await host.files.write(file, svg);
      figures.set(name, { ...(figures.get(name) ?? { ja: "", en: "", width, height }), [language]: address(file) });
    }
  const film = join(path, "morph.gif");
  const frames = await sideBySide(artist);
  await host.files.write(film, await host.codecs.encodeAnimation(frames, { format: "gif", rate: 20 }));
  const still = join(path, "morph.png");
  await host.files.write(still, await host.codecs.encodePng(frames[0]));
  if (config.model === "custom") throw internal("the page of omakase start shows built-in models");
  return {
    model: config.model,
    path: path.split(sep).join("/"),
    source: config.source,
    pictures: dataset.count,
    size: config.size,
    latent: config.latent,
    steps: summary.step,
    picturesSeen: summary.picturesSeen,
    minutes: summary.seconds / 60,
    imagesPerSecond: summary.picturesPerSecond,
    figures: [...figures].map(([kind, { ja, en, width, height }]): ReportFigure => ({
      kind: kind as ReportFigureKind,
      address: { ja, en },
      width,
      height,
    })),
    morph: { address: address(film), still: address(still) },
    warnings: warningsOf(summary),
  };
}

function warningsOf({ interrupted, verdict, gaveUp }: RunSummary): Text[] {
  const stopped = { ja: "学習を途中で止めました。", en: "Training was stopped early." };
  const told = (which: Verdict) => {
    const { name, advice } = verdictWords[which];
    return { ja: `${name.ja}。${advice.ja}。`, en: `${name.en}: ${advice.en}.` };
  };
  const odd = gaveUp ?? (verdict === "healthy" ? undefined : verdict);
  return [...(interrupted ? [stopped] : []), ...(odd ? [told(odd)] : [])];
}

/** Four walks side by side, each through four latents and back to its start. */
async function sideBySide(artist: Painter): Promise<Picture[]> {
  const [walks, stops] = [4, 4];
  const parts: Picture[][] = [];
  for (let walk = 0; walk < walks; walk++) {
    const latents = artist.latents(11 + walk, stops);
    const places = Array.from({ length: stops }, (_, at) =>
      latents.slice(at * artist.latent, (at + 1) * artist.latent),
    );
    parts.push((await morph(artist, [...places, places[0]], { frames: 65 })).slice(0, -1));
  }
  const scale = Math.max(1, Math.round(128 / parts[0][0].width));
  return parts[0].map((_, at) =>
    contactSheet(
      parts.map((frames) => frames[at]),
      { columns: walks, scale, gap: 4 },
    ),
  );
}
