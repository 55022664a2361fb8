import { hasEqualSteps, type LogRecord } from "../checkpoint/index.ts";
import type { Attributes, Dataset } from "../dataset/index.ts";
import type { Language, Text } from "../error.ts";
import {
  attributeRows,
  balanceCurves,
  figurePng,
  forgettingCurves,
  healthCurves,
  latentMap,
  lossCurves,
  reconstructionPairs,
  sampleGrid,
  samplesOverTime,
  translationRows,
  type AttributeRow,
  type Curve,
  type Figure,
  type FigureOptions,
  type MapPoint,
  type SampleSnapshot,
  type ReconstructionPair,
} from "../figure/index.ts";
import { createSampler, sweepAttribute, type Sampler, type TrainedModel } from "../sample/index.ts";
import type { Host } from "../host.ts";
import { contactSheet, crop, toPictures, type Picture } from "../image/index.ts";
import { projectToPrincipalPlane } from "../math/index.ts";
import { random } from "../tensor/index.ts";
import { figureText, inLanguage, reportText, verbatim } from "../text/index.ts";
import { verdictWords, type Verdict } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import {
  evaluateTranslations,
  shownPairs,
  translatePairs,
  type EvaluatedTranslations,
} from "./evaluate-translations.ts";
import { listSampleSheets, sampleSheetPath, type SampleSheetName } from "./sample-history.ts";

/** A run's folder, and options of writing it. */
export interface FigureContext {
  readonly host: Host;
  readonly path: string;
}

/** Inputs of a run's figures. */
export interface FigureSources extends FigureContext {
  readonly config: RunConfig;
  readonly trained: TrainedModel;
  readonly dataset: Dataset;
  /** Held-out pairs that the translator was not trained on. */
  readonly heldOut: Dataset;
  readonly log: readonly LogRecord[];
  readonly imagesSeen: number;
}

/** Figure sources with a sampler. */
type DrawingSources = FigureSources & { readonly sampler: Sampler };

/**
 * Seed of the latents that every figure shows; it is constant, so that figures show the progress of the same latents.
 */
const figureSeed = 1;
const sampleSheetColumns = 8;
/** Index of a verdict's colour among the theme's series: the same one in every figure. */
const verdictColours: Readonly<Record<Verdict, number>> = {
  healthy: 2,
  undertrained: 5,
  "too strong": 3,
  "too weak": 6,
  collapsing: 4,
  memorising: 0,
  stalled: 7,
  broken: 1,
};

/**
 * Renders a fixed set of latents, or of training images, and saves the grid as one step of the sample history; of an
 * autoencoder and a pix2pix also the images that they were given, once.
 *
 * @param isLastStage - whether the model's last stage has begun; one with an encoder reconstructs until then.
 */
export async function saveSampleSheet(sources: Omit<FigureSources, "log">, isLastStage: boolean): Promise<void> {
  const { host, path, imagesSeen } = sources;
  const save = async (name: SampleSheetName, pictures: readonly Picture[]) => {
    const sheet = contactSheet(pictures, { columns: sampleSheetColumns, gap: 0 });
    await host.files.write(sampleSheetPath(host.files, path, name), await host.codecs.encodePng(sheet));
  };
  // before the sheet, as a page reads them once it knows of the sheet
  if ((await host.files.size(sampleSheetPath(host.files, path, "originals"))) === undefined) {
    const originals = await sampleSheetOriginals(sources);
    if (originals) await save("originals", originals);
  }
  await save(imagesSeen, await sampleSheetImages({ ...sources, log: [] }, isLastStage));
}

/** Returns the images that the samples of an autoencoder or a pix2pix are made from; undefined for other models. */
async function sampleSheetOriginals({ config, dataset, heldOut }: Omit<FigureSources, "log">) {
  const count = sampleSheetColumns;
  if (config.model === "ae")
    return await Promise.all(Array.from(shownPictures(dataset, count), (at) => dataset.picture(at)));
  if (config.model === "pix2pix")
    return await Promise.all(shownPairs(heldOut, count).map((at) => heldOut.inputs!.picture(at)));
  return undefined;
}

async function sampleSheetImages(sources: FigureSources, isLastStage: boolean): Promise<Picture[]> {
  const { config, trained, heldOut } = sources;
  if (config.model === "pix2pix")
    return (await translatePairs(trained, heldOut, sampleSheetColumns)).map(({ output }) => output);
  return withSampler(sources, (ready) => {
    const isCopying = ready.sampler.canEncode && (config.model === "ae" || !isLastStage);
    return isCopying ? reconstructions(ready, sampleSheetColumns) : samples(ready, sampleSheetColumns);
  });
}

/** Calls a function with a sampler of the current model, and disposes of it. */
async function withSampler<Result>(
  sources: FigureSources,
  work: (ready: DrawingSources) => Promise<Result>,
): Promise<Result> {
  const sampler = createSampler(sources.trained);
  try {
    return await work({ ...sources, sampler });
  } finally {
    sampler.dispose();
  }
}

/** Data that a run's figures show. */
export interface FigureData {
  readonly config: RunConfig;
  /** Samples; empty for a translator, which has no latents. */
  readonly samples: readonly Picture[];
  readonly sampleHistory: readonly SampleSnapshot[];
  readonly log: readonly LogRecord[];
  /** Whether networks train against each other, so that their losses need not fall. */
  readonly isContest: boolean;
  /** Rows of images that differ in one attribute only, for a model with attributes. */
  readonly attributeRows?: readonly AttributeRow[];
  /** Evaluated held-out pairs, for a translator. */
  readonly translations?: EvaluatedTranslations;
  /** Images and their reconstructions, for models with an encoder. */
  readonly pairs?: readonly ReconstructionPair[];
  readonly mapPoints?: readonly (Omit<MapPoint, "label"> & { readonly label?: Text })[];
}

/**
 * Renders and collects the data of all figures.
 *
 * @returns samples, attribute rows, translations and reconstructions, as far as the model has them, and the log.
 */
export async function gatherFigures(sources: FigureSources): Promise<FigureData> {
  const { config, trained, heldOut, log } = sources;
  const sampleHistory = await readSampleHistory(sources);
  const hasOpponents = config.model === "custom" && trained.model.stages.some(({ groups }) => groups.length > 1);
  const shared = { config, log, sampleHistory, isContest: Boolean(config.adversarial) || hasOpponents };
  if (config.model === "pix2pix")
    return { ...shared, samples: [], translations: await evaluateTranslations(trained, heldOut) };
  return withSampler(sources, async (ready) => ({
    ...shared,
    samples: await samples(ready, 36),
    ...(ready.sampler.attributes && { attributeRows: await sweepAttributes(ready.sampler, ready.sampler.attributes) }),
    ...(ready.sampler.canEncode && { pairs: await pairs(ready), mapPoints: await latentMapPoints(ready) }),
  }));
}

/**
 * Draws the figures of a run.
 *
 * @param options - language of titles and captions; whether to omit them.
 * @returns the figures by name.
 */
export async function drawFigures(data: FigureData, options: FigureOptions): Promise<Map<string, Figure>> {
  const { config, sampleHistory, log, translations, isContest } = data;
  const figures = new Map<string, Figure>();
  if (translations)
    figures.set("translations", translationRows(translations.translations.slice(0, 36), { heldOut: true, ...options }));
  else figures.set("samples", sampleGrid(data.samples, { columns: 6, ...options }));
  const overTimeCaption = overTimeCaptions[config.model];
  if (sampleHistory.length > 1)
    figures.set(
      "over-time",
      samplesOverTime(sampleHistory, {
        ...(overTimeCaption && { caption: overTimeCaption }),
        ...translationEnds(translations),
        ...options,
      }),
    );
  const losses = lossesOf(data);
  if (losses.some(({ points }) => points.length > 1))
    figures.set(
      "losses",
      await lossCurves(losses, {
        adversarial: isContest,
        time: hasEqualSteps(log) ? "imagesSeen" : "steps",
        ...options,
      }),
    );
  if (config.adversarial && log.length > 1) figures.set("balance", await balance(data, options));
  if (data.attributeRows) figures.set("attributes", attributeRows(data.attributeRows, options));
  const healthRecords = log.flatMap(({ imagesSeen, metrics: { distance, diversity, copies }, verdict }) =>
    verdict
      ? [
          {
            imagesSeen,
            distance,
            diversity,
            copies,
            verdict: verdictWords[verdict].name,
            colour: verdictColours[verdict],
          },
        ]
      : [],
  );
  if (config.adversarial && healthRecords.length > 2) figures.set("health", await healthCurves(healthRecords, options));
  const forgettingRecords = log.flatMap(({ imagesSeen, metrics: { distance, oldDistance } }) =>
    oldDistance === undefined ? [] : [{ imagesSeen, old: oldDistance, new: distance }],
  );
  if (forgettingRecords.length > 1) figures.set("forgetting", await forgettingCurves(forgettingRecords, options));
  if (data.pairs) figures.set("reconstructions", reconstructionPairs(data.pairs, options));
  if (data.mapPoints) {
    const points = data.mapPoints.map(({ label, ...place }) => ({
      ...place,
      label: label && inLanguage(label, options.language),
    }));
    figures.set("latent-map", latentMap(points, options));
  }
  return figures;
}

/** Captions for models whose rows are not all drawn from the same latents. */
const overTimeCaptions: Partial<Record<RunConfig["model"], Text>> = {
  ae: reportText.model.redrawnLook,
  "latent-flow": reportText.model.stagesTimeLook,
};

/** Returns the inputs and targets beside the rows of a translator's sample history. */
function translationEnds(evaluated: EvaluatedTranslations | undefined) {
  const first = evaluated?.translations.slice(0, sampleSheetColumns);
  return { inputs: first?.map(({ input }) => input), targets: first?.map(({ target }) => target) };
}

/**
 * Writes the figures of a run as PNG and SVG.
 *
 * @returns paths of the PNG files, relative to the run's folder.
 */
export async function writeFigures(
  { host, path }: FigureContext,
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

async function samples({ config, sampler }: DrawingSources, count: number): Promise<Picture[]> {
  const { size, channels } = config;
  const values = await sampler.decode(sampler.latents(figureSeed, count), count);
  return toPictures(values, { channels, height: size, width: size });
}

/** Maximum number of attributes in a figure, and of choices per attribute. */
const [shownAttributes, shownChoices] = [12, 18];

async function sweepAttributes(sampler: Sampler, { tags }: Attributes): Promise<AttributeRow[]> {
  const numbersFirst = tags.toSorted((a, b) => Number(b.kind === "number") - Number(a.kind === "number"));
  const rows: AttributeRow[] = [];
  for (const { name, label } of numbersFirst.slice(0, shownAttributes)) {
    const steps = await sweepAttribute(sampler, name, { seed: figureSeed, fill: "mode" });
    rows.push({ attribute: label, steps: steps.slice(0, shownChoices) });
  }
  return rows;
}

/** Reconstructs a fixed choice of images, spread over the data set. */
async function reconstructions(sources: DrawingSources, count: number) {
  const { config, sampler, dataset } = sources;
  const values = await dataset.batch(shownPictures(dataset, count));
  const output = await sampler.decode(await sampler.encode(values, count), count);
  return toPictures(output, { channels: config.channels, height: config.size, width: config.size });
}

function shownPictures(dataset: Dataset, count: number): Uint32Array {
  const stream = random(figureSeed, "shown pictures");
  return new Uint32Array(count).map(() => stream.integer(dataset.count));
}

async function readSampleHistory({ host, path, config, imagesSeen }: FigureSources): Promise<SampleSnapshot[]> {
  const sampleHistory: SampleSnapshot[] = [];
  for (const at of await listSampleSheets(host.files, path)) {
    if (at > imagesSeen) continue;
    const sheet = await host.codecs.decode(await host.files.read(sampleSheetPath(host.files, path, at)));
    const pictures = Array.from({ length: sheet.width / config.size }, (_, column) =>
      crop(sheet, column * config.size, 0, config.size, config.size),
    );
    sampleHistory.push({ imagesSeen: at, pictures });
  }
  return sampleHistory;
}

function lossesOf({ config, log }: FigureData): Curve[] {
  const isEven = hasEqualSteps(log);
  const curve = (name: Curve["name"], metric: string): Curve => ({
    name,
    points: log.flatMap(({ step, imagesSeen, metrics }) =>
      metric in metrics ? [[isEven ? imagesSeen : step, metrics[metric]]] : [],
    ),
  });
  const contest = [
    curve(figureText.curves.discriminator, "discriminator.adversarial"),
    curve(figureText.curves.generator, "generator.adversarial"),
  ];
  switch (config.model) {
    case "ae":
      return [curve(figureText.curves.reconstruction, "reconstruction")];
    case "vae":
      return [
        curve(figureText.curves.reconstruction, "reconstruction"),
        curve(figureText.curves.divergence, "klDivergence"),
      ];
    case "latent-flow":
      return [
        curve(figureText.curves.reconstruction, "encoder+decoder.reconstruction"),
        curve(figureText.curves.discriminator, "discriminator.adversarial"),
        curve(figureText.curves.flow, "flow.matching"),
      ];
    case "pix2pix":
      return [...contest, curve(figureText.curves.translation, "reconstruction")];
    case "custom":
      return termsIn(log).map((name) => curve(verbatim(name), name));
    default:
      return contest;
  }
}

/** Returns the names of the loss terms in a log; omits a total whose terms are logged. */
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
  const records = log.map(({ imagesSeen, metrics }) => ({
    imagesSeen,
    realScore: metrics.realScore,
    fakeScore: metrics.fakeScore,
    accuracy: metrics.accuracy,
    discriminatorGradient: metrics["discriminator.gradientNorm"],
    generatorGradient: metrics["generator.gradientNorm"],
    balance: metrics.balance,
  }));
  return balanceCurves(records, { ...options, scoreKind: config.adversarial === "standard" ? "probability" : "score" });
}

async function pairs(sources: DrawingSources): Promise<ReconstructionPair[]> {
  const count = 8;
  const { dataset } = sources;
  const inputs = await Promise.all([...shownPictures(dataset, count)].map((index) => dataset.picture(index)));
  const outputs = await reconstructions(sources, count);
  return inputs.map((input, at) => ({ input, output: outputs[at] }));
}

async function latentMapPoints({ dataset, sampler }: DrawingSources): Promise<FigureData["mapPoints"]> {
  const count = Math.min(400, dataset.count);
  const indices = random(figureSeed, "map").permutation(dataset.count).slice(0, count);
  const places = await sampler.embed(await dataset.batch(indices), count);
  const plane = projectToPrincipalPlane(places, places.length / count);
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
