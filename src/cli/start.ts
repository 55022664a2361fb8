import { join } from "node:path";
import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { holdRun } from "../node/index.ts";
import { resolveConfig, timeSteps, trainRun, type RunConfig, type RunSummary } from "../run/index.ts";
import { above, listOf, verb, whole, type Verb } from "./command.ts";
import { chooseDevice, computing, type ComputingOptions } from "./computing.ts";
import { freeFolder } from "./free-folder.ts";
import { loadPictures } from "./load-pictures.ts";
import { hasBrowser } from "./open-in-browser.ts";
import { reportRun } from "./run-reporter.ts";
import type { Session } from "./session.ts";
import { startInStudio } from "./start-in-studio.ts";
import { writeStartPage } from "./start-page.ts";
import { checkedWishes } from "./train-options.ts";

interface StartOptions extends ComputingOptions {
  readonly minutes?: number;
  readonly seed?: number;
  readonly count: number;
  readonly size?: number;
  readonly out: string;
  readonly models?: readonly TourModel[];
  readonly studio?: boolean;
}

/** The models that learn to draw from nothing but pictures. */
const tourModels = ["ae", "vae", "gan", "dcgan"] as const;
type TourModel = (typeof tourModels)[number];

/** What each model gets of the time: minutes, when the first three share eight. */
const shares: Record<TourModel, number> = { ae: 1, vae: 2, gan: 5, dcgan: 3 };
/** With so many minutes there is time for DCGAN, for comparison. */
const longFrom = 25;

/**
 * `omakase start`: the tour. Trains an autoencoder, a VAE and a GAN on sushi: in the studio, where somebody sits before a
 * screen, else until it is done, with a page about them.
 */
export const startVerb: Verb = (program, say, language) => {
  const about = {
    ja: "まずはこれ: スタジオを開き、寿司の絵で AE・VAE・GAN を学習する",
    en: "begin here: open the studio, and train an AE, a VAE and a GAN on sushi",
  };
  const examples = ["npm start", "npm start -- --minutes 30", "npm start -- --lang en"];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(verb(program, { name: "start", about, examples, language }, start), say, "auto")
    .argument("[source]", option("学習する絵（省くと sushi）", "pictures to learn from; default: sushi"), "sushi")
    .option(
      "--minutes <m>",
      option("学習の合計時間（分。省くと 8）", "minutes of training in all; default 8"),
      above(0),
    )
    .option(
      "--models <list>",
      option(
        "学習するモデル（省くと ae,vae,gan。25 分以上なら dcgan も）",
        "which models; default: ae,vae,gan, from 25 minutes on dcgan too",
      ),
      listOf(...tourModels),
    )
    .option("--seed <n>", option("乱数のシード（省くと 1）", "decides every random number; default 1"), whole(0))
    .option("--count <n>", option("描く絵の枚数", "how many pictures to draw"), whole(16), 4000)
    .option("--size <px>", option("画像の一辺（省くと 64）", "side of the pictures; default 64"), whole(8, 256))
    .option("--out <folder>", option("結果を書くフォルダ", "folder for the results"), "runs")
    .option(
      "--studio",
      option(
        "スタジオを開いて、その中で学習する（画面の前に人がいれば、省いても同じ）",
        "open the studio and train in it; default where somebody sits before a screen",
      ),
    )
    .option("--no-studio", option("スタジオを開かず、学習して終わる", "train without the studio, and end"));
};

async function start(session: Session, source: string, options: StartOptions): Promise<void> {
  const { minutes = 8, seed = 1, count, size, out } = options;
  checkedWishes({ size: size as 64 | undefined });
  const models = options.models ?? (minutes >= longFrom ? tourModels : tourModels.filter((name) => name !== "dcgan"));
  const share = minutes / models.reduce((total, name) => total + shares[name], 0);
  if (options.studio ?? hasBrowser())
    return startInStudio(session, {
      source,
      out,
      models: models.map((model) => ({ model, minutes: shares[model] * share })),
      seed,
      size: size as 64 | undefined,
      count,
    });
  session.print({
    ja: `おまかせ: ${source} の絵で ${models.map(upper).join("・")} を学習します（およそ ${Math.ceil(minutes + 1)} 分）。止めるには Ctrl-C。`,
    en: `omakase: learning to draw ${source} with ${models.map(upper).join(", ")} (about ${Math.ceil(minutes + 1)} minutes). Ctrl-C stops.`,
  });
  const dataset = await loadPictures(session, source, { size, count });
  const wishes = { size: dataset.size as 64, channels: dataset.channels, count: dataset.count };
  const configOf = (model: TourModel) => resolveConfig(model, source, wishes, { pictures: dataset.count, seed });
  const device = await chooseDevice(session, { ...options, device: options.device ?? "auto" }, (candidate) =>
    timeSteps(candidate, configOf(models.at(-1)!), dataset, session.host.clock),
  );
  const summaries: RunSummary[] = [];
  for (const model of models) {
    if (session.signal.aborted) break;
    const plan = { config: configOf(model), out, minutes: shares[model] * share };
    summaries.push(await trainOne(session, device, dataset, plan));
  }
  const page = await writeStartPage(session, { device, dataset, out, summaries });
  session.emit({ type: "page", path: page });
  session.print({ ja: `できました。ブラウザで開いてください: ${page}`, en: `Done. Open this in a browser: ${page}` });
}

async function trainOne(
  session: Session,
  device: Device,
  dataset: Dataset,
  { config, out, minutes }: { config: RunConfig; out: string; minutes: number },
): Promise<RunSummary> {
  const { host, language, signal } = session;
  const { model } = config;
  const path = await freeFolder(session, join(out, `${model}-${dataset.name}`));
  const place = { host, device, language, path };
  return holdRun(path, language, () =>
    reportRun(session, upper(model), trainRun(place, config, dataset, { minutes, signal })),
  );
}

function upper(model: string): string {
  return model.toUpperCase();
}
