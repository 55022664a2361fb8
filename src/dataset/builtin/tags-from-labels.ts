import type { LabelSchema } from "../../synthetic/index.ts";
import { binaryChoices, type Tag, type TagColumn } from "../tag.ts";

/** Converts labels of a synthetic set to the tags of a data set. */
export function tagsFromLabels<Schema extends LabelSchema>(
  schema: Schema,
  labels: readonly Readonly<Record<keyof Schema, string | boolean | number>>[],
): TagColumn[] {
  return Object.keys(schema).map((name: keyof Schema & string) => {
    const label = schema[name];
    const base = { name, label: label.text };
    if (label.kind === "range") {
      const tag: Tag = { ...base, kind: "number", choices: [], ...(label.period && { period: label.period }) };
      return { tag, values: Float32Array.from(labels, (each) => Number(each[name])) };
    }
    if (label.kind === "switch") {
      const tag: Tag = { ...base, kind: "binary", choices: binaryChoices };
      return { tag, values: Float32Array.from(labels, (each) => (each[name] ? 1 : 0)) };
    }
    const choices = label.values.map(({ value, text }) => ({ name: value, label: text }));
    const places = new Map(choices.map((choice, place) => [choice.name, place]));
    const tag: Tag = { ...base, kind: "category", choices };
    return { tag, values: Float32Array.from(labels, (each) => places.get(String(each[name]))!) };
  });
}
