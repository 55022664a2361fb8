import { type Attribute, type Attributes } from "../dataset/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import { nearestItem, sampleText, listText, nameWithLabel } from "../text/index.ts";

/** Requested attributes by name: a choice, yes or no, or a number. */
export type AttributeRequest = Readonly<Record<string, string | number | boolean>>;

/** Values that a request allows: indices of some choices, or one number. */
export type AttributeConstraint = readonly number[] | number;

/**
 * Parses requested attributes. Names of attributes and choices match regardless of case and hyphens, in the names of
 * the data set or in the labels of either language. `on` means any choice but `none`, and a word that occurs in
 * several choices means any of those: `mouth: "open"` allows laughing and surprised. A word of an attribute's name is
 * enough when one such attribute has the choice: `hair: "pink"` is the hair colour.
 * @param conditions - requested attributes.
 * @param examples - values of the training images, see `TrainedModel.examples`: numbers have to lie in their range.
 *   Default: no range.
 * @returns the allowed values of each requested attribute, by its exact name.
 * @throws OmakaseError `option` for an attribute or a choice that does not exist, or a number out of range.
 */
export function parseAttributes(
  attributes: Attributes,
  conditions: AttributeRequest,
  examples?: readonly Float32Array[],
): ReadonlyMap<string, AttributeConstraint> {
  const read = new Map<string, AttributeConstraint>();
  for (const [name, value] of Object.entries(conditions)) {
    const attribute = findByValue(attributes, name, value) ?? findAttribute(attributes, name);
    const own = examples?.[attributes.tags.indexOf(attribute)];
    read.set(
      attribute.name,
      attribute.kind === "number" ? parseNumber(attribute, value, own) : parseChoices(attribute, value),
    );
  }
  return read;
}

/**
 * Finds an attribute by name or label.
 * @throws OmakaseError `option` when there is none.
 */
export function findAttribute({ tags }: Attributes, name: string): Attribute {
  const found = tags.find((tag) => names(tag).includes(normalizeName(name)));
  if (found) return found;
  const nearest = nearestItem(normalizeName(name), tags, names);
  throw new OmakaseError("option", {
    where: name,
    ...sampleText.parseAttributes.unknownAttribute({
      tags: listText(tags.map(nameWithLabel)),
      name,
      remedy: nearest ? sampleText.parseAttributes.didMean({ name: nearest.name }) : sampleText.parseAttributes.seeAll,
    }),
  });
}

/** Finds the one attribute with a choice, by its name or by a word of it; undefined when none or several have it. */
function findByValue({ tags }: Attributes, name: string, value: string | number | boolean): Attribute | undefined {
  const word = normalizeName(name);
  const having = tags.filter((tag) => matchingChoices(tag, value).length > 0);
  const byName = having.find((tag) => names(tag).includes(word));
  const byWord = having.filter((tag) => words(tag).includes(word) || normalizeName(tag.label.ja).startsWith(word));
  return byName ?? (byWord.length === 1 ? byWord[0] : undefined);
}

/** Returns the minimum and maximum of some values, without NaN; undefined when all are NaN. */
export function rangeOf(values: Float32Array): readonly [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/**
 * Shifts a periodic value by whole periods into a range, or to the first equivalent value above it. Returns other
 * values unchanged.
 */
export function wrapInto([low, high]: readonly [number, number], value: number, period: number | undefined): number {
  if (period === undefined || (value >= low && value <= high)) return value;
  return value + period * Math.ceil((low - value) / period);
}

/** Shifts a periodic value by whole periods into a range; a value that has no equivalent there is clamped to it. */
export function wrapAndClamp(range: readonly [number, number], value: number, period: number | undefined): number {
  const [low, high] = range;
  const turned = wrapInto(range, value, period);
  return turned >= low && turned <= high ? turned : Math.min(high, Math.max(low, value));
}

function parseNumber(attribute: Attribute, value: string | number | boolean, examples?: Float32Array): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  const range = examples && rangeOf(examples);
  if (typeof number === "number" && Number.isFinite(number)) {
    if (!range) return number;
    // the training values end a little before a whole period
    const slack = (attribute.period ?? 0) / 100;
    const turned = wrapInto([range[0] - slack, range[1] + slack], number, attribute.period);
    if (turned >= range[0] - slack && turned <= range[1] + slack) return turned;
  }
  const [low, high] = (range ?? [attribute.mean! - 2 * attribute.std!, attribute.mean! + 2 * attribute.std!]).map(
    (bound) => Number(bound.toPrecision(4)),
  );
  throw unknownAttributeError(attribute, String(value), {
    expected: sampleText.parseAttributes.numberRange({ low, high }),
    remedy: sampleText.parseAttributes.giveNumber,
  });
}

/** Returns the indices of the choices that a value names; none for a number. */
function matchingChoices({ kind, choices }: Attribute, value: string | number | boolean): readonly number[] {
  if (kind === "number") return [];
  const word = normalizeName(String(value));
  const all = choices.map((_, place) => place);
  const matching = (test: (name: string) => boolean) => all.filter((place) => names(choices[place]).some(test));
  const exact = matching((name) => name === word);
  if (exact.length > 0) return exact;
  const answer = yesNo(word);
  if (answer !== undefined && kind === "binary") return [answer ? 1 : 0];
  const none = matching((name) => name === "none" || name === "なし");
  if (answer !== undefined && none.length > 0) return answer ? all.filter((place) => !none.includes(place)) : none;
  return all.filter((place) => words(choices[place]).includes(word));
}

function parseChoices(attribute: Attribute, value: string | number | boolean): readonly number[] {
  const { choices } = attribute;
  const found = matchingChoices(attribute, value);
  if (found.length > 0) return found;
  const nearest = nearestItem(normalizeName(String(value)), choices, names);
  throw unknownAttributeError(attribute, String(value), {
    expected: sampleText.parseAttributes.choices({ choices: listText(choices.map(nameWithLabel)) }),
    remedy: nearest
      ? sampleText.parseAttributes.didMean({ name: nearest.name })
      : sampleText.parseAttributes.checkSpelling,
  });
}

function unknownAttributeError(
  attribute: Attribute,
  got: string,
  said: { expected: Text; remedy: Text },
): OmakaseError {
  return new OmakaseError("option", {
    where: attribute.name,
    ...said,
    got: sampleText.parseAttributes.got({ got }),
  });
}

interface LabelledName {
  readonly name: string;
  readonly label: Text;
}

function names({ name, label }: LabelledName): string[] {
  return [name, label.ja, label.en].map(normalizeName);
}

/** Splits the name and the English label of a choice into words. */
function words({ name, label }: LabelledName): string[] {
  return [name, label.en].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u).map(normalizeName));
}

/** Normalizes a name: without case, width, spaces and hyphens; `color` becomes `colour`. */
function normalizeName(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "")
    .replaceAll("color", "colour");
}

function yesNo(word: string): boolean | undefined {
  if (["on", "yes", "true", "1", "はい", "あり", "ある", "有"].includes(word)) return true;
  if (["off", "no", "false", "0", "いいえ", "なし", "ない", "無"].includes(word)) return false;
  return undefined;
}
