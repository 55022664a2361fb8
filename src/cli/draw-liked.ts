import { join } from "node:path";
import { modelHash } from "../checkpoint/index.ts";
import { figurePng, sampleGrid } from "../figure/index.ts";
import { cardSpaceOf, chooseCards, drawCards, predict, readTasteBook, shownTo, tasteOf } from "../taste/index.ts";
import type { Artist } from "./open-artist.ts";
import { oneRater, readRatings } from "./read-ratings.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";
import { inFolder, pngOf, writeResults, type Result } from "./write-results.ts";

/** What was asked for. */
interface LikedWords {
  readonly seed: number;
  readonly count: number;
  readonly liking?: number;
  readonly rater?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** The most pictures of one table. */
const mostShown = 100;

/** `omakase generate <run> --taste ratings.json`: draws what somebody likes, each with the rating that is expected. */
export async function drawLiked(
  session: Session,
  { run, artist }: Artist,
  path: string,
  { count, seed, liking, rater, out, overwrite }: LikedWords,
): Promise<void> {
  const { host, language } = session;
  const hash = await modelHash(artist.trained.weights);
  const ratings = await readRatings(session, path, { hash, space: cardSpaceOf(artist) });
  const { rater: whose, records } = oneRater(ratings, rater);
  const book = readTasteBook(ratings.space, records);
  const taste = tasteOf(book, whose);
  const cards = chooseCards(taste, { count, seed, liking, shown: shownTo(book, whose) });
  const expected = predict(taste, cards);
  const drawings = await drawCards(artist, cards, watched(session));
  artist.dispose();

  const name = `taste-${whose.replace(/[\\/:*?"<>|\s.]/g, "_").slice(0, 40)}-seed-${seed}`;
  const files: Result[] = [];
  for (const [at, drawing] of drawings.entries())
    files.push({ path: `${name}-${String(at).padStart(4, "0")}.png`, bytes: await pngOf(session, drawing) });
  const figure = sampleGrid(
    drawings.slice(0, mostShown).map(({ picture }) => picture),
    {
      language,
      labels: expected.slice(0, mostShown).map(({ mean, deviation }) => `${signed(mean)} ± ${deviation.toFixed(1)}`),
      title: { ja: `${whose} さんが好きそうな絵`, en: `What ${whose} may like` },
      caption: {
        ja: `評価 ${records.length} 回から選びました。数字は予想した点（−2〜+2）です。`,
        en: `Chosen by ${records.length} ratings. The number is the rating that is expected (−2 to +2).`,
      },
    },
  );
  files.push({ path: `${name}.png`, bytes: await figurePng(figure, host.asset) });
  const folder = join(run.path, "pictures", name);
  const written = await writeResults(session, (ending) => inFolder(files, out ?? folder + ending), {
    chosen: out !== undefined,
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
  session.emit({ type: "taste", file: sheet, rater: whose, ratings: records.length, seed, pictures: drawings.length });
  session.print({
    ja: `${whose} さんの評価 ${records.length} 回から選んで ${drawings.length} 枚描きました: ${sheet}`,
    en: `Drew ${drawings.length} pictures chosen by ${records.length} ratings of ${whose}: ${sheet}`,
  });
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
