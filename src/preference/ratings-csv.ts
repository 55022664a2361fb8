import { CsvError, parse } from "csv-parse/browser/esm/sync"; // works without Node
import type { DesignSpace } from "./candidate.ts";
import type { RatingRecord } from "./rating-record.ts";
import { csvCell } from "./csv-cell.ts";
import {
  validateRecord,
  modelHashPattern,
  namedValues,
  ratingsFileError,
  valuesOfNamed,
  type RatingsFile,
} from "./ratings-json.ts";
import type { Rating } from "./preference-model.ts";
import { preferenceText } from "../text/index.ts";

/** Longest line of a file, characters: no image has that many numbers. */
const longestLine = 1_000_000;

/** Largest number of candidates per choice, as in JSON. */
const mostCards = 100;

const fixedColumns = ["number", "time", "rater", "picture", "answer", "expected", "std", "model"] as const;

/**
 * Formats ratings as CSV (RFC 4180) for spreadsheets, with a byte order mark: one row per image; rows of one choice
 * share a `number`. `answer` is −2 … 2, or `best` and `other`; then one column per attribute, and the noise.
 *
 * @param file - model hash, design space and records.
 * @returns text with CRLF line ends.
 */
export function formatRatingsCsv({ modelHash, space, records }: RatingsFile): string {
  const tags = space.attributes?.tags ?? [];
  const rows = records.flatMap(({ time, rater, candidates, rating, best, expected }, number) =>
    candidates.map((candidate, place) => {
      const names = space.attributes ? namedValues(space.attributes, candidate.values) : {};
      return [
        String(number + 1),
        String(time),
        rater,
        candidate.id,
        rating !== undefined ? String(rating) : place === best ? "best" : "other",
        expected ? String(expected.mean) : "",
        expected ? String(expected.std) : "",
        modelHash,
        ...tags.map(({ name }) => String(names[name] ?? "")),
        Array.from(candidate.latent).join(" "),
      ];
    }),
  );
  const header = [...fixedColumns, ...tags.map(({ name }) => `shows ${name}`), "latent"];
  return `\ufeff${[header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/**
 * Parses the output of {@link formatRatingsCsv}.
 *
 * @param text - content of the file.
 * @param known - attributes of the rated model, which a CSV does not contain.
 * @param where - name of the file in errors.
 * @returns model hash, design space and records.
 * @throws OmakaseError `source` for invalid content; it names the number of the rating.
 */
export function parseRatingsCsv(text: string, known: Omit<DesignSpace, "latent">, where: string): RatingsFile {
  const tags = known.attributes?.tags ?? [];
  const expectedColumns = [...fixedColumns, ...tags.map(({ name }) => `shows ${name}`), "latent"];
  const rows = rowsOf(text, expectedColumns, where);
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const group = groups.get(row[0]) ?? [];
    if (group.length === mostCards)
      throw ratingsFileError(
        `${where}, ${row[0].slice(0, 60)}`,
        preferenceText.ratingsCsv.tooManyPictures({ mostCards }),
      );
    group.push(row.map(unescapeCell));
    groups.set(row[0], group);
  }
  const modelHash = rows[0]?.[fixedColumns.indexOf("model")] ?? "";
  if (!modelHashPattern.test(modelHash))
    throw ratingsFileError(where, preferenceText.ratingsCsv.wrongModel({ modelHash }));
  const latent = rows[0]?.[expectedColumns.length - 1].split(" ").filter((word) => word !== "").length ?? 0;
  const space = { ...known, latent };
  const records = [...groups].map(([number, some]) => recordOf(some, space, `${where}, ${number}`));
  return { modelHash, space, records };
}

function recordOf(rows: readonly (readonly string[])[], space: DesignSpace, where: string): RatingRecord {
  const tags = space.attributes?.tags ?? [];
  const [[, time, rater, , answer, mean, std]] = rows;
  const candidates = rows.map((row) => {
    const shows = tags.flatMap(({ name, kind }, at) => {
      const cell = row[fixedColumns.length + at];
      return cell === "" ? [] : [[name, kind === "number" ? numberOf(cell, where) : cell] as const];
    });
    const numbers = row[row.length - 1].split(" ").filter((word) => word !== "");
    return {
      id: row[3],
      values: space.attributes ? valuesOfNamed(space.attributes, Object.fromEntries(shows), where) : [],
      latent: Float32Array.from(numbers, (word) => numberOf(word, where)),
    };
  });
  const answers = rows.map((row) => row[4]);
  const best = answers.indexOf("best");
  const isChoice = answers.every((word) => word === "best" || word === "other");
  if (!isChoice && !(rows.length === 1 && /^-?[12]$|^0$/.test(answer)))
    throw ratingsFileError(where, preferenceText.ratingsCsv.wrongAnswer({ answers: answers.join(" ") }));
  if (isChoice && best !== answers.lastIndexOf("best"))
    throw ratingsFileError(where, preferenceText.ratingsCsv.twoBest);
  const record = {
    time: numberOf(time, where),
    rater,
    candidates,
    ...(isChoice ? { best: Math.max(0, best) } : { rating: Number(answer) as Rating }),
    ...(mean !== "" && { expected: { mean: numberOf(mean, where), std: numberOf(std, where) } }),
  };
  if (rater === "" || (isChoice && best < 0)) throw ratingsFileError(where, preferenceText.ratingsCsv.incompleteRow);
  return validateRecord(record, space.latent, where);
}

/** Parses the rows below the header. Stops at the first invalid row, however many follow. */
function rowsOf(text: string, expectedColumns: readonly string[], where: string): string[][] {
  for (let at = 0; at >= 0 && at < text.length;) {
    const end = text.indexOf("\n", at);
    if ((end < 0 ? text.length : end) - at > longestLine)
      throw ratingsFileError(where, preferenceText.ratingsCsv.longLine({ longestLine }));
    at = end < 0 ? end : end + 1;
  }
  let header: string[] | undefined;
  const check = (row: string[]): string[] | null => {
    if (header && row.length !== expectedColumns.length)
      throw ratingsFileError(
        `${where}, ${row[0].slice(0, 60)}`,
        preferenceText.ratingsCsv.wrongCells({ count: row.length }),
      );
    if (header) return row;
    header = row;
    if (header.join() !== expectedColumns.join()) throw otherHeader(header, where);
    return null;
  };
  let rows: string[][];
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, on_record: check };
    rows = parse(text.replace(/^\ufeff/, ""), options) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw ratingsFileError(where, preferenceText.ratingsCsv.brokenCsv({ message: error.message }));
  }
  if (!header) throw otherHeader([], where);
  return rows;
}

function otherHeader(header: readonly string[], where: string) {
  const line = header.slice(0, 100).join(",").slice(0, 300);
  return ratingsFileError(where, preferenceText.ratingsCsv.wrongHeader({ line }));
}

function numberOf(word: string, where: string): number {
  const number = Number(word);
  if (word !== "" && Number.isFinite(number)) return number;
  throw ratingsFileError(where, preferenceText.ratingsCsv.noNumber({ word }));
}

/** Reverses {@link csvCell}. */
function unescapeCell(text: string): string {
  return text.replace(/^'/, "");
}
