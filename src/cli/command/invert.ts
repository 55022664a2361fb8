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
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { searchProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";

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
  const about = {
    ja: "エンコーダーのないモデル（gan、dcgan、cgan）の中で、写真にいちばん近い絵をさがす",
    en: "find pictures in a model without an encoder (gan, dcgan, cgan): the nearest that it can draw",
  };
  const examples = [
    "omakase invert runs/gan-faces photo.jpg",
    "omakase invert runs/gan-faces ./my-pictures --out found",
    "omakase morph runs/gan-faces --from found/photo.png --to 7",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "invert", about, examples, language }, runInvert)
      .argument("<model>", t(modelText))
      .argument(
        "<pictures...>",
        option(
          "画像ファイル、フォルダ、zip、または faces など",
          "picture files, folders, archives, or a set such as faces",
        ),
      )
      .option("--count <n>", option("フォルダなどから使う枚数", "how many of each folder or set"), wholeNumber(1))
      .option(
        "--feature-offsets",
        option(
          "モデルがふつうは描かない細部も足して、ずっと近づける（そのぶん、潜在空間の計算はあてにならない）",
          "come much closer with details that the model does not draw by itself; latent arithmetic means less then",
        ),
      )
      .option("--retrain-encoder", option("エンコーダーを作りなおす", "train the encoder anew"))
      .option(
        "--encoder-pictures <n>",
        option(
          "エンコーダーの練習で見る絵の数（作るときだけ。省くと 12000）",
          "pictures that the encoder learns from, when it is made; default 12000",
        ),
        wholeNumber(1),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: pictures/inverted of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
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
  printInversions(session, run.argument, found, names, knownResiduals, written.map((file) => file.path), seconds); // prettier-ignore
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
  if (!bound)
    session.print({
      ja: "モデルが知っている絵が足りないので、どこまで知っているかは言えません",
      en: "Too few pictures that the model knows are there to say what it does not know",
    });
  session.print({
    ja: `  見くらべる: ${files[0]}\n  続けるには: npx omakase morph ${model} --from ${quotePath(files[3])} --to 7`,
    en: `  To compare: ${files[0]}\n  To go on: npx omakase morph ${model} --from ${quotePath(files[3])} --to 7`,
  });
}

function inversionSummary(found: readonly Inversion[]) {
  const mean = (of: "psnr" | "distance") => found.reduce((total, one) => total + one[of], 0) / found.length;
  const [psnr, distance] = [mean("psnr").toFixed(1), mean("distance").toFixed(3)];
  return {
    ja: `${found.length} 枚、PSNR の平均 ${psnr} dB、見た目の距離の平均 ${distance}（0 が同じ）`,
    en: `${found.length === 1 ? "1 picture" : `${found.length} pictures`}, mean PSNR ${psnr} dB, mean distance in looks ${distance} (0 is the same)`,
  };
}

/** A path as a shell takes it. */
function quotePath(path: string): string {
  return /[^\p{L}\p{N}\\/:._-]/u.test(path) ? `"${path}"` : path;
}
