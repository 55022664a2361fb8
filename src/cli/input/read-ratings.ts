import { OmakaseError } from "../../error.ts";
import {
  parseRatingsCsv,
  parseRatingsJson,
  type DesignSpace,
  type RatingRecord,
  type RatingsFile,
} from "../../preference/index.ts";
import type { Session } from "../session.ts";
import { cliText, listText } from "../../text/index.ts";

/** Model whose images were rated. */
export interface RatingsModel {
  readonly hash: string;
  readonly space: Omit<DesignSpace, "latent">;
}

/**
 * Reads exported ratings, JSON or CSV by the end of the name.
 *
 * @throws OmakaseError `source` when they cannot be understood, are none, or are about pictures of another model;
 *   `option` for CSV without a model, as a table does not say what its attributes can be.
 */
export async function readRatings({ host }: Session, path: string, model?: RatingsModel): Promise<RatingsFile> {
  const text = new TextDecoder().decode(await host.files.read(path));
  const ratings = /\.csv$/i.test(path) ? parseCsvRatings(text, path, model) : parseRatingsJson(text, path);
  if (ratings.records.length === 0) throw new OmakaseError("source", { where: path, ...cliText.readRatings.none });
  if (!model) return ratings;
  if (ratings.modelHash !== model.hash) throw otherModelError(path, ratings.modelHash, model.hash);
  return { ...ratings, space: { ...model.space, latent: ratings.space.latent } };
}

/**
 * Selects the ratings of one rater.
 *
 * @param rater - name. Default: the rater with the most ratings.
 * @throws OmakaseError `option` when there is no rater of that name.
 */
export function ratingsOfOneRater(
  { records }: RatingsFile,
  rater?: string,
): { rater: string; records: readonly RatingRecord[] } {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(record.rater, (counts.get(record.rater) ?? 0) + 1);
  const raterName = rater ?? [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  const raterRecords = records.filter((record) => record.rater === raterName);
  if (raterRecords.length > 0) return { rater: raterName, records: raterRecords };
  const names = [...counts.keys()];
  throw new OmakaseError("option", {
    where: "--rater",
    ...cliText.readRatings.ratingsOfOneRater({ names: listText(names), raterName }),
  });
}

function parseCsvRatings(text: string, path: string, model: RatingsModel | undefined): RatingsFile {
  if (model) return parseRatingsCsv(text, model.space, path);
  throw new OmakaseError("option", { where: path, ...cliText.readRatings.csvAlone });
}

function otherModelError(where: string, got: string, expected: string): OmakaseError {
  const short = (hash: string) => hash.slice(0, 12);
  return new OmakaseError("source", {
    where,
    ...cliText.readRatings.otherModel({ expected: short(expected), got: short(got) }),
  });
}
