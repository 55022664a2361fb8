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
import { modelText } from "../option/model-text.ts";
import type { Session } from "../session.ts";
import { similarityText } from "../output/similarity-text.ts";
import { writeResults } from "../output/write-results.ts";

interface EvaluateCommandOptions extends DeviceCommandOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const defaultCount = 2000;

/** `omakase evaluate <model>`: how good, how varied and how new a model's pictures are. */
export const addEvaluateCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "モデルの絵を採点する: 本物らしさ、多様さ、元の絵の丸写しでないか",
    en: "judge a model's pictures: how good, how varied, and whether they are copies",
  };
  const examples = [
    "omakase evaluate runs/gan-sushi",
    "omakase evaluate runs/gan-mine ./my-pictures --count 500",
    "omakase evaluate runs/gan-sushi sushi --seed 7 --json",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "evaluate", about, examples, language }, runEvaluate)
      .argument("[model]", t(modelText))
      .argument(
        "[source]",
        option(
          "くらべる絵（省くと学習に使った絵）: sushi など、またはフォルダ・zip・IDX。pix2pix なら変える絵の組（省くと、学習に使わなかった組）",
          "what to compare with; default: what it learned from. Of a pix2pix: pairs to translate; default: those held back",
        ),
      )
      .option(
        "--count <n>",
        option(`描いて調べる枚数（省くと ${defaultCount}）`, `how many pictures to draw; default ${defaultCount}`),
        wholeNumber(12, 100_000),
      )
      .option(
        "--seed <n>",
        option("描く絵を決めるシード（省くと 1）", "decides what is drawn; default 1"),
        wholeNumber(0),
      )
      .option("--out <folder>", option("書きこむフォルダ（省くと実行フォルダ）", "default: the folder of the run"))
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
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
    onProgress: ({ done, total }) =>
      session.status(session.t({ ja: `見ています ${done} / ${total}`, en: `looking ${done} / ${total}` })),
  });
  network.dispose();
  const attributeAccuracyResult =
    sampler && (await measureAttributeAccuracy(session, sampler, trainingSet, { count, seed }));
  session.status(session.t({ ja: "図を描いています", en: "drawing the figure" }));
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
    session.print({
      ja: "「モデルの絵」は学習に使わなかった入力から描いたもの、「本物」は学習に使った正解の絵です。",
      en: "Drawn are translations of inputs that it did not learn from; real are targets that it did.",
    });
    session.print(similarityText(similarity));
  }
  for (const line of attributeAccuracyResult ? attributeAccuracyLines(attributeAccuracyResult) : [])
    session.print(line);
  if (run.config.flip)
    session.print({
      ja: "  左右を反転した丸写しは、半分ほど見のがします。",
      en: "  Of mirrored copies, about half are missed.",
    });
  session.print({ ja: `  見くらべる: ${written[1].path}`, en: `  To compare: ${written[1].path}` });
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
  const note = {
    ja: `${run.name}、描いた絵 ${evaluation.counts.drawn} 枚、元の絵 ${evaluation.counts.real} 枚、${evaluation.space}`,
    en: `${run.name}, ${evaluation.counts.drawn} drawn, ${evaluation.counts.real} originals, ${evaluation.space}`,
  };
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
