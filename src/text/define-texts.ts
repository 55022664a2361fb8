import { formatMessage, placeholderNames, type MessageValue, type MessageValues } from "./format-message.ts";
import { addedSentence, writeText, type Catalogue, type Text } from "./language.ts";

/** Three parts of the sentence of an error, `expected A, got B. Do C.`, each without a full stop. */
interface ErrorSentences {
  readonly expected: string;
  readonly got: string;
  readonly remedy: string;
}

/** Catalogue with the same keys in another language. */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translation<English[Key]>;
};

/**
 * Texts of a catalogue by their keys. A sentence with placeholders is a function of their values; the three parts of an
 * error are made together.
 */
export type Texts<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? Filled<Placeholders<English[Key]>, Text>
    : English[Key] extends ErrorSentences
      ? Filled<Placeholders<English[Key][keyof ErrorSentences]>, ErrorTexts>
      : Texts<English[Key]>;
};

/** Texts of the three parts of an error, and the key that finds a command-line flag to name. */
export interface ErrorTexts {
  readonly key: string;
  readonly expected: Text;
  readonly got: Text;
  readonly remedy: Text;
}

type Filled<Names extends string, Result> = [Names] extends [never]
  ? Result
  : (values: { readonly [Name in Names]: MessageValue }) => Result;

/** Names of the placeholders of a sentence. `Depth` has one `"{"` for each branch of a choice that is open. */
type Placeholders<Message extends string> = Message extends `${string}{${infer Rest}` ? AfterBrace<Rest> : never;

/** Names in what follows the `{` of a placeholder. */
type AfterBrace<Rest extends string> = Rest extends `${infer Head}}${infer Tail}`
  ? Head extends `${infer Name},${infer Choice}`
    ? Name | (Choice extends `${string}{${string}` ? Branches<`${After<Rest, ",">}`> : Placeholders<Tail>)
    : Head | Placeholders<Tail>
  : never;

type After<Whole extends string, Mark extends string> = Whole extends `${string}${Mark}${infer Rest}` ? Rest : never;
/** Names in the branches of a choice: `one {# of {total}} other {…}}` and what follows. */
type Branches<Rest extends string> = Rest extends `${infer Selector}{${infer Inner}`
  ? Selector extends `${string}}${infer Tail}`
    ? Placeholders<`${Tail}{${Inner}`>
    : InBranch<Inner>
  : Placeholders<After<Rest, "}">>;
/** Names in a branch of a choice, which may hold simple placeholders, and in the branches after it. */
type InBranch<Rest extends string> = Rest extends `${infer Head}}${infer Tail}`
  ? Head extends `${string}{${infer Name}`
    ? Name | InBranch<Tail>
    : Branches<Tail>
  : never;

/**
 * Makes the texts of one folder from its English and Japanese catalogues.
 *
 * @param section - name of the folder, under which an added language has its sentences.
 */
export function defineTexts<English extends Catalogue>(
  section: string,
  english: English,
  japanese: Translation<English>,
): Texts<English> {
  return textsAt([section], english, japanese as Catalogue) as Texts<English>;
}

function textsAt(path: readonly string[], english: Catalogue, japanese: Catalogue): object {
  const texts = {};
  for (const [key, node] of Object.entries(english)) {
    const at = [...path, key];
    const other = japanese[key];
    let group: object | undefined;
    const get = (): unknown => {
      if (typeof node === "string") return filled([node], (values) => sentence(at, node, other as string, values));
      if (isError(node))
        return filled([node.expected, node.got, node.remedy], (values) =>
          errorTexts(at, node, other as Catalogue, values),
        );
      return (group ??= textsAt(at, node, other as Catalogue));
    };
    Object.defineProperty(texts, key, { get, enumerable: true });
  }
  return texts;
}

/** Makes the text at once where no sentence has a placeholder; else returns the function of its values. */
function filled<Result>(sentences: readonly string[], make: (values: MessageValues) => Result): unknown {
  return sentences.some((one) => placeholderNames(one).size > 0) ? make : make({});
}

function isError(node: Catalogue): node is Catalogue & ErrorSentences {
  return ["expected", "got", "remedy"].every((key) => typeof node[key] === "string");
}

function errorTexts(
  path: readonly string[],
  english: ErrorSentences,
  japanese: Catalogue,
  values: MessageValues,
): ErrorTexts {
  const part = (name: keyof ErrorSentences): Text =>
    sentence([...path, name], english[name], japanese[name] as string, values);
  return { key: path.join("."), expected: part("expected"), got: part("got"), remedy: part("remedy") };
}

function sentence(path: readonly string[], english: string, japanese: string, values: MessageValues): Text {
  return writeText((language) => {
    const added = addedSentence(language, path);
    if (added !== undefined && [...placeholderNames(added)].every((name) => name in values))
      return formatMessage(added, values, language);
    if (language === "ja") return formatMessage(japanese, values, "ja");
    return formatMessage(addedSentence("en", path) ?? english, values, "en");
  });
}
