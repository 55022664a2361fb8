import type { LogRecord } from "../checkpoint/index.ts";
import type { Dataset } from "../dataset/index.ts";
import type { Language, Text } from "../error.ts";
import {
  balanceCurves,
  curveNames,
  figurePng,
  latentMap,
  lossCurves,
  reconstructionPairs,
  sampleGrid,
  samplesOverTime,
  type Curve,
  type Figure,
  type FigureOptions,
  type LatentPoint,
  type Moment,
  type Pair,
} from "../figure/index.ts";
import type { Painter } from "../generate/index.ts";
import type { Host } from "../host.ts";
import { contactSheet, crop, toPictures, type Picture } from "../image/index.ts";
import { principalPlane } from "../score/index.ts";
import { random } from "../tensor/index.ts";
import type { RunConfig } from "./config.ts";

/** The folder of a run, and how it is written. */
export interface FigurePlace {
  readonly host: Host;
  readonly path: string;
}

/** What the figures of a run are made from. */
export interface FigureSources extends FigurePlace {
  readonly config: RunConfig;
  readonly painter: Painter;
  readonly dataset: Dataset;
  readonly log: readonly LogRecord[];
  readonly picturesSeen: number;
}

/** The seed of the latents that every figure shows, so that one can watch them change. */
const shownSeed = 1;
const momentWidth = 8;

/** Draws the same few latents as always and keeps the result, for the figure of samples over time. */
export async function keepMoment(sources: Omit<FigureSources, "log">): Promise<void> {
  const { host, path, config, painter, picturesSeen } = sources;
  const pictures =
    config.model === "ae" ? await reconstructions(sources, momentWidth) : await samples(config, painter, momentWidth);
  const sheet = contactSheet(pictures, { columns: momentWidth, gap: 0 });
  const name = `${String(picturesSeen).padStart(9, "0")}.png`;
  await host.files.write(host.files.join(path, "moments", name), await host.codecs.encodePng(sheet));
}

/** All that the figures of a run show, before anything is drawn. */
export interface FigureData {
  readonly config: RunConfig;
  readonly samples: readonly Picture[];
  readonly moments: readonly Moment[];
  readonly log: readonly LogRecord[];
  /** Of models with an encoder. */
  readonly pairs?: readonly Pair[];
  readonly places?: readonly (Omit<LatentPoint, "label"> & { readonly label?: Text })[];
}

/** Draws and collects what the figures show. */
export async function gatherFigures(sources: FigureSources): Promise<FigureData> {
  const { config, painter, log } = sources;
  return {
    config,
    log,
    samples: await samples(config, painter, 36),
    moments: await keptMoments(sources),
    ...(painter.canEncode && { pairs: await pairs(sources), places: await places(sources) }),
  };
}

/** The figures of a run by name. `options` say the language, and can leave titles and captions out. */
export async function drawFigures(data: FigureData, options: FigureOptions): Promise<Map<string, Figure>> {
  const { config, moments, log } = data;
  const figures = new Map<string, Figure>();
  figures.set("samples", sampleGrid(data.samples, { columns: 6, ...options }));
  if (moments.length > 1) figures.set("over-time", samplesOverTime(moments, options));
  const losses = lossesOf(data);
  if (losses.some(({ points }) => points.length > 1))
    figures.set("losses", await lossCurves(losses, { contest: Boolean(config.adversarial), ...options }));
  if (config.adversarial && log.length > 1) figures.set("balance", await balance(data, options));
  if (data.pairs) figures.set("reconstructions", reconstructionPairs(data.pairs, options));
  if (data.places) {
    const points = data.places.map(({ label, ...place }) => ({ ...place, label: label?.[options.language] }));
    figures.set("latent-map", latentMap(points, options));
  }
  return figures;
}

/** Writes the figures of a run as PNG and SVG into its folder, and gives the paths of the PNGs within the run. */
export async function writeFigures(
  { host, path }: FigurePlace,
  data: FigureData,
  language: Language,
): Promise<string[]> {
  const written: string[] = [];
  for (const [name, figure] of await drawFigures(data, { language })) {
    const file = host.files.join("figures", `${name}.png`);
    await host.files.write(host.files.join(path, file), await figurePng(figure, host.asset));
    await host.files.write(host.files.join(path, "figures", `${name}.svg`), figure.svg);
    written.push(file);
  }
  return written;
}

async function samples({ size, channels }: RunConfig, painter: Painter, count: number): Promise<Picture[]> {
  const values = await painter.decode(painter.latents(shownSeed, count), count);
  return toPictures(values, { channels, height: size, width: size });
}

/** The same pictures of the data set each time, spread over it, through encoder and decoder. */
async function reconstructions(sources: Pick<FigureSources, "config" | "painter" | "dataset">, count: number) {
  const { config, painter, dataset } = sources;
  const values = await dataset.batch(shownPictures(dataset, count));
  const output = await painter.decode(await painter.encode(values, count), count);
  return toPictures(output, { channels: config.channels, height: config.size, width: config.size });
}

function shownPictures(dataset: Dataset, count: number): Uint32Array {
  const stream = random(shownSeed, "shown pictures");
  return new Uint32Array(count).map(() => stream.integer(dataset.count));
}

async function keptMoments({ host, path, config, picturesSeen }: FigureSources): Promise<Moment[]> {
  const folder = host.files.join(path, "moments");
  const moments: Moment[] = [];
  for (const name of await host.files.list(folder)) {
    const at = Number.parseInt(name, 10);
    if (!(at <= picturesSeen)) continue;
    const sheet = await host.codecs.decode(await host.files.read(host.files.join(folder, name)));
    const pictures = Array.from({ length: momentWidth }, (_, column) =>
      crop(sheet, column * config.size, 0, config.size, config.size),
    );
    moments.push({ picturesSeen: at, pictures });
  }
  return moments;
}

function lossesOf({ config, log }: FigureData): Curve[] {
  const curve = (name: Curve["name"], metric: string): Curve => ({
    name,
    points: log.flatMap(({ picturesSeen, metrics }) => (metric in metrics ? [[picturesSeen, metrics[metric]]] : [])),
  });
  switch (config.model) {
    case "ae":
      return [curve(curveNames.reconstruction, "reconstruction")];
    case "vae":
      return [curve(curveNames.reconstruction, "reconstruction"), curve(curveNames.divergence, "divergence")];
    default:
      return [curve(curveNames.detective, "discriminatorLoss"), curve(curveNames.counterfeiter, "generatorLoss")];
  }
}

function balance({ config, log }: FigureData, options: FigureOptions): Promise<Figure> {
  const records = log.map(({ picturesSeen, metrics }) => ({
    picturesSeen,
    real: metrics.realScore,
    fake: metrics.fakeScore,
    accuracy: metrics.accuracy,
    detectiveGradient: metrics.discriminatorGradient,
    counterfeiterGradient: metrics.generatorGradient,
  }));
  return balanceCurves(records, { ...options, verdict: config.adversarial === "standard" ? "probability" : "score" });
}

async function pairs(sources: FigureSources): Promise<Pair[]> {
  const count = 8;
  const { dataset } = sources;
  const inputs = await Promise.all([...shownPictures(dataset, count)].map((index) => dataset.picture(index)));
  const outputs = await reconstructions(sources, count);
  return inputs.map((input, at) => ({ input, output: outputs[at] }));
}

async function places({ dataset, painter }: FigureSources): Promise<FigureData["places"]> {
  const count = Math.min(400, dataset.count);
  const indices = random(shownSeed, "map").permutation(dataset.count).slice(0, count);
  const latents = await painter.encode(await dataset.batch(indices), count);
  const plane = principalPlane(latents, painter.latent);
  const column = dataset.tags.find(({ tag }) => tag.kind !== "number");
  return Promise.all(
    [...indices].map(async (index, at) => ({
      x: plane[at * 2],
      y: plane[at * 2 + 1],
      label: column?.tag.choices[column.values[index]]?.label,
      picture: await dataset.picture(index),
    })),
  );
}
