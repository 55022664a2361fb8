import { OmakaseError, type Text } from "../error.ts";

/** One value of a categorical label and how often it is drawn, 0 … 1. */
export interface LabelValue<Value extends string> {
  readonly value: Value;
  readonly frequency: number;
  readonly text: Text;
}

/** A label that is one of a few values. */
export interface CategoryLabel<Value extends string> {
  readonly kind: "category";
  readonly text: Text;
  readonly values: readonly LabelValue<Value>[];
}

/** A label that is true or false; `frequency` says how often true. */
export interface SwitchLabel {
  readonly kind: "switch";
  readonly text: Text;
  readonly frequency: number;
}

/** A label that is a number. `typical` is the mean and the standard deviation of what is usually drawn. */
export interface RangeLabel {
  readonly kind: "range";
  readonly text: Text;
  readonly low: number;
  readonly high: number;
  readonly unit: "degree" | "ratio";
  readonly typical: { readonly mean: number; readonly std: number };
  /** Period of a number that wraps around, such as 360 for an angle. Default: it does not. */
  readonly period?: number;
}

/** What is true of the pictures of a set that is drawn here: each label by its name. */
export type LabelSchema = Readonly<Record<string, CategoryLabel<string> | SwitchLabel | RangeLabel>>;

/** One of the values, as often as its frequency says. @param chance - in [0, 1). */
export function sampleValue<Value extends string>(
  values: readonly { value: Value; frequency: number }[],
  chance: number,
): Value {
  let total = 0;
  for (const { frequency } of values) total += frequency;
  let left = chance * total;
  for (const { value, frequency } of values) {
    left -= frequency;
    if (left < 0) return value;
  }
  return values[values.length - 1].value;
}

/**
 * Checks labels that somebody gave. @param set - the name of the set, for the message.
 *
 * @throws OmakaseError `option` when one is unknown or cannot have its value.
 */
export function checkLabels(set: string, schema: LabelSchema, given: object): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(schema, name)) throwLabelError(set, name, Object.keys(schema), name);
    const label = schema[name];
    if (label.kind === "category") {
      const values: string[] = label.values.map((entry) => entry.value);
      if (!values.includes(String(value))) throwLabelError(set, name, values, String(value));
    } else if (label.kind === "switch") {
      if (typeof value !== "boolean") throwLabelError(set, name, ["true", "false"], String(value));
    } else if (typeof value !== "number" || !(value >= label.low && value <= label.high)) {
      throwLabelError(set, name, [`${label.low} … ${label.high}`], String(value));
    }
  }
}

/** Refuses a label. */
export function throwLabelError(set: string, name: string, expected: readonly string[], got: string): never {
  const list = expected.join(", ");
  throw new OmakaseError("option", {
    where: `${set} label ${name}`,
    expected: { ja: `${list} のどれか`, en: `one of ${list}` },
    got: { ja: got, en: got },
    remedy: { ja: "値を直すか、指定をやめてください", en: "Change the value or leave the label free" },
  });
}
