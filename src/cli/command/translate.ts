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
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { similarityText } from "../output/similarity-text.ts";
import { loadTranslationInputs, defaultTranslationCount } from "../input/load-translation-inputs.ts";
import { renderProgress } from "../output/render-progress.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

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
  const about = cliText.translate.about;
  const examples = [
    "omakase translate emoji-line drawing.png",
    "omakase translate runs/pix2pix-sushi sushi",
    "omakase translate runs/pix2pix-sushi drawing.png",
    "omakase translate runs/pix2pix-photos ./drawings --seed 7 --out result",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "translate", about, examples, language }, runTranslate)
      .argument("<model>", t(modelArgumentText))
      .argument("<pictures...>", t(cliText.translate.pictures))
      .option("--count <n>", t(cliText.translate.count({ defaultTranslationCount })), wholeNumber(1))
      .option("--seed <n>", t(cliText.translate.seed), wholeNumber(0))
      .option("--fit <how>", t(cliText.translate.fit), oneOf("crop", "pad", "stretch"))
      .option("--out <folder>", t(cliText.translate.out))
      .option("--overwrite", t(cliText.translate.overwrite)),
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
  session.print(cliText.translate.done({ count: results.length, path: written[0].path }));
  if (mean) session.print(similarityText(mean));
}
