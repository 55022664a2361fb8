import { basename, join } from "node:path";
import { isBuiltinDataset } from "../../dataset/index.ts";
import { figurePng, reconstructionPairs } from "../../figure/index.ts";
import { reconstruct, type Reconstruction } from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { loadPictures } from "../input/load-pictures.ts";
import { openSampler } from "../input/open-model.ts";
import { readPictureFile } from "../input/read-picture-file.ts";
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface ReconstructCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Default number of images of a built-in set, which is unlimited. */
const defaultCount = 64;
/** Maximum number of pairs in a figure. */
const maxShownPairs = 32;

/** `omakase reconstruct <model> <pictures…>`: how much of a picture passes through the narrow place. */
export const addReconstructCommand: AddCommand = (program, t, language) => {
  const about = cliText.reconstruct.about;
  const examples = [
    "omakase reconstruct runs/vae-sushi photo.jpg",
    "omakase reconstruct runs/vae-sushi ./my-pictures --out result",
    "omakase reconstruct runs/ae-sushi sushi --count 16",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "reconstruct", about, examples, language }, runReconstruct)
      .argument("<model>", t(modelArgumentText))
      .argument("<pictures...>", t(cliText.reconstruct.pictures))
      .option("--count <n>", t(cliText.reconstruct.count({ defaultCount })), wholeNumber(1))
      .option("--out <folder>", t(cliText.reconstruct.out))
      .option("--overwrite", t(cliText.reconstruct.overwrite)),
    t,
  );
};

async function runReconstruct(
  session: Session,
  path: string,
  sources: readonly string[],
  { count, out, overwrite, device, threads, half }: ReconstructCommandOptions,
): Promise<void> {
  const { host, language } = session;
  const { run, sampler } = await openSampler(session, path, { commandName: "reconstruct", device, threads, half });
  const named = (
    await Promise.all(sources.map((source) => loadNamedPictures(session, source, run.config, count)))
  ).flat();
  const results = await reconstruct(
    sampler,
    named.map(({ picture }) => picture),
    renderProgress(session),
  );
  sampler.dispose();

  const mean = results.reduce((total, { psnr }) => total + psnr, 0) / results.length;
  const shown = results.slice(0, maxShownPairs);
  const figure = reconstructionPairs(shown, { language, note: session.t(reconstructionSummary(results, mean)) });
  const picture = await figurePng(figure, host.asset);
  const folder = out ?? join(run.path, "pictures", "reconstructed");
  const written = await writeResults(
    session,
    (ending) => [
      { path: join(folder, `pairs${ending}.png`), bytes: picture },
      { path: join(folder, `pairs${ending}.svg`), bytes: new TextEncoder().encode(figure.svg) },
    ],
    { isExplicit: out !== undefined, overwrite },
  );

  for (const [at, { psnr }] of results.entries()) session.emit({ type: "picture", file: named[at].name, psnr });
  session.emit({ type: "figure", file: written[0].path, count: results.length, meanPsnr: mean });
  const width = named.reduce((most, { name }) => Math.min(60, Math.max(most, name.length)), 0);
  for (const [at, { psnr }] of results.entries())
    session.print(`${named[at].name.padEnd(width)}  ${psnr.toFixed(1).padStart(5)} dB`);
  session.print(reconstructionSummary(results, mean));
  session.print(cliText.reconstruct.next({ path: written[0].path }));
}

interface NamedPicture {
  readonly name: string;
  readonly picture: Picture;
}

/** Loads one source: a file is one image, anything else is a data set. */
async function loadNamedPictures(
  session: Session,
  source: string,
  { size, channels }: { readonly size: number; readonly channels: 1 | 3 },
  count: number | undefined,
): Promise<NamedPicture[]> {
  const builtin = isBuiltinDataset(source);
  const isPicture = !builtin && (await session.host.files.stat(source))?.kind === "file" && !isPictureArchive(source);
  if (isPicture) return [{ name: basename(source), picture: await readPictureFile(session, source) }];
  const dataset = await loadPictures(session, source, {
    size,
    channels,
    count: count ?? (builtin ? defaultCount : undefined),
  });
  return Promise.all(
    Array.from({ length: dataset.count }, async (_, index) => ({
      name: dataset.nameOf(index),
      picture: await dataset.picture(index),
    })),
  );
}

/** Extensions of files with many images: archives, and IDX as in MNIST. */
function isPictureArchive(path: string): boolean {
  return /\.zip$|idx\d|ubyte/i.test(basename(path));
}

function reconstructionSummary(results: readonly Reconstruction[], mean: number) {
  const count = results.length;
  return cliText.reconstruct.summary({ count, mean: mean.toFixed(1) });
}
