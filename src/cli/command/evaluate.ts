import { join } from "node:path";
import { figurePng, nearestPictures } from "../../figure/index.ts";
import { toPictures } from "../../image/index.ts";
import { hashedRun, type OpenedRun } from "../../run/index.ts";
import {
  evaluate,
  attributeAccuracyLines,
  type Evaluation,
  type MeanSimilarity,
  type AttributeAccuracy,
} from "../../evaluate/index.ts";
import { featureNetwork } from "../../feature/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { addDeviceOptions, type DeviceCommandOptions } from "../option/device-options.ts";
import { formatEvaluation } from "../output/format-evaluation.ts";
import { measureAttributeAccuracy } from "./measure-attribute-accuracy.ts";
import { openEvaluationSets, type EvaluationSets } from "../input/open-evaluation-sets.ts";
import { openTrainedModel } from "../input/open-model.ts";
import { modelArgumentText } from "../option/model-argument-text.ts";
import type { Session } from "../session.ts";
import { similarityText } from "../output/similarity-text.ts";
import { writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface EvaluateCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const defaultCount = 2000;

/** `omakase evaluate <model>`: how good, how varied and how new a model's pictures are. */
export const addEvaluateCommand: AddCommand = (program, t, language) => {
  const about = cliText.evaluate.about;
  const examples = [
    "omakase evaluate runs/gan-sushi",
    "omakase evaluate runs/gan-mine ./my-pictures --count 500",
    "omakase evaluate runs/gan-sushi sushi --seed 7 --json",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "evaluate", about, examples, language }, runEvaluate)
      .argument("[model]", t(modelArgumentText))
      .argument("[source]", t(cliText.evaluate.source))
      .option("--count <n>", t(cliText.evaluate.count({ defaultCount })), wholeNumber(12, 100_000))
      .option("--seed <n>", t(cliText.evaluate.seed), wholeNumber(0))
      .option("--out <folder>", t(cliText.evaluate.out))
      .option("--overwrite", t(cliText.evaluate.overwrite)),
    t,
  );
};

async function runEvaluate(
  session: Session,
  path: string | undefined,
  source: string | undefined,
  { count = defaultCount, seed = 1, out, overwrite, device, threads, half }: EvaluateCommandOptions,
): Promise<void> {
  const { host, signal } = session;
  const { run, trained } = await openTrainedModel(session, path, { commandName: "evaluate", device, threads, half });
  const sets = await openEvaluationSets(session, run, trained, { source, count, seed });
  const { sampler, trainingSet, real, generated, similarity } = sets;
  const network = await featureNetwork(host, trained.device);
  const evaluation = await evaluate(network, real, generated, {
    signal,
    onProgress: ({ done, total }) => session.status(session.t(cliText.evaluate.looking({ done, total }))),
  });
  network.dispose();
  const attributeAccuracyResult =
    sampler && (await measureAttributeAccuracy(session, sampler, trainingSet, { count, seed }));
  session.status(session.t(cliText.evaluate.drawingFigure));
  const results = { ...evaluation, similarity, attributeAccuracy: attributeAccuracyResult };
  const files = await evaluationFiles(session, run, sets, results, seed);
  sets.dispose();
  const written = await writeResults(
    session,
    (ending) =>
      files.map(({ extension, bytes }) => ({ path: join(out ?? run.path, `evaluation${ending}.${extension}`), bytes })),
    { isExplicit: out !== undefined, overwrite },
  );
  session.emit({ type: "evaluation", ...results, files: written.map((file) => file.path) });
  for (const line of formatEvaluation(evaluation, session.language)) session.print(line);
  if (similarity) {
    session.print(cliText.evaluate.translations);
    session.print(similarityText(similarity));
  }
  for (const line of attributeAccuracyResult ? attributeAccuracyLines(attributeAccuracyResult) : [])
    session.print(line);
  if (run.config.flip) session.print(cliText.evaluate.mirroredCopies);
  session.print(cliText.evaluate.compare({ path: written[1].path }));
}

/** Returns evaluation.json, and the figure as PNG and SVG. */
async function evaluationFiles(
  { host, language, t }: Session,
  run: OpenedRun,
  { trainingSet, generated }: EvaluationSets,
  evaluation: Evaluation & { readonly similarity?: MeanSimilarity; readonly attributeAccuracy?: AttributeAccuracy },
  seed: number,
): Promise<{ readonly extension: string; readonly bytes: Uint8Array }[]> {
  const { suspects: nearDuplicates, threshold } = evaluation.copies;
  const { channels, size } = generated;
  const values = await generated.batch(nearDuplicates.map((suspect) => suspect.generated));
  const shown = toPictures(values, { channels, height: size, width: size });
  const pairs = await Promise.all(
    nearDuplicates.map(async ({ real, relativeDistance: nearness }, at) => ({
      drawn: shown[at],
      real: await trainingSet.picture(real),
      name: trainingSet.nameOf(real),
      nearness,
    })),
  );
  const note = cliText.evaluate.note({
    name: run.name,
    drawn: evaluation.counts.drawn,
    real: evaluation.counts.real,
    space: evaluation.space,
  });
  const figure = nearestPictures(pairs, { language, threshold, note: t(note) });
  const facts = {
    formatVersion: 1,
    run: run.name,
    step: run.loaded.checkpoint.step,
    modelHash: (await hashedRun(run)).hash,
    source: trainingSet.name,
    seed,
  };
  const text = (value: string) => new TextEncoder().encode(value);
  return [
    { extension: "json", bytes: text(`${JSON.stringify({ ...facts, ...evaluation }, undefined, 2)}\n`) },
    { extension: "png", bytes: await figurePng(figure, host.asset) },
    { extension: "svg", bytes: text(figure.svg) },
  ];
}
