import { inLanguage, type Language, type Text } from "./language.ts";

/** Value of a placeholder. A text is shown in the language of the sentence. */
export type MessageValue = string | number | boolean | Text;

/** Values by the name of their placeholder. */
export type MessageValues = Readonly<Record<string, MessageValue>>;

/**
 * Writes a sentence of a catalogue: the part of ICU MessageFormat that the catalogues use.
 *
 * `{name}` shows a value as it is; `{count, number}` a number in the manner of the language;
 * `{count, plural, one {# picture} other {# pictures}}` selects by the plural rules of the language (`=0 {…}` an exact
 * number), and `#` is the number; `{kind, select, pairs {…} other {…}}` selects by a word.
 */
export function formatMessage(message: string, values: MessageValues, language: Language): string {
  return formatParts(parseMessage(message), values, language, "#");
}

/** Returns the names of the placeholders of a sentence. */
export function placeholderNames(message: string): Set<string> {
  const names = new Set<string>();
  const collect = (parts: readonly MessagePart[]): void => {
    for (const part of parts) {
      if (typeof part === "string") continue;
      names.add(part.name);
      for (const branch of part.branches.values()) collect(branch);
    }
  };
  collect(parseMessage(message));
  return names;
}

type MessagePart = string | Placeholder;

interface Placeholder {
  readonly name: string;
  readonly type: string | undefined;
  readonly branches: ReadonlyMap<string, readonly MessagePart[]>;
}

function formatParts(parts: readonly MessagePart[], values: MessageValues, language: Language, hash: string): string {
  return parts
    .map((part) => (typeof part === "string" ? part.replaceAll("#", () => hash) : fillIn(part, values, language, hash)))
    .join("");
}

function fillIn(
  { name, type, branches }: Placeholder,
  values: MessageValues,
  language: Language,
  hash: string,
): string {
  const value = values[name];
  if (type === undefined) return typeof value === "object" ? inLanguage(value, language) : String(value);
  if (type === "number") return new Intl.NumberFormat(language).format(Number(value));
  if (type === "select")
    return formatParts(branches.get(String(value)) ?? branches.get("other")!, values, language, hash);
  const rule = new Intl.PluralRules(language).select(Number(value));
  const branch = branches.get(`=${String(value)}`) ?? branches.get(rule) ?? branches.get("other")!;
  return formatParts(branch, values, language, String(value));
}

/** Parses a sentence. It throws for a brace without its other half, and for a choice without `other`. */
function parseMessage(message: string): readonly MessagePart[] {
  let at = 0;
  const readText = (): string => {
    const length = message.slice(at).search(/[{}]/);
    const text = length < 0 ? message.slice(at) : message.slice(at, at + length);
    at += text.length;
    return text;
  };
  const expectBrace = (brace: "{" | "}"): void => {
    if (message[at++] !== brace) throw new Error(`no ${brace} at ${at - 1} of the message: ${message}`);
  };
  const readParts = (): MessagePart[] => {
    const parts: MessagePart[] = [];
    while (at < message.length && message[at] !== "}") parts.push(message[at] === "{" ? readPlaceholder() : readText());
    return parts;
  };
  const readPlaceholder = (): Placeholder => {
    expectBrace("{");
    const [name, type, firstSelector] = readText().split(",").map((word) => word.trim()); // oxfmt-ignore
    const branches = new Map<string, readonly MessagePart[]>();
    for (let selector = firstSelector; selector; selector = readText().trim()) {
      expectBrace("{");
      branches.set(selector, readParts());
      expectBrace("}");
    }
    expectBrace("}");
    if (branches.size > 0 && !branches.has("other"))
      throw new Error(`no other in {${name}} of the message: ${message}`);
    return { name, type, branches };
  };
  const parts = readParts();
  if (at < message.length) throw new Error(`one } too many at ${at} of the message: ${message}`);
  return parts;
}
