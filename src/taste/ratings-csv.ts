import { CsvError, parse } from "csv-parse/browser/esm/sync"; // needs no Node, and does the same there
import type { CardSpace } from "./card.ts";
import type { RatingRecord } from "./rating-record.ts";
import { csvCell } from "./csv-cell.ts";
import { checkedRecord, modelHashPattern, namesOf, refused, valuesOf, type Ratings } from "./ratings-file.ts";
import type { Rating } from "./taste.ts";

/** Longest line of a file, characters: no picture has that many numbers. */
const longestLine = 1_000_000;

/** Most pictures of one choice, as in JSON. */
const mostCards = 100;

const fixed = ["number", "time", "rater", "picture", "answer", "expected", "deviation", "model"] as const;

/**
 * Ratings as CSV (RFC 4180) for spreadsheets, with a byte order mark: one row for each picture, and rows of one choice
 * share a `number`. `answer` is −2 … 2, or `best` and `other`; then one column for each attribute, and the latent.
 */
export function ratingsCsv({ modelHash, space, records }: Ratings): string {
  const tags = space.attributes?.tags ?? [];
  const rows = records.flatMap(({ time, rater, cards, rating, best, expected }, number) =>
    cards.map((card, place) => {
      const names = space.attributes ? namesOf(space.attributes, card.values) : {};
      return [
        String(number + 1),
        String(time),
        rater,
        card.id,
        rating !== undefined ? String(rating) : place === best ? "best" : "other",
        expected ? String(expected.mean) : "",
        expected ? String(expected.deviation) : "",
        modelHash,
        ...tags.map(({ name }) => String(names[name] ?? "")),
        Array.from(card.latent).join(" "),
      ];
    }),
  );
  const header = [...fixed, ...tags.map(({ name }) => `shows ${name}`), "latent"];
  return `\ufeff${[header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/**
 * Reads what {@link ratingsCsv} wrote.
 *
 * @param known - of the model whose pictures were rated: a CSV does not say what its attributes can be.
 * @param where - how an error calls the file.
 * @throws OmakaseError `source` when it cannot be understood; it names the number of the rating.
 */
export function readRatingsCsv(text: string, known: Omit<CardSpace, "latent">, where: string): Ratings {
  const tags = known.attributes?.tags ?? [];
  const wanted = [...fixed, ...tags.map(({ name }) => `shows ${name}`), "latent"];
  const rows = rowsOf(text, wanted, where);
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const group = groups.get(row[0]) ?? [];
    if (group.length === mostCards)
      throw refused(`${where}, ${row[0].slice(0, 60)}`, {
        ja: `${mostCards} 枚を超える絵`,
        en: `more than ${mostCards} pictures`,
      });
    group.push(row.map(plain));
    groups.set(row[0], group);
  }
  const modelHash = rows[0]?.[fixed.indexOf("model")] ?? "";
  if (!modelHashPattern.test(modelHash))
    throw refused(where, { ja: `おかしい model「${modelHash}」`, en: `a wrong model "${modelHash}"` });
  const latent = rows[0]?.[wanted.length - 1].split(" ").filter((word) => word !== "").length ?? 0;
  const space = { ...known, latent };
  const records = [...groups].map(([number, some]) => recordOf(some, space, `${where}, ${number}`));
  return { modelHash, space, records };
}

function recordOf(rows: readonly (readonly string[])[], space: CardSpace, where: string): RatingRecord {
  const tags = space.attributes?.tags ?? [];
  const [[, time, rater, , answer, mean, deviation]] = rows;
  const cards = rows.map((row) => {
    const shows = tags.flatMap(({ name, kind }, at) => {
      const said = row[fixed.length + at];
      return said === "" ? [] : [[name, kind === "number" ? numberOf(said, where) : said] as const];
    });
    const numbers = row[row.length - 1].split(" ").filter((word) => word !== "");
    return {
      id: row[3],
      values: space.attributes ? valuesOf(space.attributes, Object.fromEntries(shows), where) : [],
      latent: Float32Array.from(numbers, (word) => numberOf(word, where)),
    };
  });
  const answers = rows.map((row) => row[4]);
  const best = answers.indexOf("best");
  const isChoice = answers.every((word) => word === "best" || word === "other");
  if (!isChoice && !(rows.length === 1 && /^-?[12]$|^0$/.test(answer)))
    throw refused(where, { ja: `答え「${answers.join(" ")}」`, en: `the answer "${answers.join(" ")}"` });
  if (isChoice && best !== answers.lastIndexOf("best"))
    throw refused(where, { ja: "2 つの「best」", en: "two that are best" });
  const record = {
    time: numberOf(time, where),
    rater,
    cards,
    ...(isChoice ? { best: Math.max(0, best) } : { rating: Number(answer) as Rating }),
    ...(mean !== "" && { expected: { mean: numberOf(mean, where), deviation: numberOf(deviation, where) } }),
  };
  if (rater === "" || (isChoice && best < 0))
    throw refused(where, { ja: "時刻・名前・答えの欠けた行", en: "a row without time, rater or answer" });
  return checkedRecord(record, space.latent, where);
}

/** Reads the rows below the header. Stops at the first row that does not fit, however many follow. */
function rowsOf(text: string, wanted: readonly string[], where: string): string[][] {
  for (let at = 0; at >= 0 && at < text.length;) {
    const end = text.indexOf("\n", at);
    if ((end < 0 ? text.length : end) - at > longestLine)
      throw refused(where, {
        ja: `${longestLine} 文字を超える行`,
        en: `a line of more than ${longestLine} characters`,
      });
    at = end < 0 ? end : end + 1;
  }
  let header: string[] | undefined;
  const check = (row: string[]): string[] | null => {
    if (header && row.length !== wanted.length)
      throw refused(`${where}, ${row[0].slice(0, 60)}`, {
        ja: `${row.length} 列の行`,
        en: `a row of ${row.length} cells`,
      });
    if (header) return row;
    header = row;
    if (header.join() !== wanted.join()) throw otherHeader(header, where);
    return null;
  };
  let rows: string[][];
  try {
    const options = { relax_column_count: true, skip_empty_lines: true, on_record: check };
    rows = parse(text.replace(/^\ufeff/, ""), options) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(where, { ja: `CSV の誤り（${error.message}）`, en: `broken CSV (${error.message})` });
  }
  if (!header) throw otherHeader([], where);
  return rows;
}

function otherHeader(header: readonly string[], where: string) {
  const line = header.slice(0, 100).join(",").slice(0, 300);
  return refused(where, { ja: `1 行目「${line}」`, en: `the first line "${line}"` });
}

function numberOf(word: string, where: string): number {
  const number = Number(word);
  if (word !== "" && Number.isFinite(number)) return number;
  throw refused(where, { ja: `数でない「${word}」`, en: `"${word}", which is no number` });
}

/** The text of a {@link csvCell}. */
function plain(text: string): string {
  return text.replace(/^'/, "");
}
