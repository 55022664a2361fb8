import { dirname, join } from "node:path";
import {
  traitEffectBars,
  figurePng,
  predictionScatter,
  raterReliabilityFigure,
  preferenceCurves,
} from "../../figure/index.ts";
import { hashedRun } from "../../run/index.ts";
import {
  traitEffects,
  traitEffectSentences,
  learningCurve,
  raterSentences,
  formatRatingsCsv,
  formatRatingsJson,
  raterModelsFrom,
  ratingsOfRater,
  findRepeats,
  selfAgreement,
  ratingDrift,
  modelOfRater,
  preferenceShift,
} from "../../preference/index.ts";
import { defineCommand, type AddCommand } from "./define-command.ts";
import { ratingsOfOneRater, readRatings } from "../input/read-ratings.ts";
import { openModel } from "../input/open-model.ts";
import type { Session } from "../session.ts";
import { withinFolder, writeResults, type OutputFile } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

interface PreferenceCommandOptions {
  readonly rater?: string;
  readonly run?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** `omakase preference <ratings>`: the preference model of a rater, its accuracy, and the rater's reliability. */
export const addPreferenceCommand: AddCommand = (program, t, language) => {
  const about = cliText.preference.about;
  const examples = [
    "omakase preference ratings.json",
    "omakase preference ratings.json --rater Hanako --out preference",
    "omakase preference ratings.csv --run characters",
  ];
  defineCommand(program, { name: "preference", about, examples, language }, runPreference)
    .argument("<ratings>", t(cliText.preference.ratings))
    .option("--rater <name>", t(cliText.preference.rater))
    .option("--run <model>", t(cliText.preference.run))
    .option("--out <folder>", t(cliText.preference.out))
    .option("--overwrite", t(cliText.preference.overwrite));
};

async function runPreference(session: Session, path: string, options: PreferenceCommandOptions): Promise<void> {
  const { host, language, t, status } = session;
  const run = options.run === undefined ? undefined : await hashedRun(await openModel(session, options.run));
  const ratedModel = run && {
    hash: run.hash,
    space: { attributes: run.config.attributes, examples: run.examples },
  };
  const ratings = await readRatings(session, path, ratedModel);
  const { rater, records: raterRecords } = ratingsOfOneRater(ratings, options.rater);
  status(t(cliText.preference.learning));
  const models = raterModelsFrom(ratings.space, raterRecords);
  const records = ratingsOfRater(models, rater); // with predicted ratings where the file has none
  const preference = modelOfRater(models, rater);
  const effects = traitEffects(preference);
  const drift = ratingDrift(preference, records);
  const agreement = selfAgreement(records);
  const shift = preferenceShift(
    preference,
    records.flatMap(({ candidates }) => candidates),
  );
  const curve = learningCurve(records);
  const sentences = [...traitEffectSentences(effects), ...raterSentences({ agreement, drift, shift })];
  const figures = {
    ...(curve.predictions.length > 0 && {
      learning: await preferenceCurves(curve, { language, note: rater }),
      guesses: await predictionScatter(curve, { language, note: rater }),
    }),
    ...(effects.single.length > 0 && { beliefs: traitEffectBars(effects, { language, note: rater }) }),
    rater: await raterReliabilityFigure({ drift, repeats: findRepeats(records), agreement }, { language, note: rater }),
  };
  const good = curve.goodShares.at(-1);
  const data = { rater, ratings: records.length, good, agreement, drift: drift?.slope, shift, sentences };
  const text = (value: string) => new TextEncoder().encode(value);
  const raterRatings = { ...ratings, records };
  const files: OutputFile[] = [
    { path: "preference.json", bytes: text(`${JSON.stringify(data, undefined, 2)}\n`) },
    { path: "ratings.json", bytes: text(formatRatingsJson(raterRatings)) },
    { path: "ratings.csv", bytes: text(formatRatingsCsv(raterRatings)) },
  ];
  for (const [name, figure] of Object.entries(figures))
    files.push(
      { path: `${name}.png`, bytes: await figurePng(figure, host.asset) },
      { path: `${name}.svg`, bytes: text(figure.svg) },
    );
  const written = await writeResults(
    session,
    (ending) => withinFolder(files, options.out ?? join(dirname(path), `preference${ending}`)),
    { isExplicit: options.out !== undefined, overwrite: options.overwrite },
  );
  session.emit({ type: "preference", ...data, files: written.map((file) => file.path) });
  for (const one of sentences) session.print(one);
  if (good !== undefined)
    session.print(cliText.preference.summary({ count: records.length, good: Math.round(100 * good) }));
  session.print(`  ${dirname(written[0].path)}`);
}
