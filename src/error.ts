/**
 * Errors of one form: `where: expected A, got B. Do C.` The three parts come from the catalogues in `src/text`;
 * {@link formatError} makes the sentence in a language.
 */
import { errorText, inLanguage, verbatim, writeText, type Language, type Text } from "./text/index.ts";

export type { Language, Text };

/** Kind of an error, as a closed set. `internal` is a bug of omakase; the user can fix everything else. */
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

/** Parts of the sentence `where: expected A, got B. Do C.` */
export interface ErrorParts {
  /** Subject of the error: an option, a file, a layer. Shown verbatim; an empty one is not shown. */
  readonly where: string;
  /** Valid values, without a full stop. */
  readonly expected: Text;
  /** Actual value, without a full stop. */
  readonly got: Text;
  /** Way to fix the error: one imperative sentence without a full stop. */
  readonly remedy: Text;
  /** Key of the three parts in the catalogues. */
  readonly key?: string;
}

/** Error that omakase throws on purpose. `message` is the English sentence. */
export class OmakaseError extends Error {
  readonly code: ErrorCode;
  readonly errorParts: ErrorParts;

  constructor(code: ErrorCode, errorParts: ErrorParts, options?: ErrorOptions) {
    super(inLanguage(sentence(errorParts), "en"), options);
    this.name = "OmakaseError";
    this.code = code;
    this.errorParts = errorParts;
  }
}

/**
 * Formats an error as one sentence.
 *
 * @returns the sentence in `language`; `internal: …` for an error of another class.
 *
 * @example
 * ```ts
 * formatError(new Error("broken"), "en"); // "internal: broken"
 * ```
 */
export function formatError(error: unknown, language: Language): string {
  if (error instanceof OmakaseError) return inLanguage(sentence(error.errorParts), language);
  const text = error instanceof Error ? error.message : String(error);
  return `internal: ${text}`;
}

/** Formats an error in all languages, for readers of any. */
export function formatErrorTexts(error: unknown): Text {
  return writeText((language) => formatError(error, language));
}

/** Creates the error of a bug in omakase: a broken invariant, not a mistake of the user. */
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
  throw new OmakaseError("option", { where, ...errorText.integer({ low, high, value }) });
}

/**
 * Describes a value of a wrong kind for the part `got` of an error: a number or a text as it is written in a program, else
 * its kind.
 */
export function describeValue(value: unknown): Text {
  if (value === undefined || value === null) return errorText.value.nothing;
  if (typeof value === "string") return verbatim(JSON.stringify(value));
  if (typeof value === "function") return errorText.value.function;
  if (typeof value !== "object") return verbatim(String(value));
  if (Array.isArray(value)) return errorText.value.list;
  if ("then" in value) return errorText.value.promise;
  if ("shape" in value && Array.isArray(value.shape))
    return errorText.value.tensor({ shape: `[${value.shape.join(", ")}]` });
  return errorText.value.object({ fields: Object.keys(value).join(", ") });
}

function sentence({ where, expected, got, remedy }: ErrorParts): Text {
  const parts = { expected, got, remedy };
  return where === "" ? errorText.sentenceAlone(parts) : errorText.sentence({ where, ...parts });
}
