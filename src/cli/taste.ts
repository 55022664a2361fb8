import { dirname, join } from "node:path";
import { modelHash } from "../checkpoint/index.ts";
import { beliefBars, figurePng, guessPoints, raterFigure, tasteCurves } from "../figure/index.ts";
import { openRun } from "../run/index.ts";
import {
  beliefs,
  beliefSentences,
  learningRecord,
  raterSentences,
  ratingsCsv,
  ratingsJson,
  readTasteBook,
  recordsOf,
  repeatsOf,
  selfAgreement,
  standardDrift,
  tasteOf,
  tasteShift,
} from "../taste/index.ts";
import { verb, type Verb } from "./command.ts";
import { oneRater, readRatings } from "./read-ratings.ts";
import type { Session } from "./session.ts";
import { inFolder, writeResults, type Result } from "./write-results.ts";

interface TasteOptions {
  readonly rater?: string;
  readonly run?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** `omakase taste <ratings>`: what somebody likes, how well it was learned, and how steady the rater is. */
export const tasteVerb: Verb = (program, say, language) => {
  const about = {
    ja: "評価の記録から、好みと、それがどれだけわかったか、評価のぶれを図と文にする",
    en: "from ratings: what somebody likes, how well that was learned, how steady the rater is",
  };
  const examples = [
    "omakase taste ratings.json",
    "omakase taste ratings.json --rater Hanako --out taste",
    "omakase taste ratings.csv --run runs/cgan-characters",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  verb(program, { name: "taste", about, examples, language }, show)
    .argument("<ratings>", option("書き出した評価（JSON か CSV）", "exported ratings, JSON or CSV"))
    .option("--rater <name>", option("だれの評価か（省くと、いちばん多い人）", "whose; default: who rated most"))
    .option("--run <folder>", option("評価された絵のモデル（CSV では必要）", "the model of the pictures; CSV needs it"))
    .option(
      "--out <folder>",
      option("書きこむフォルダ（省くと評価のとなりの taste）", "default: taste beside the ratings"),
    )
    .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names"));
};

async function show(session: Session, path: string, options: TasteOptions): Promise<void> {
  const { host, language, say, status } = session;
  const run = options.run === undefined ? undefined : await openRun(host, options.run);
  const known = run && {
    hash: await modelHash(run.loaded.checkpoint.weights),
    space: { attributes: run.config.attributes, examples: run.examples },
  };
  const ratings = await readRatings(session, path, known);
  const { rater, records: said } = oneRater(ratings, options.rater);
  status(say({ ja: "好みを学んでいます", en: "learning" }));
  const book = readTasteBook(ratings.space, said);
  const records = recordsOf(book, rater); // with what was expected, where it was not written down
  const taste = tasteOf(book, rater);
  const found = beliefs(taste);
  const drift = standardDrift(taste, records);
  const agreement = selfAgreement(records);
  const shift = tasteShift(
    taste,
    records.flatMap(({ cards }) => cards),
  );
  const learned = learningRecord(records);
  const sentences = [...beliefSentences(found), ...raterSentences({ agreement, drift, shift })];
  const figures = {
    ...(learned.guesses.length > 0 && {
      learning: await tasteCurves(learned, { language, note: rater }),
      guesses: await guessPoints(learned, { language, note: rater }),
    }),
    ...(found.single.length > 0 && { beliefs: beliefBars(found, { language, note: rater }) }),
    rater: await raterFigure({ drift, repeats: repeatsOf(records), agreement }, { language, note: rater }),
  };
  const good = learned.goodShares.at(-1);
  const data = { rater, ratings: records.length, good, agreement, drift: drift?.slope, shift, sentences };
  const text = (value: string) => new TextEncoder().encode(value);
  const own = { ...ratings, records };
  const files: Result[] = [
    { path: "taste.json", bytes: text(`${JSON.stringify(data, undefined, 2)}\n`) },
    { path: "ratings.json", bytes: text(ratingsJson(own)) },
    { path: "ratings.csv", bytes: text(ratingsCsv(own)) },
  ];
  for (const [name, figure] of Object.entries(figures))
    files.push(
      { path: `${name}.png`, bytes: await figurePng(figure, host.asset) },
      { path: `${name}.svg`, bytes: text(figure.svg) },
    );
  const written = await writeResults(
    session,
    (ending) => inFolder(files, options.out ?? join(dirname(path), `taste${ending}`)),
    { chosen: options.out !== undefined, overwrite: options.overwrite },
  );
  session.emit({ type: "taste", ...data, files: written.map((file) => file.path) });
  for (const one of sentences) session.print(one);
  if (good !== undefined)
    session.print({
      ja: `評価 ${records.length} 回。直近 20 回のうち Good は ${Math.round(100 * good)} %。`,
      en: `${records.length} ratings, ${Math.round(100 * good)} % Good among the last 20.`,
    });
  session.print(`  ${dirname(written[0].path)}`);
}
