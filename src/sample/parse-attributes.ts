import { type Attribute, type Attributes } from "../dataset/index.ts";
import { OmakaseError, type Text } from "../error.ts";

/** What somebody wants to see, by the names of attributes: a choice, yes or no, or a number. */
export type AttributeRequest = Readonly<Record<string, string | number | boolean>>;

/** What a wish allows: some of the choices (their places), or one number. */
export type AttributeConstraint = readonly number[] | number;

/**
 * Understands wishes. Names of attributes and choices are matched whatever their case and hyphens, in the names of the
 * data set or in the labels of either language. `on` means any choice but `none`, and a word that stands in several
 * choices means any of those: `mouth: "open"` allows a laughing and a surprised one.
 *
 * @param examples - of the pictures that were learned from, see `TrainedModel.examples`: numbers have to lie among them.
 * @throws OmakaseError `option` for an attribute or a choice that does not exist, or a number out of range.
 */
export function parseAttributes(
  attributes: Attributes,
  conditions: AttributeRequest,
  examples?: readonly Float32Array[],
): ReadonlyMap<string, AttributeConstraint> {
  const read = new Map<string, AttributeConstraint>();
  for (const [name, value] of Object.entries(conditions)) {
    const attribute = findAttribute(attributes, name);
    const own = examples?.[attributes.tags.indexOf(attribute)];
    read.set(
      attribute.name,
      attribute.kind === "number" ? parseNumber(attribute, value, own) : parseChoices(attribute, value),
    );
  }
  return read;
}

/**
 * The attribute that a person means.
 *
 * @throws OmakaseError `option` when there is none.
 */
export function findAttribute({ tags }: Attributes, name: string): Attribute {
  const found = tags.find((tag) => names(tag).includes(normalizeName(name)));
  if (found) return found;
  const nearest = nearestName(name, tags);
  throw new OmakaseError("option", {
    where: name,
    expected: {
      ja: `${tags.map(nameWithLabel).join("、")} のどれか`,
      en: `one of ${tags.map((tag) => tag.name).join(", ")}`,
    },
    got: { ja: `「${name}」`, en: `"${name}"` },
    remedy: nearest
      ? { ja: `「${nearest.name}」のことでしょうか`, en: `Did you mean "${nearest.name}"` }
      : {
          ja: "omakase generate <run> --list で一覧が見られます",
          en: "See them all with omakase generate <run> --list",
        },
  });
}

/** The lowest and the highest number that was learned; undefined where nothing is known. */
export function rangeOf(values: Float32Array): readonly [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** The same number within a range or, where there is no such one, above it; only numbers that wrap have several names. */
export function wrapInto([low, high]: readonly [number, number], value: number, period: number | undefined): number {
  if (period === undefined || (value >= low && value <= high)) return value;
  return value + period * Math.ceil((low - value) / period);
}

/** The same, but where no name is within the range, the end that the number is beyond. */
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
    // all that was learned ends a little before a whole turn
    const slack = (attribute.period ?? 0) / 100;
    const turned = wrapInto([range[0] - slack, range[1] + slack], number, attribute.period);
    if (turned >= range[0] - slack && turned <= range[1] + slack) return turned;
  }
  const [low, high] = (range ?? [attribute.mean! - 2 * attribute.std!, attribute.mean! + 2 * attribute.std!]).map(
    (bound) => Number(bound.toPrecision(4)),
  );
  throw unknownAttributeError(attribute, String(value), {
    expected: { ja: `${low} から ${high} までの数`, en: `a number from ${low} to ${high}` },
    remedy: { ja: "学習した範囲の数を指定してください", en: "Give a number that was learned" },
  });
}

function parseChoices(attribute: Attribute, value: string | number | boolean): readonly number[] {
  const { choices } = attribute;
  const word = normalizeName(String(value));
  const all = choices.map((_, place) => place);
  const matching = (test: (name: string) => boolean) => all.filter((place) => names(choices[place]).some(test));
  const exact = matching((name) => name === word);
  if (exact.length > 0) return exact;
  const answer = yesNo(word);
  if (answer !== undefined && attribute.kind === "binary") return [answer ? 1 : 0];
  const none = matching((name) => name === "none" || name === "なし");
  if (answer !== undefined && none.length > 0) return answer ? all.filter((place) => !none.includes(place)) : none;
  const partialMatches = all.filter((place) => words(choices[place]).includes(word));
  if (partialMatches.length > 0) return partialMatches;
  const nearest = nearestName(String(value), choices);
  const listed = choices.map((choice) => choice.name).join(", ");
  throw unknownAttributeError(attribute, String(value), {
    expected: { ja: `${choices.map(nameWithLabel).join("、")} のどれか`, en: `one of ${listed}` },
    remedy: nearest
      ? { ja: `「${nearest.name}」のことでしょうか`, en: `Did you mean "${nearest.name}"` }
      : { ja: "つづりを確かめてください", en: "Check the spelling" },
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
    got: { ja: `「${got}」`, en: `"${got}"` },
  });
}

interface LabelledName {
  readonly name: string;
  readonly label: Text;
}

function names({ name, label }: LabelledName): string[] {
  return [name, label.ja, label.en].map(normalizeName);
}

/** The single words of a choice's name and English label. */
function words({ name, label }: LabelledName): string[] {
  return [name, label.en].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u).map(normalizeName));
}

/** Without case, width, spaces and hyphens; `color` is `colour`. */
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

function nameWithLabel({ name, label }: LabelledName): string {
  return label.ja === name ? name : `${name}（${label.ja}）`;
}

/** What was perhaps meant: at most a third of the letters are wrong. */
function nearestName<Item extends LabelledName>(text: string, items: readonly Item[]): Item | undefined {
  const word = normalizeName(text);
  const far = (item: Item) => Math.min(...names(item).map((name) => editDistance(word, name)));
  const [nearest] = items.toSorted((a, b) => far(a) - far(b));
  return nearest && far(nearest) <= word.length / 3 ? nearest : undefined;
}

/** How many letters have to be changed, added or left out (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
