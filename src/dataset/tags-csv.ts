import { CsvError, parse } from "csv-parse/browser/esm/sync"; // runs without Node, with equal results
import { OmakaseError, type Text } from "../error.ts";
import { binaryChoices, untranslatedText, type Tag, type TagColumn } from "./tag.ts";
import { datasetText } from "../text/index.ts";

/** Maximum number of choices of a category; a column with more is a description. */
const maxChoices = 256;

/** Suffix of the name of a number column, with an optional period after a second colon. */
const numberColumnSuffix = /:number(?::([^:]*))?$/i;

/** Content of a `tags.csv`. */
export interface TagTable {
  /** Column `file`: paths with `/`, in Unicode's composed form. */
  readonly files: readonly string[];
  /** Tags with a value for every row of `files`. */
  readonly tags: readonly TagColumn[];
  readonly notices: readonly Text[];
}

/**
 * Reads a `tags.csv`: RFC 4180 with the header `file,<tag>,…`, in UTF-8 (with or without BOM), UTF-16 with BOM, or
 * Shift_JIS. A column `name:number` is a number, `name:number:360` one with period 360; any other is yes/no if its
 * words are (yes/no, true/false, 1/0, はい/いいえ, 有/無, あり/なし, ○/×), else a category. An empty cell is unknown.
 *
 * @param where - name of the file in an error.
 * @throws OmakaseError `source` when the table is invalid; it names the line.
 */
export function readTagsCsv(bytes: Uint8Array, where: string): TagTable {
  const rows = parseRows(decodeText(bytes, where), where);
  const header = (rows[0]?.cells ?? []).map((cell) => cell.trim());
  if (header[0]?.toLowerCase() !== "file" || header.length < 2) {
    throw tagsCsvError(
      where,
      datasetText.tagsCsv.firstLine,
      datasetText.tagsCsv.quotedHeader({ header: header.join(",") }),
      datasetText.tagsCsv.mendFirstLine,
    );
  }
  const names = header.slice(1).map((name) => name.replace(numberColumnSuffix, "").trim());
  const twin = names.find((name, at) => name === "" || names.indexOf(name) !== at);
  if (twin !== undefined) {
    throw tagsCsvError(
      where,
      datasetText.tagsCsv.uniqueTags,
      twin === "" ? datasetText.tagsCsv.columnWithoutName : datasetText.tagsCsv.twice({ twin }),
      datasetText.tagsCsv.mendTagNames,
    );
  }
  const body = rows.slice(1);
  const notices: Text[] = [];
  const tags: TagColumn[] = [];
  names.forEach((name, at) => {
    const cells = body.map((row) => (row.cells[at + 1] ?? "").trim());
    const number = numberColumnSuffix.exec(header[at + 1]);
    if (number) tags.push(numberColumn(name, cells, body, where, parsePeriod(header[at + 1], number[1], where)));
    else {
      const choices = [...new Set(cells.filter((cell) => cell !== ""))].sort();
      if (choices.length <= maxChoices) tags.push(choiceColumn(name, cells, choices));
      else {
        notices.push(datasetText.tagsCsv.tooManyValues({ name, count: choices.length }));
      }
    }
  });
  const files = body.map(({ cells }) => normalizePath(cells[0]));
  return { files, tags, notices };
}

/**
 * Normalises a path for comparison: `/` between parts, no leading `./`, Unicode's composed form (macOS uses the
 * decomposed one).
 */
export function normalizePath(path: string): string {
  return path
    .trim()
    .replaceAll("\\", "/")
    .replace(/^(\.?\/)+/, "")
    .normalize("NFC");
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function parseRows(text: string, where: string): Row[] {
  try {
    const records = parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1 << 20,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw tagsCsvError(
      where,
      datasetText.tagsCsv.wellFormedCsv,
      datasetText.tagsCsv.mistake({ message: error.message }),
      datasetText.tagsCsv.checkQuotes,
    );
  }
}

/** Decodes a text of unknown encoding. */
function decodeText(bytes: Uint8Array, where: string): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ["utf-16le"]
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ["utf-16be"]
        : ["utf-8", "shift_jis"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw tagsCsvError(
    where,
    datasetText.tagsCsv.knownEncoding,
    datasetText.tagsCsv.anotherEncoding,
    datasetText.tagsCsv.saveAsUtf8,
  );
}

/** Parses the period in the name of a number column. */
function parsePeriod(column: string, suffix: string | undefined, where: string): number | undefined {
  if (suffix === undefined) return undefined;
  const period = Number(suffix);
  if (Number.isFinite(period) && period > 0) return period;
  throw tagsCsvError(
    where,
    datasetText.tagsCsv.period,
    datasetText.tagsCsv.quotedColumn({ column }),
    datasetText.tagsCsv.mendColumn,
  );
}

function numberColumn(
  name: string,
  cells: readonly string[],
  rows: readonly Row[],
  where: string,
  period: number | undefined,
): TagColumn {
  const values = new Float32Array(cells.length);
  cells.forEach((cell, at) => {
    values[at] = cell === "" ? NaN : Number(cell);
    if (cell !== "" && !Number.isFinite(values[at])) {
      throw tagsCsvError(
        `${where}:${rows[at].line}`,
        datasetText.tagsCsv.number({ name }),
        datasetText.tagsCsv.quotedCell({ cell }),
        datasetText.tagsCsv.mendCell,
      );
    }
  });
  return {
    tag: { name, label: untranslatedText(name), kind: "number", choices: [], ...(period && { period }) },
    values,
  };
}

/** Words for no and yes. */
const noWords = ["0", "no", "n", "false", "off", "いいえ", "無", "なし", "無し", "×", "✕"];
const yesWords = ["1", "yes", "y", "true", "on", "はい", "有", "あり", "有り", "○", "◯", "〇"];

function choiceColumn(name: string, cells: readonly string[], choices: readonly string[]): TagColumn {
  const asBinary = (cell: string): number => {
    const word = cell.toLowerCase();
    return yesWords.includes(word) ? 1 : noWords.includes(word) ? 0 : NaN;
  };
  const binary = choices.length > 0 && choices.every((choice) => !Number.isNaN(asBinary(choice)));
  const tag: Tag = binary
    ? { name, label: untranslatedText(name), kind: "binary", choices: binaryChoices }
    : {
        name,
        label: untranslatedText(name),
        kind: "category",
        choices: choices.map((choice) => ({ name: choice, label: untranslatedText(choice) })),
      };
  const places = new Map(choices.map((choice, place) => [choice, place]));
  const values = Float32Array.from(cells, (cell) => (binary ? asBinary(cell) : (places.get(cell) ?? NaN)));
  return { tag, values };
}

function tagsCsvError(where: string, expected: Text, got: Text, remedy: Text): OmakaseError {
  return new OmakaseError("source", { where, expected, got, remedy });
}
