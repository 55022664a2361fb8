import { join } from "node:path";
import type { Dataset } from "../../dataset/index.ts";
import type { Device } from "../../device/index.ts";
import { shortNames } from "../../figure/index.ts";
import { withRunLock } from "../../node/index.ts";
import { resolveConfig, measureThroughput, trainRun, type RunConfig, type RunSummary } from "../../run/index.ts";
import { numberAbove, listOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { findFreePath } from "../output/find-free-path.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { hasInteractiveDisplay } from "../output/open-in-browser.ts";
import { reportTraining } from "../output/report-training.ts";
import type { Session } from "../session.ts";
import { startTourInStudio } from "./start-tour-in-studio.ts";
import { writeStartPage } from "../output/start-page.ts";
import { validateOverrides } from "../option/train-options.ts";
import { cliText, listText } from "../../text/index.ts";

interface StartCommandOptions extends DeviceCommandOptions {
  readonly minutes?: number;
  readonly seed?: number;
  readonly count: number;
  readonly size?: number;
  readonly out: string;
  readonly models?: readonly TourModel[];
  readonly studio?: boolean;
}

/** The models that learn to draw from nothing but pictures. */
const tourModels = ["ae", "vae", "gan", "latent-flow", "dcgan"] as const;
type TourModel = (typeof tourModels)[number];

/** Share of each model in the training time, min of a total of 8 without DCGAN. */
const timeShares: Record<TourModel, number> = { ae: 0.5, vae: 1, gan: 1.5, "latent-flow": 5, dcgan: 3 };
/** Minutes from which DCGAN is trained too, for comparison. */
const minMinutesForDcgan = 25;

/**
 * `omakase start`: the tour. Trains an autoencoder, a VAE, a GAN and a latent flow on sushi: in the studio, on a machine
 * with a display, else until it is done, with a page about them.
 */
export const addStartCommand: AddCommand = (program, t, language) => {
  const about = cliText.start.about;
  const examples = ["npm start", "npm start -- --minutes 30", "npm start -- --lang en"];
  addDeviceOptions(defineCommand(program, { name: "start", about, examples, language }, runStart), t, "auto")
    .argument("[source]", t(cliText.start.source), "sushi")
    .option("--minutes <m>", t(cliText.start.minutes), numberAbove(0))
    .option("--models <list>", t(cliText.start.models), listOf(...tourModels))
    .option("--seed <n>", t(cliText.start.seed), wholeNumber(0))
    .option("--count <n>", t(cliText.start.count), wholeNumber(16), 4000)
    .option("--size <px>", t(cliText.start.size), wholeNumber(8, 256))
    .option("--out <folder>", t(cliText.start.out), "runs")
    .option("--studio", t(cliText.start.studio))
    .option("--no-studio", t(cliText.start.noStudio));
};

async function runStart(session: Session, source: string, options: StartCommandOptions): Promise<void> {
  const { minutes = 8, seed = 1, count, size, out } = options;
  validateOverrides({ size: size as 64 | undefined });
  const models =
    options.models ?? (minutes >= minMinutesForDcgan ? tourModels : tourModels.filter((name) => name !== "dcgan"));
  const share = minutes / models.reduce((total, name) => total + timeShares[name], 0);
  if (options.studio ?? hasInteractiveDisplay())
    return startTourInStudio(session, {
      source,
      out,
      models: models.map((model) => ({ model, minutes: timeShares[model] * share })),
      seed,
      size: size as 64 | undefined,
      count,
    });
  session.print(
    cliText.start.begin({
      source,
      models: listText(
        models.map((model) => shortNames[model]),
        "dot",
      ),
      minutes: Math.ceil(minutes + 1),
    }),
  );
  const dataset = await loadPictures(session, source, { size, count });
  const overrides = { size: dataset.size as 64, channels: dataset.channels, count: dataset.count };
  const configOf = (model: TourModel) => resolveConfig(model, source, overrides, { pictures: dataset.count, seed });
  const device = await chooseDevice(session, { ...options, device: options.device ?? "auto" }, (candidate) =>
    measureThroughput(candidate, configOf(models.at(-1)!), dataset, session.host.clock),
  );
  const summaries: RunSummary[] = [];
  for (const model of models) {
    if (session.signal.aborted) break;
    const plan = { config: configOf(model), out, minutes: timeShares[model] * share };
    summaries.push(await trainTourModel(session, device, dataset, plan));
  }
  const page = await writeStartPage(session, { device, dataset, out, summaries });
  session.emit({ type: "page", path: page });
  session.print(cliText.start.done({ page }));
}

async function trainTourModel(
  session: Session,
  device: Device,
  dataset: Dataset,
  { config, out, minutes }: { config: RunConfig; out: string; minutes: number },
): Promise<RunSummary> {
  const { host, language, signal } = session;
  const { model } = config;
  const path = await findFreePath(session, join(out, `${model}-${dataset.name}`));
  const context = { host, device, language, path };
  return withRunLock(path, language, () =>
    reportTraining(session, shortNames[model as TourModel], trainRun(context, config, dataset, { minutes, signal })),
  );
}
