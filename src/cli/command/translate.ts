import { join } from "node:path";
import { recipeText } from "../../checkpoint/index.ts";
import { figurePng, translationRows } from "../../figure/index.ts";
import { translate, createTranslator } from "../../sample/index.ts";
import { fitSquare } from "../../image/index.ts";
import { meanSimilarity, similarity } from "../../evaluate/index.ts";
import { oneOf, defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { uniqueFileNames } from "../output/unique-file-names.ts";
import { openTrainedModel } from "../input/open-model.ts";
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { similarityText } from "../output/similarity-text.ts";
import { loadTranslationInputs, defaultTranslationCount } from "../input/load-translation-inputs.ts";
import { renderProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";

interface TranslateCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly fit?: "crop" | "pad" | "stretch";
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of translations in a figure. */
const maxShown = 36;

/** `omakase translate <model> <pictures…>`: turns pictures into others with a trained pix2pix. */
export const addTranslateCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "学習した pix2pix で、絵を別の絵に変える。正解があれば並べて、どれだけ近いかを調べる",
    en: "turn pictures into others with a trained pix2pix; where the true ones are known, say how near it comes",
  };
  const examples = [
    "omakase translate emoji-line drawing.png",
    "omakase translate runs/pix2pix-sushi sushi",
    "omakase translate runs/pix2pix-sushi drawing.png",
    "omakase translate runs/pix2pix-photos ./drawings --seed 7 --out result",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "translate", about, examples, language }, runTranslate)
      .argument("<model>", t(modelText))
      .argument(
        "<pictures...>",
        option(
          "画像ファイル、フォルダ、zip、または絵の組（sushi など）。学習に使った組なら、見せていない絵だけを使う",
          "picture files, folders, archives, or pairs such as sushi; of the pairs it was trained on, those held back",
        ),
      )
      .option(
        "--count <n>",
        option(
          `フォルダなどから使う枚数（省くと全部。sushi などは ${defaultTranslationCount}）`,
          "how many of each folder or set",
        ),
        wholeNumber(1),
      )
      .option(
        "--seed <n>",
        option("少しちがう絵にするためのシード（省くといつも同じ絵）", "draws a variant; default: always the same"),
        wholeNumber(0),
      )
      .option(
        "--fit <how>",
        option(
          "正方形でない絵をどうするか: crop、pad、stretch（省くと crop）",
          "how pictures become squares: crop, pad, or stretch; default crop",
        ),
        oneOf("crop", "pad", "stretch"),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの pictures/ の下）", "default: pictures/translated of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    t,
  );
};

async function runTranslate(
  session: Session,
  path: string,
  sources: readonly string[],
  { count, seed, fit: mode, out, overwrite, device, threads, half }: TranslateCommandOptions,
): Promise<void> {
  const { host, language } = session;
  const { run, trained } = await openTrainedModel(session, path, { commandName: "translate", device, threads, half });
  const { size, channels } = run.config;
  const sampler = createTranslator(trained);
  const inputs = (
    await Promise.all(sources.map((source) => loadTranslationInputs(session, source, run.config, count)))
  ).flat();
  const translated = await translate(sampler, inputs, { seed, fit: mode, ...renderProgress(session) });
  sampler.dispose();

  const results = translated.map((translation, at) => {
    const target = inputs[at].target && fitSquare(inputs[at].target, size, channels);
    return { ...translation, target, similarity: target && similarity(translation.output, target) };
  });
  const withTargets = results.flatMap(({ output, target }) => (target ? [[output, target] as const] : []));
  const mean = withTargets.length > 0 ? meanSimilarity(withTargets) : undefined;
  const allHaveTargets = withTargets.length === results.length;
  const shown = results.slice(0, maxShown).map(({ input, output, target }) => ({
    input,
    output,
    ...(allHaveTargets && { target }), // a grid has a third column or none
  }));
  const note = mean ? session.t(similarityText(mean)) : undefined;
  const figure = translationRows(shown, { language, note });
  const names = uniqueFileNames(
    inputs.map(({ name }) => name),
    ["translations"],
  );
  const files = [
    { path: "translations.png", bytes: await figurePng(figure, host.asset) },
    { path: "translations.svg", bytes: new TextEncoder().encode(figure.svg) },
  ];
  for (const [at, { output, recipe }] of results.entries())
    files.push({ path: `${names[at]}.png`, bytes: await host.codecs.encodePng(output, recipeText(recipe)) });
  const defaultFolder = join(run.path, "pictures", seed === undefined ? "translated" : `translated-seed-${seed}`);
  const written = await writeResults(
    session,
    (ending) => files.map((file) => ({ ...file, path: join(out ?? defaultFolder + ending, file.path) })),
    { isExplicit: out !== undefined, overwrite },
  );

  for (const [at, { similarity }] of results.entries())
    session.emit({ type: "picture", file: written[at + 2].path, input: inputs[at].name, ...similarity });
  session.emit({ type: "figure", file: written[0].path, count: results.length, ...(mean && { mean }) });
  session.print({
    ja: `${results.length} 枚を変えました。まとめて見る: ${written[0].path}`,
    en: `Translated ${results.length === 1 ? "1 picture" : `${results.length} pictures`}. All at once: ${written[0].path}`,
  });
  if (mean) session.print(similarityText(mean));
}
