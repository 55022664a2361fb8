/**
 * The one error class. An error is a code and values; its sentence is made by {@link formatError} from a
 * Japanese or an English table, in one form: `where: expected A, got B. Do C.`
 */

/** The languages that everything a person reads exists in. */
export type Language = "ja" | "en";

/**
 * What went wrong, as a closed set. `internalError` is a bug of ours; everything else is something the person can mend.
 */
export type ErrorCode =
  | "shape" // tensors or layers that do not fit together
  | "option" // an option out of range, unknown, or not to be combined
  | "source" // a data set that is missing, empty, or unreadable
  | "picture" // a picture that cannot be decoded
  | "run" // a run folder that is missing or not a run
  | "checkpoint" // a checkpoint that is damaged or of another version
  | "recipe" // a picture without a recipe, or with one for another model
  | "device" // a device that is missing, lost, or too small
  | "diverged" // training produced NaN or infinity
  | "internal";

/** One text in both languages. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** The parts of the sentence `where: expected A, got B. Do C.` */
export interface ErrorParts {
  /** What it is about: an option, a file, a layer. Shown as it is. */
  readonly where: string;
  /** What would have been right, without a full stop. */
  readonly expected: Text;
  /** What was there instead, without a full stop. */
  readonly got: Text;
  /** What the person can do now: one imperative sentence without a full stop. */
  readonly remedy: Text;
}

/** Every error that omakase throws on purpose. `message` is the English sentence. */
export class OmakaseError extends Error {
  readonly code: ErrorCode;
  readonly errorParts: ErrorParts;

  constructor(code: ErrorCode, errorParts: ErrorParts, options?: ErrorOptions) {
    super(compose(errorParts, "en"), options);
    this.name = "OmakaseError";
    this.code = code;
    this.errorParts = errorParts;
  }
}

/** The sentence of an error in a language. An error that is not ours becomes `internalError: …`. */
export function formatError(error: unknown, language: Language): string {
  if (error instanceof OmakaseError) return compose(error.errorParts, language);
  const text = error instanceof Error ? error.message : String(error);
  return `internal: ${text}`;
}

/** The sentence in both languages, for what may be read by anybody. */
export function formatErrorTexts(error: unknown): Text {
  return { ja: formatError(error, "ja"), en: formatError(error, "en") };
}

/** A bug of ours: something that the code around it promised cannot happen. */
export function internalError(what: string): Error {
  return new Error(what);
}

/**
 * Checks an option that must be an integer within a range, both ends included.
 *
 * @throws OmakaseError `option` when it is no integer or lies outside the range.
 */
export function checkInteger(where: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new OmakaseError("option", {
    where,
    expected: { ja: `${low} から ${high} までの整数`, en: `a whole number from ${low} to ${high}` },
    got: { ja: String(value), en: String(value) },
    remedy: { ja: "値を直してください", en: "Change the value" },
  });
}

function compose({ where, expected, got, remedy }: ErrorParts, language: Language): string {
  if (language === "ja") return `${where}: ${expected.ja}が必要ですが、${got.ja}でした。${remedy.ja}。`;
  return `${where}: expected ${expected.en}, got ${got.en}. ${remedy.en}.`;
}
