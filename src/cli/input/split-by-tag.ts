import type { Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import { cliText } from "../../text/index.ts";

/** Images of a data set, by index. */
export interface TagSplit {
  /** Images with one of the choices, at least one. */
  readonly present: readonly number[];
  /** Images with another known choice. */
  readonly absent: readonly number[];
}

/**
 * Splits the images of a data set by the value of a tag; images whose value is unknown are left out.
 *
 * @param tag - its name or label.
 * @param choices - names or labels.
 * @param where - the name in an error message.
 * @throws OmakaseError `option` when there is no such tag or choice, or no picture shows it.
 */
export function splitByTag(
  { tags, count, name }: Dataset,
  tag: string,
  choices: readonly string[],
  where: string,
): TagSplit {
  const categorical = tags.filter(({ tag }) => tag.choices.length > 0);
  const column = categorical.find((one) => one.tag.name === tag || Object.values(one.tag.label).includes(tag));
  if (!column) throw unknownTagError(where, `${name}: ${categorical.map((one) => one.tag.name).join(", ") || "—"}`);
  const names = column.tag.choices.map((one) => one.name).join(", ");
  const choiceIndices = choices.map((choice) =>
    column.tag.choices.findIndex((one) => one.name === choice || Object.values(one.label).includes(choice)),
  );
  if (choiceIndices.includes(-1)) throw unknownTagError(where, `${column.tag.name}: ${names}`);
  const known = Array.from({ length: count }, (_, at) => at).filter((at) => !Number.isNaN(column.values[at]));
  const present = known.filter((at) => choiceIndices.includes(column.values[at]));
  if (present.length === 0) throw unknownTagError(where, `${column.tag.name}: ${names}`);
  return { present, absent: known.filter((at) => !choiceIndices.includes(column.values[at])) };
}

function unknownTagError(where: string, known: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.splitByTag.unknownTag({ known }) });
}
