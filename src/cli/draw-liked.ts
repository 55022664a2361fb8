import { modelHash } from "../checkpoint/index.ts";
import type { Drawing } from "../generate/index.ts";
import { cardSpaceOf, chooseCards, drawCards, readTasteBook, shownTo, tasteOf } from "../taste/index.ts";
import type { Artist } from "./open-artist.ts";
import { oneRater, readRatings } from "./read-ratings.ts";
import type { Session } from "./session.ts";
import { watched } from "./watched.ts";

/** `omakase generate <run> --taste ratings.json`: draws what somebody likes. */
export async function drawLiked(
  session: Session,
  { artist }: Artist,
  path: string,
  { count, seed, liking, rater }: { count: number; seed: number; liking?: number; rater?: string },
): Promise<Drawing[]> {
  const hash = await modelHash(artist.trained.weights);
  const ratings = await readRatings(session, path, { hash, space: cardSpaceOf(artist) });
  const { rater: whose, records } = oneRater(ratings, rater);
  session.print({
    ja: `${whose} さんの評価 ${records.length} 回から選びます`,
    en: `Choosing by ${records.length} ratings of ${whose}`,
  });
  const book = readTasteBook(ratings.space, records);
  const cards = chooseCards(tasteOf(book, whose), { count, seed, liking, shown: shownTo(book, whose) });
  return drawCards(artist, cards, watched(session));
}
