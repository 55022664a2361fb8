import { OmakaseError, type Text } from "../error.ts";
import { syntheticText } from "../text/index.ts";

/** Value of a categorical label and its frequency, 0 … 1. */
export interface LabelValue<Value extends string> {
  readonly value: Value;
  readonly frequency: number;
  readonly text: Text;
}

/** Label with one of a few values. */
export interface CategoryLabel<Value extends string> {
  readonly kind: "category";
  readonly text: Text;
  readonly values: readonly LabelValue<Value>[];
}

/** Label that is true or false; `frequency` is that of true. */
export interface SwitchLabel {
  readonly kind: "switch";
  readonly text: Text;
  readonly frequency: number;
}

/** Label that is a number. `typical` is the mean and the standard deviation of its usual values. */
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

/** Labels of a synthetic set, by name. */
export type LabelSchema = Readonly<Record<string, CategoryLabel<string> | SwitchLabel | RangeLabel>>;

/**
 * Samples a value by the frequencies.
 *
 * @param chance - uniform in [0, 1).
 */
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
 * Checks given labels.
 *
 * @param set - name of the set, for the message.
 * @throws OmakaseError `option` when a label is unknown or has an invalid value.
 */
export function checkLabels(set: string, schema: LabelSchema, labels: object): void {
  for (const [name, value] of Object.entries(labels)) {
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

/** Throws the error of an invalid label. */
export function throwLabelError(set: string, name: string, expected: readonly string[], got: string): never {
  const list = expected.join(", ");
  throw new OmakaseError("option", {
    where: `${set} label ${name}`,
    ...syntheticText.labelSchema.throwLabel({ list, got }),
  });
}
