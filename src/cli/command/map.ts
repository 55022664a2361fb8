import { join } from "node:path";
import { builtinDatasets, isBuiltinDataset, type Dataset, type TagColumn } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import { figurePng, latentMap } from "../../figure/index.ts";
import { createSampler } from "../../sample/index.ts";
import { toPictures, type Picture } from "../../image/index.ts";
import { featureNetwork, type PictureSet } from "../../feature/index.ts";
import { generatedPictures } from "../../sample/index.ts";
import { planeEmbedding, type PlaneEmbeddingMethod } from "../../evaluate/index.ts";
import { oneOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { isPackedModel, isRunFolder, openTrainedModel } from "../input/open-model.ts";
import type { Session } from "../session.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText, listText } from "../../text/index.ts";

interface MapCommandOptions extends DeviceCommandOptions {
  readonly colourBy?: string;
  readonly method?: PlaneEmbeddingMethod;
  readonly neighbours?: number;
  readonly count?: number;
  readonly size?: number;
  readonly seed?: number;
  readonly show?: "pictures" | "dots";
  readonly out?: string;
  readonly overwrite?: boolean;
}

const defaultCount = 400;

/** `omakase map <run|source>`: pictures laid out so that alike ones lie near each other. */
export const addMapCommand: AddCommand = (program, t, language) => {
  const about = cliText.map.about;
  const examples = [
    "omakase map sushi --colour-by topping",
    "omakase map ./my-pictures --count 1000 --show dots",
    "omakase map runs/vae-sushi",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "map", about, examples, language }, runMap)
      .argument("<model|source>", t(cliText.map.model({ builtinDatasets: listText(builtinDatasets) })))
      .option("--colour-by <tag>", t(cliText.map.colourBy))
      .option("--method <name>", t(cliText.map.method), oneOf("umap", "pca"))
      .option("--neighbours <n>", t(cliText.map.neighbours), wholeNumber(2, 500))
      .option("--count <n>", t(cliText.map.count({ defaultCount })), wholeNumber(1, 20000))
      .option("--size <px>", t(cliText.map.size), wholeNumber(8, 1024))
      .option("--seed <n>", t(cliText.map.seed), wholeNumber(0))
      .option("--show <what>", t(cliText.map.show), oneOf("pictures", "dots"))
      .option("--out <folder>", t(cliText.map.out))
      .option("--overwrite", t(cliText.map.overwrite)),
    t,
  );
};

/** Items of a map. */
interface MapInput {
  readonly name: string;
  /** Features, `[count, width]`: similar images have similar rows. */
  readonly points: Float32Array;
  readonly width: number;
  /** Description of the feature space. */
  readonly space: string;
  readonly names: readonly string[];
  readonly pictures: readonly Picture[];
  readonly tags: readonly TagColumn[];
}

async function runMap(session: Session, what: string, options: MapCommandOptions): Promise<void> {
  const { host, language, signal } = session;
  const { method, neighbours, seed = 1, show, out, overwrite } = options;
  const isDataset = isBuiltinDataset(what); // two bundled models have the name of their set
  const isModel = !isDataset && (isPackedModel(what) || (await isRunFolder(session, what)));
  const input = isModel
    ? await mapInputOfModel(session, what, options)
    : await mapInputOfDataset(session, what, options);
  const { points, width, space, names, pictures, tags } = input;
  const column = colourColumn(tags, options.colourBy, what);
  const positions = await planeEmbedding(points, width, {
    method,
    neighbours,
    seed,
    signal,
    onProgress: (done) => session.status(session.t(cliText.map.layingOut({ done: Math.round(done * 100) }))),
  });
  const labelOf = (at: number) => {
    if (!column || Number.isNaN(column.values[at])) return undefined;
    const { choices } = column.tag;
    return choices.length > 0 ? choices[column.values[at]].label[language] : undefined;
  };
  const mapPoints = names.map((name, at) => ({
    name,
    x: positions[2 * at],
    y: positions[2 * at + 1],
    label: labelOf(at),
  }));
  const figure = latentMap(
    mapPoints.map((point, at) => ({ ...point, picture: pictures[at] })),
    { language, ...(show && { show }), title: cliText.map.title, caption: cliText.map.caption },
  );
  const data = { space, method: method ?? "umap", tag: column?.tag.name, points: mapPoints };
  const files = [
    { name: "map.png", bytes: await figurePng(figure, host.asset) },
    { name: "map.svg", bytes: new TextEncoder().encode(figure.svg) },
    { name: "map.json", bytes: new TextEncoder().encode(`${JSON.stringify(data)}\n`) },
  ];
  const folder = `map-${input.name.replace(/[\\/:*?"<>|]/g, "_")}`;
  const written = await writeResults(
    session,
    (ending) => files.map(({ name, bytes }) => ({ path: join(out ?? folder + ending, name), bytes })),
    { isExplicit: out !== undefined, overwrite },
  );
  session.emit({ type: "map", ...data, files: written.map(({ path }) => path) });
  session.print(cliText.map.done({ count: names.length, space, path: written[0].path }));
}

/** Extracts the features of images with the feature network. */
async function mapInputOfDataset(session: Session, source: string, options: MapCommandOptions): Promise<MapInput> {
  const { size, count = defaultCount } = options;
  const dataset = await loadPictures(session, source, { size, count });
  const device = await chooseDevice(session, options);
  return {
    ...(await extractMapFeatures(session, device, dataset)),
    ...(await namedPictures(dataset)),
    name: dataset.name,
  };
}

/** Returns the encoded training images of a model, or generated images where it has no encoder. */
async function mapInputOfModel(session: Session, path: string, options: MapCommandOptions): Promise<MapInput> {
  const { run, trained } = await openTrainedModel(session, path, { commandName: "map", ...options });
  const sampler = createSampler(trained);
  const { count = defaultCount, seed = 1 } = options;
  const { size, channels, source } = run.config;
  try {
    if (!sampler.canEncode) {
      const drawn = generatedPictures(sampler, count, seed);
      const all = Array.from({ length: count }, (_, at) => at);
      const pictures = toPictures(await drawn.batch(all), { channels, height: size, width: size });
      const names = all.map((at) => `${seed}:${at}`);
      return {
        ...(await extractMapFeatures(session, trained.device, drawn)),
        names,
        pictures,
        tags: [],
        name: run.name,
      };
    }
    const dataset = await loadPictures(session, source, {
      size,
      channels,
      count: Math.min(count, run.config.count ?? count),
    });
    const values = await dataset.batch(Array.from({ length: dataset.count }, (_, at) => at));
    const points = await sampler.embed(values, dataset.count);
    const space = session.t(cliText.map.latentSpace({ name: run.name }));
    return { points, width: points.length / dataset.count, space, ...(await namedPictures(dataset)), name: run.name };
  } finally {
    sampler.dispose();
  }
}

async function extractMapFeatures(
  session: Session,
  device: Parameters<typeof featureNetwork>[1],
  pictures: PictureSet,
) {
  const network = await featureNetwork(session.host, device);
  const { values, width } = await network.extract(pictures, (done) =>
    session.status(session.t(cliText.map.looking({ done, count: pictures.count }))),
  );
  network.dispose();
  return { points: Float32Array.from(values), width, space: network.name };
}

async function namedPictures(dataset: Dataset) {
  const all = Array.from({ length: dataset.count }, (_, at) => at);
  const pictures = await Promise.all(all.map((at) => dataset.picture(at)));
  return { names: all.map((at) => dataset.nameOf(at)), pictures, tags: dataset.tags };
}

/** Returns the tag that determines the colours. */
function colourColumn(tags: readonly TagColumn[], by: string | undefined, where: string): TagColumn | undefined {
  const usable = tags.filter(({ tag }) => tag.choices.length > 0);
  if (by === undefined) return usable[0];
  const found = usable.find(({ tag }) => tag.name === by);
  if (found) return found;
  const names = usable.map(({ tag }) => tag.name).join(", ");
  throw new OmakaseError("option", {
    where: "--colour-by",
    ...cliText.map.colourColumn({ hasNames: Boolean(names), where, names, by }),
  });
}
