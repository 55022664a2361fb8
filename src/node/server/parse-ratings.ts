/**
 * Worker of `readRatingsFile`: parses a file of ratings beside the server, which takes seconds. Posts chunks `{ ratings
 * }` and then `{ done }`, or `{ errorParts }`.
 */
import { isDeepStrictEqual } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { OmakaseError } from "../../error.ts";
import { parseRatingsCsv, parseRatingsJson } from "../../preference/index.ts";
import { ratingRequest, ratingRequestSchema } from "../../protocol/index.ts";
import type { RatingsFile, RatingsPiece } from "./read-ratings-file.ts";
import { unstorableCharacters } from "./read-request.ts";
import { nodeText } from "../../text/index.ts";

/** Ratings per message; few enough to keep the server responsive. */
const together = 200;

function parse({ bytes, model: { hash, latent, attributes } }: RatingsFile, post: (piece: RatingsPiece) => void): void {
  const text = new TextDecoder().decode(bytes);
  const isJson = /^\ufeff?\s*\{/.test(text);
  const read = isJson ? parseRatingsJson(text, "ratings.json") : parseRatingsCsv(text, { attributes }, "ratings.csv");
  const same = isDeepStrictEqual(read.space.attributes, attributes) && read.space.latent === latent;
  if (read.records.length > 0 && (read.modelHash !== hash || !same)) throw ofAnotherModel(read.modelHash, hash);
  const ratings = read.records.map((record) => ratingRequestSchema.parse(ratingRequest(record, hash)));
  const odd = ratings.find((rating) =>
    unstorableCharacters.test(rating.rater + rating.candidates.map(({ id }) => id).join()),
  );
  if (odd) throw ofAnotherModel("\\u0000", hash);
  for (let first = 0; first < ratings.length; first += together)
    post({ ratings: ratings.slice(first, first + together) });
  post({ done: true });
}

function ofAnotherModel(got: string, expected: string): OmakaseError {
  const short = (hash: string) => hash.slice(0, 12);
  return new OmakaseError("source", {
    where: "ratings",
    ...nodeText.parseRatings.ofAnotherModel({ expected: short(expected), got: short(got) }),
  });
}

const post = (piece: RatingsPiece) => parentPort?.postMessage(piece, []);
try {
  parse(workerData as RatingsFile, post);
} catch (error) {
  if (!(error instanceof OmakaseError)) throw error;
  post({ errorParts: error.errorParts });
}
