import { join } from "node:path";
import { modelHash } from "../checkpoint/index.ts";
import { figurePng, nearestPictures } from "../figure/index.ts";
import { toPictures } from "../image/index.ts";
import type { OpenedRun } from "../run/index.ts";
import {
  evaluate,
  featureNetwork,
  obedienceLines,
  type Evaluation,
  type MeanSimilarity,
  type Obedience,
} from "../score/index.ts";
import { verb, whole, type Verb } from "./command.ts";
import { computing, type ComputingOptions } from "./computing.ts";
import { evaluationLines } from "./evaluation-lines.ts";
import { judgeObedience } from "./judge-obedience.ts";
import { judgedPictures, type JudgedPictures } from "./judged-pictures.ts";
import { openTrained } from "./open-artist.ts";
import type { Session } from "./session.ts";
import { similarityWords } from "./similarity-words.ts";
import { writeResults } from "./write-results.ts";

interface EvaluateOptions extends ComputingOptions {
  readonly count?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

const usualCount = 2000;

/** `omakase evaluate <run>`: how good, how varied and how new a model's pictures are. */
export const evaluateVerb: Verb = (program, say, language) => {
  const about = {
    ja: "モデルの絵を採点する: 本物らしさ、多様さ、元の絵の丸写しでないか",
    en: "judge a model's pictures: how good, how varied, and whether they are copies",
  };
  const examples = [
    "omakase evaluate runs/gan-sushi",
    "omakase evaluate runs/gan-mine ./my-pictures --count 500",
    "omakase evaluate runs/gan-sushi sushi --seed 7 --json",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "evaluate", about, examples, language }, judge)
      .argument("[run]", option("学習した実行フォルダ", "the folder of a run"))
      .argument(
        "[source]",
        option(
          "くらべる絵（省くと学習に使った絵）: sushi など、またはフォルダ・zip・IDX。pix2pix なら変える絵の組（省くと、学習に使わなかった組）",
          "what to compare with; default: what it learned from. Of a pix2pix: pairs to translate; default: those held back",
        ),
      )
      .option(
        "--count <n>",
        option(`描いて調べる枚数（省くと ${usualCount}）`, `how many pictures to draw; default ${usualCount}`),
        whole(12, 100_000),
      )
      .option("--seed <n>", option("描く絵を決めるシード（省くと 1）", "decides what is drawn; default 1"), whole(0))
      .option("--out <folder>", option("書きこむフォルダ（省くと実行フォルダ）", "default: the folder of the run"))
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    say,
  );
};

async function judge(
  session: Session,
  path: string | undefined,
  source: string | undefined,
  { count = usualCount, seed = 1, out, overwrite, device, threads, half }: EvaluateOptions,
): Promise<void> {
  const { host, signal } = session;
  const { run, trained } = await openTrained(session, path, { verb: "evaluate", device, threads, half });
  const judged = await judgedPictures(session, run, trained, { source, count, seed });
  const { artist, originals, real, drawn, likeness } = judged;
  const network = await featureNetwork(host, trained.device);
  const evaluation = await evaluate(network, real, drawn, {
    signal,
    onProgress: ({ done, total }) =>
      session.status(session.say({ ja: `見ています ${done} / ${total}`, en: `looking ${done} / ${total}` })),
  });
  network.dispose();
  const obeyed = artist && (await judgeObedience(session, artist, originals, { count, seed }));
  session.status(session.say({ ja: "図を描いています", en: "drawing the figure" }));
  const numbers = { ...evaluation, likeness, obedience: obeyed };
  const files = await report(session, run, judged, numbers, seed);
  judged.dispose();
  const written = await writeResults(
    session,
    (ending) =>
      files.map(({ extension, bytes }) => ({ path: join(out ?? run.path, `evaluation${ending}.${extension}`), bytes })),
    { chosen: out !== undefined, overwrite },
  );
  session.emit({ type: "evaluation", ...numbers, files: written.map((file) => file.path) });
  for (const line of evaluationLines(evaluation, session.language)) session.print(line);
  if (likeness) {
    session.print({
      ja: "「モデルの絵」は学習に使わなかった入力から描いたもの、「本物」は学習に使った正解の絵です。",
      en: "Drawn are translations of inputs that it did not learn from; real are targets that it did.",
    });
    session.print(similarityWords(likeness));
  }
  for (const line of obeyed ? obedienceLines(obeyed) : []) session.print(line);
  if (run.config.flip)
    session.print({
      ja: "  左右を反転した丸写しは、半分ほど見のがします。",
      en: "  Of mirrored copies, about half are missed.",
    });
  session.print({ ja: `  見くらべる: ${written[1].path}`, en: `  To compare: ${written[1].path}` });
}

/** evaluation.json, and the figure as PNG and SVG. */
async function report(
  { host, language, say }: Session,
  run: OpenedRun,
  { originals, drawn }: JudgedPictures,
  evaluation: Evaluation & { readonly likeness?: MeanSimilarity; readonly obedience?: Obedience },
  seed: number,
): Promise<{ readonly extension: string; readonly bytes: Uint8Array }[]> {
  const { suspects, threshold } = evaluation.copies;
  const { channels, size } = drawn;
  const values = await drawn.batch(suspects.map((suspect) => suspect.drawn));
  const shown = toPictures(values, { channels, height: size, width: size });
  const pairs = await Promise.all(
    suspects.map(async ({ real, nearness }, at) => ({
      drawn: shown[at],
      real: await originals.picture(real),
      name: originals.nameOf(real),
      nearness,
    })),
  );
  const note = {
    ja: `${run.name}、描いた絵 ${evaluation.counts.drawn} 枚、元の絵 ${evaluation.counts.real} 枚、${evaluation.space}`,
    en: `${run.name}, ${evaluation.counts.drawn} drawn, ${evaluation.counts.real} originals, ${evaluation.space}`,
  };
  const figure = nearestPictures(pairs, { language, threshold, note: say(note) });
  const { step, weights } = run.loaded.checkpoint;
  const facts = {
    formatVersion: 1,
    run: run.name,
    step,
    modelHash: await modelHash(weights),
    source: originals.name,
    seed,
  };
  const text = (value: string) => new TextEncoder().encode(value);
  return [
    { extension: "json", bytes: text(`${JSON.stringify({ ...facts, ...evaluation }, undefined, 2)}\n`) },
    { extension: "png", bytes: await figurePng(figure, host.asset) },
    { extension: "svg", bytes: text(figure.svg) },
  ];
}
