import type { LogRecord } from "../checkpoint/index.ts";
import type { Attributes, Dataset } from "../dataset/index.ts";
import type { Language, Text } from "../error.ts";
import {
  attributeRows,
  balanceCurves,
  curveNames,
  figurePng,
  forgettingCurves,
  healthCurves,
  latentMap,
  lossCurves,
  reconstructionPairs,
  sampleGrid,
  samplesOverTime,
  translations,
  type AttributeRow,
  type Curve,
  type Figure,
  type FigureOptions,
  type LatentPoint,
  type Moment,
  type Pair,
} from "../figure/index.ts";
import { painter, sweep, type Painter, type Trained } from "../generate/index.ts";
import type { Host } from "../host.ts";
import { contactSheet, crop, toPictures, type Picture } from "../image/index.ts";
import { principalPlane } from "../score/index.ts";
import { random } from "../tensor/index.ts";
import { verdictWords } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import { judgeTranslations, translatePairs, type JudgedTranslations } from "./gather-translations.ts";
import { listMoments, momentPath } from "./moments.ts";

/** The folder of a run, and how it is written. */
export interface FigurePlace {
  readonly host: Host;
  readonly path: string;
}

/** What the figures of a run are made from. */
export interface FigureSources extends FigurePlace {
  readonly config: RunConfig;
  readonly trained: Trained;
  readonly dataset: Dataset;
  /** Pairs that a translator was not trained on. */
  readonly heldOut: Dataset;
  readonly log: readonly LogRecord[];
  readonly picturesSeen: number;
}

/** Sources with the model ready to draw. */
type DrawingSources = FigureSources & { readonly painter: Painter };

/** The seed of the latents that every figure shows, so that one can watch them change. */
const shownSeed = 1;
const momentWidth = 8;

/** Draws the same few latents as always and keeps the result, for the figure of samples over time. */
export async function keepMoment(sources: Omit<FigureSources, "log">): Promise<void> {
  const { host, path, picturesSeen } = sources;
  const pictures = await momentPictures({ ...sources, log: [] });
  const sheet = contactSheet(pictures, { columns: momentWidth, gap: 0 });
  await host.files.write(momentPath(host.files, path, picturesSeen), await host.codecs.encodePng(sheet));
}

async function momentPictures(sources: FigureSources): Promise<Picture[]> {
  const { config, trained, heldOut } = sources;
  if (config.model === "pix2pix")
    return (await translatePairs(trained, heldOut, momentWidth)).map(({ output }) => output);
  return drawing(sources, (ready) =>
    config.model === "ae" ? reconstructions(ready, momentWidth) : samples(ready, momentWidth),
  );
}

/** Does something with the model ready to draw. */
async function drawing<Result>(
  sources: FigureSources,
  work: (ready: DrawingSources) => Promise<Result>,
): Promise<Result> {
  const artist = painter(sources.trained);
  try {
    return await work({ ...sources, painter: artist });
  } finally {
    artist.dispose();
  }
}

/** All that the figures of a run show, before anything is drawn. */
export interface FigureData {
  readonly config: RunConfig;
  /** None of a translator, which draws nothing by itself. */
  readonly samples: readonly Picture[];
  readonly moments: readonly Moment[];
  readonly log: readonly LogRecord[];
  /** Of a model with attributes: one picture with one of them changed, again and again. */
  readonly changes?: readonly AttributeRow[];
  /** Of a translator: all held-out pairs that were judged. */
  readonly judged?: JudgedTranslations;
  /** Of models with an encoder. */
  readonly pairs?: readonly Pair[];
  readonly places?: readonly (Omit<LatentPoint, "label"> & { readonly label?: Text })[];
}

/** Draws and collects what the figures show. */
export async function gatherFigures(sources: FigureSources): Promise<FigureData> {
  const { config, trained, heldOut, log } = sources;
  const moments = await keptMoments(sources);
  if (config.model === "pix2pix")
    return { config, log, samples: [], moments, judged: await judgeTranslations(trained, heldOut) };
  return drawing(sources, async (ready) => ({
    config,
    log,
    samples: await samples(ready, 36),
    moments,
    ...(ready.painter.attributes && { changes: await changes(ready.painter, ready.painter.attributes) }),
    ...(ready.painter.canEncode && { pairs: await pairs(ready), places: await places(ready) }),
  }));
}

/** The figures of a run by name. `options` say the language, and can leave titles and captions out. */
export async function drawFigures(data: FigureData, options: FigureOptions): Promise<Map<string, Figure>> {
  const { config, moments, log, judged } = data;
  const figures = new Map<string, Figure>();
  if (judged)
    figures.set("translations", translations(judged.translations.slice(0, 36), { heldOut: true, ...options }));
  else figures.set("samples", sampleGrid(data.samples, { columns: 6, ...options }));
  if (moments.length > 1) figures.set("over-time", samplesOverTime(moments, { ...between(judged), ...options }));
  const losses = lossesOf(data);
  if (losses.some(({ points }) => points.length > 1))
    figures.set("losses", await lossCurves(losses, { contest: Boolean(config.adversarial), ...options }));
  if (config.adversarial && log.length > 1) figures.set("balance", await balance(data, options));
  if (data.changes) figures.set("attributes", attributeRows(data.changes, options));
  const looks = log.flatMap(({ picturesSeen, metrics: { distance, diversity, copies }, verdict }) =>
    verdict ? [{ picturesSeen, distance, diversity, copies, verdict: verdictWords[verdict].name }] : [],
  );
  if (config.adversarial && looks.length > 2) figures.set("health", await healthCurves(looks, options));
  const ways = log.flatMap(({ picturesSeen, metrics: { distance, oldDistance } }) =>
    oldDistance === undefined ? [] : [{ picturesSeen, old: oldDistance, new: distance }],
  );
  if (ways.length > 1) figures.set("forgetting", await forgettingCurves(ways, options));
  if (data.pairs) figures.set("reconstructions", reconstructionPairs(data.pairs, options));
  if (data.places) {
    const points = data.places.map(({ label, ...place }) => ({ ...place, label: label?.[options.language] }));
    figures.set("latent-map", latentMap(points, options));
  }
  return figures;
}

/** What the rows of a translator's moments are made from, and what they should become. */
function between(judged: JudgedTranslations | undefined) {
  const first = judged?.translations.slice(0, momentWidth);
  return { inputs: first?.map(({ input }) => input), targets: first?.map(({ target }) => target) };
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

async function samples({ config, painter }: DrawingSources, count: number): Promise<Picture[]> {
  const { size, channels } = config;
  const values = await painter.decode(painter.latents(shownSeed, count), count);
  return toPictures(values, { channels, height: size, width: size });
}

/** As many attributes as a figure can show, and as many choices of each. */
const [shownAttributes, shownChoices] = [12, 18];

async function changes(artist: Painter, { tags }: Attributes): Promise<AttributeRow[]> {
  const numbersFirst = tags.toSorted((a, b) => Number(b.kind === "number") - Number(a.kind === "number"));
  const rows: AttributeRow[] = [];
  for (const { name, label } of numbersFirst.slice(0, shownAttributes)) {
    const steps = await sweep(artist, name, { seed: shownSeed, others: "usual" });
    rows.push({ attribute: label, steps: steps.slice(0, shownChoices) });
  }
  return rows;
}

/** The same pictures of the data set each time, spread over it, through encoder and decoder. */
async function reconstructions(sources: DrawingSources, count: number) {
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
  const moments: Moment[] = [];
  for (const at of await listMoments(host.files, path)) {
    if (at > picturesSeen) continue;
    const sheet = await host.codecs.decode(await host.files.read(momentPath(host.files, path, at)));
    const pictures = Array.from({ length: sheet.width / config.size }, (_, column) =>
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
  const contest = [
    curve(curveNames.detective, "discriminator.adversarial"),
    curve(curveNames.counterfeiter, "generator.adversarial"),
  ];
  switch (config.model) {
    case "ae":
      return [curve(curveNames.reconstruction, "reconstruction")];
    case "vae":
      return [curve(curveNames.reconstruction, "reconstruction"), curve(curveNames.divergence, "divergence")];
    case "pix2pix":
      return [...contest, curve(curveNames.translation, "reconstruction")];
    case "custom":
      return termsIn(log).map((name) => curve({ ja: name, en: name }, name));
    default:
      return contest;
  }
}

/** Names of the loss terms in a log; a total is left out where its terms are there. */
function termsIn(log: FigureData["log"]): string[] {
  const steps = log.filter(({ verdict }) => verdict === undefined);
  const names = [...new Set(steps.flatMap(({ metrics }) => Object.keys(metrics)))];
  const terms = names.filter((name) => !/(^|[.])gradientNorm$/.test(name));
  const groupOf = (name: string) => name.slice(0, name.lastIndexOf(".") + 1);
  return terms.filter(
    (name) => !/(^|[.])loss$/.test(name) || terms.filter((other) => groupOf(other) === groupOf(name)).length === 1,
  );
}

function balance({ config, log }: FigureData, options: FigureOptions): Promise<Figure> {
  const records = log.map(({ picturesSeen, metrics }) => ({
    picturesSeen,
    real: metrics.realScore,
    fake: metrics.fakeScore,
    accuracy: metrics.accuracy,
    detectiveGradient: metrics["discriminator.gradientNorm"],
    counterfeiterGradient: metrics["generator.gradientNorm"],
    tilt: metrics.balance,
  }));
  return balanceCurves(records, { ...options, verdict: config.adversarial === "standard" ? "probability" : "score" });
}

async function pairs(sources: DrawingSources): Promise<Pair[]> {
  const count = 8;
  const { dataset } = sources;
  const inputs = await Promise.all([...shownPictures(dataset, count)].map((index) => dataset.picture(index)));
  const outputs = await reconstructions(sources, count);
  return inputs.map((input, at) => ({ input, output: outputs[at] }));
}

async function places({ dataset, painter }: DrawingSources): Promise<FigureData["places"]> {
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
