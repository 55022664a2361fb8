import type { RunInfo, Text } from "omakase/studio";
import { datasetNames } from "./dataset-names.ts";

/** Names of models that come along with another name than that of their data set. */
const bundledNames: Readonly<Record<string, Text>> = {
  "sushi-brush": { ja: "寿司ぬりえ", en: "Sushi colouring" },
  "emoji-line": { ja: "線画から絵文字", en: "Emoji from lines" },
};

/** Returns the name of a built-in data set; undefined for other pictures. */
export function datasetName(source: string): Text | undefined {
  return Object.hasOwn(datasetNames, source) ? datasetNames[source as keyof typeof datasetNames] : undefined;
}

/** Returns the name of a model in the list of models: one that comes along has a name in both languages. */
export function modelName({ name, source }: Pick<RunInfo, "name" | "source">): Text {
  const own = name === source ? datasetName(source) : bundledNames[name];
  return own ?? { ja: name, en: name };
}
