import { join } from "node:path";
import { figurePng, sampleGrid } from "../../figure/index.ts";
import { trainedModelHash } from "../../sample/index.ts";
import {
  samplerDesignSpace,
  suggest,
  renderCandidates,
  predictRatings,
  raterModelsFrom,
  candidatesShownTo,
  modelOfRater,
} from "../../preference/index.ts";
import type { OpenedSampler } from "../input/open-model.ts";
import { ratingsOfOneRater, readRatings } from "../input/read-ratings.ts";
import type { Session } from "../session.ts";
import { renderProgress } from "../output/render-progress.ts";
import { withinFolder, recipePng, writeResults, type OutputFile } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

/** Options of {@link generatePreferred}. */
interface GeneratePreferredOptions {
  readonly seed: number;
  readonly count: number;
  readonly exploitation?: number;
  readonly rater?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of images in one figure. */
const maxShown = 100;

/** `omakase generate <run> --preference ratings.json`: draws images that a rater likes, each with its expected rating. */
export async function generatePreferred(
  session: Session,
  { run, sampler }: OpenedSampler,
  path: string,
  { count, seed, exploitation, rater, out, overwrite }: GeneratePreferredOptions,
): Promise<void> {
  const { host, language } = session;
  const hash = await trainedModelHash(sampler.trained);
  const ratings = await readRatings(session, path, { hash, space: samplerDesignSpace(sampler) });
  const { rater: raterName, records } = ratingsOfOneRater(ratings, rater);
  const models = raterModelsFrom(ratings.space, records);
  const preference = modelOfRater(models, raterName);
  const candidates = suggest(preference, { count, seed, exploitation, history: candidatesShownTo(models, raterName) });
  const expected = predictRatings(preference, candidates);
  const drawings = await renderCandidates(sampler, candidates, renderProgress(session));
  sampler.dispose();

  const name = `preference-${raterName.replace(/[\\/:*?"<>|\s.]/g, "_").slice(0, 40)}-seed-${seed}`;
  const files: OutputFile[] = [];
  for (const [at, drawing] of drawings.entries())
    files.push({ path: `${name}-${String(at).padStart(4, "0")}.png`, bytes: await recipePng(session, drawing) });
  const figure = sampleGrid(
    drawings.slice(0, maxShown).map(({ picture }) => picture),
    {
      language,
      labels: expected.slice(0, maxShown).map(({ mean, std }) => `${formatSigned(mean)} ± ${std.toFixed(1)}`),
      title: cliText.generatePreferred.title({ raterName }),
      caption: cliText.generatePreferred.caption({ count: records.length }),
    },
  );
  files.push({ path: `${name}.png`, bytes: await figurePng(figure, host.asset) });
  const folder = join(run.path, "pictures", name);
  const written = await writeResults(session, (ending) => withinFolder(files, out ?? folder + ending), {
    isExplicit: out !== undefined,
    overwrite,
  });
  for (const [at, { recipe }] of drawings.entries())
    session.emit({
      type: "picture",
      file: written[at].path,
      expected: expected[at],
      attributes: recipe.attributes?.[0],
    });
  const sheet = written[written.length - 1].path;
  session.emit({
    type: "preference",
    file: sheet,
    rater: raterName,
    ratings: records.length,
    seed,
    pictures: drawings.length,
  });
  session.print(cliText.generatePreferred.done({ count: drawings.length, ratings: records.length, raterName, sheet }));
}

function formatSigned(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
