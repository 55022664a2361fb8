import { join } from "node:path";
import { recipeText } from "../../checkpoint/index.ts";
import { figurePng, inversionGrid } from "../../figure/index.ts";
import type { Inversion } from "../../sample/index.ts";
import { residualBound } from "../../anomaly/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { uniqueFileNames } from "../output/unique-file-names.ts";
import { openPictures } from "../input/open-pictures.ts";
import { isInversionOutlier, inversionOutlierText, formatPsnr } from "../output/inversion-texts.ts";
import { openSampler } from "../input/open-model.ts";
import { openInverter } from "../input/open-inverter.ts";
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { searchProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface InvertCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly featureOffsets?: boolean;
  readonly retrainEncoder?: boolean;
  readonly encoderPictures?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of images in a figure. */
const maxShown = 36;

/** `omakase invert <run> <pictures…>`: real pictures into the latent space of a GAN. */
export const addInvertCommand: AddCommand = (program, t, language) => {
  const about = cliText.invert.about;
  const examples = [
    "omakase invert runs/gan-faces photo.jpg",
    "omakase invert runs/gan-faces ./my-pictures --out found",
    "omakase morph runs/gan-faces --from found/photo.png --to 7",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "invert", about, examples, language }, runInvert)
      .argument("<model>", t(modelArgumentText))
      .argument("<pictures...>", t(cliText.invert.pictures))
      .option("--count <n>", t(cliText.invert.count), wholeNumber(1))
      .option("--feature-offsets", t(cliText.invert.featureOffsets))
      .option("--retrain-encoder", t(cliText.invert.retrainEncoder))
      .option("--encoder-pictures <n>", t(cliText.invert.encoderPictures), wholeNumber(1))
      .option("--out <folder>", t(cliText.invert.out))
      .option("--overwrite", t(cliText.invert.overwrite)),
    t,
  );
};

async function runInvert(
  session: Session,
  path: string,
  sources: readonly string[],
  { count, featureOffsets, retrainEncoder, encoderPictures, out, overwrite, ...deviceOptions }: InvertCommandOptions,
): Promise<void> {
  const { host } = session;
  const { run, sampler } = await openSampler(session, path, { commandName: "invert", ...deviceOptions });
  const inputs = await openPictures(session, sources, run.config, count);
  const pictures = await Promise.all(Array.from({ length: inputs.count }, (_, at) => inputs.picture(at)));
  const { inverter, knownResiduals } = await openInverter(session, run, sampler, {
    retrain: retrainEncoder,
    pictures: encoderPictures,
  });
  const startTime = host.clock();
  const found = await inverter.invert(pictures, { featureOffsets, ...searchProgress(session) });
  const seconds = (host.clock() - startTime) / 1000 / found.length;
  inverter.dispose();
  sampler.dispose();

  const names = pictures.map((_, at) => inputs.nameOf(at));
  const files = await inversionFiles(session, found, names, knownResiduals);
  const folder = out ?? join(run.path, "pictures", "inverted");
  const written = await writeResults(
    session,
    (ending) => files.map((file) => ({ ...file, path: join(out ? folder : folder + ending, file.path) })),
    { isExplicit: out !== undefined, overwrite },
  );
  printInversions(session, run.argument, found, names, knownResiduals, written.map((file) => file.path), seconds); // oxfmt-ignore
}

/** Figure, table, and each picture that was found with its recipe. */
async function inversionFiles(
  { host, language, t }: Session,
  found: readonly Inversion[],
  names: readonly string[],
  known: Float32Array,
) {
  const shown = found
    .slice(0, maxShown)
    .map((one, at) => ({ ...one, name: names[at], isOutlier: isInversionOutlier(one, known) }));
  const figure = inversionGrid(shown, {
    language,
    note: t(inversionSummary(found)),
    featureOffsets: found[0].recipe.featureOffsets !== undefined,
  });
  const rows = found.map(({ psnr, distance, residual, point, attributes }, at) => ({
    ...{ name: names[at], psnr, distance, residual, outside: isInversionOutlier({ residual }, known) ?? null },
    ...{
      ...(attributes && { attributes }),
      latent: point.latent,
      ...(point.featureOffsets && { detail: point.featureOffsets }),
    },
  }));
  const table = { bound: residualBound(known) ?? null, pictures: rows };
  const taken = uniqueFileNames(names, ["inversions"]);
  return [
    { path: "inversions.png", bytes: await figurePng(figure, host.asset) },
    { path: "inversions.svg", bytes: new TextEncoder().encode(figure.svg) },
    { path: "inversions.json", bytes: new TextEncoder().encode(`${JSON.stringify(table, undefined, 2)}\n`) },
    ...(await Promise.all(
      found.map(async ({ output, recipe }, at) => ({
        path: `${taken[at]}.png`,
        bytes: await host.codecs.encodePng(output, recipeText(recipe)),
      })),
    )),
  ];
}

function printInversions(
  session: Session,
  model: string,
  found: readonly Inversion[],
  names: readonly string[],
  known: Float32Array,
  files: readonly string[],
  seconds: number,
): void {
  const bound = residualBound(known);
  for (const [at, one] of found.entries()) {
    const { psnr, distance, attributes } = one;
    const outside = isInversionOutlier(one, known) ?? null;
    session.emit({ type: "picture", file: files[at + 3], input: names[at], psnr, distance, outside, attributes });
    const width = Math.min(60, Math.max(...names.map(({ length }) => length)));
    session.print(`${names[at].padEnd(width)}  ${formatPsnr(one).padStart(8)}  ${distance.toFixed(3)}`);
  }
  session.emit({ type: "figure", file: files[0], table: files[2], bound: bound ?? null, secondsEach: seconds });
  session.print(inversionSummary(found));
  for (const [at, one] of found.entries()) {
    const lost = inversionOutlierText(names[at], one, known);
    if (lost) session.print(lost);
  }
  if (!bound) session.print(cliText.invert.tooFewKnown);
  session.print(cliText.invert.next({ file: files[0], model, found: quotePath(files[3]) }));
}

function inversionSummary(found: readonly Inversion[]) {
  const mean = (of: "psnr" | "distance") => found.reduce((total, one) => total + one[of], 0) / found.length;
  const [psnr, distance] = [mean("psnr").toFixed(1), mean("distance").toFixed(3)];
  return cliText.invert.summary({ count: found.length, psnr, distance });
}

/** A path as a shell takes it. */
function quotePath(path: string): string {
  return /[^\p{L}\p{N}\\/:._-]/u.test(path) ? `"${path}"` : path;
}
