import { OmakaseError } from "../error.ts";
import { attributesFromTags, type Attribute, type Attributes } from "./attributes.ts";
import type { Dataset } from "./dataset.ts";
import type { TagColumn } from "./tag.ts";
import { datasetText } from "../text/index.ts";

/**
 * Builds the attributes that a model learns from the tags of a data set.
 *
 * @param names - names of the tags, in this order. Default: all tags.
 * @throws OmakaseError `source` when the data set has no tags; `option` when a name is unknown.
 */
export function selectAttributes({ name, tags }: Dataset, names?: readonly string[]): Attributes {
  if (tags.length === 0) throw new OmakaseError("source", { where: name, ...datasetText.attributeColumns.noTags });
  return attributesFromTags(names === undefined ? tags : names.map((wanted) => columnOf(name, tags, wanted)));
}

/**
 * Reads the value of every picture for each attribute: indices into the attribute's own choices, or numbers; NaN where
 * unknown.
 *
 * @returns one `[count]` array per attribute.
 * @throws OmakaseError `source` when the data set lacks such a tag, or its tag is of another kind.
 */
export function attributeColumns(attributes: Attributes, { name, tags }: Dataset): Float32Array[] {
  return attributes.tags.map((attribute) => {
    const { tag, values } = columnOf(name, tags, attribute.name);
    if (tag.kind !== attribute.kind) throw changed(name, attribute, tag.kind);
    if (tag.kind !== "category") return values;
    const places = tag.choices.map((choice) =>
      attribute.choices.findIndex((candidate) => candidate.name === choice.name),
    );
    return values.map((value) => (Number.isNaN(value) || places[value] < 0 ? Number.NaN : places[value]));
  });
}

function columnOf(where: string, tags: readonly TagColumn[], wanted: string): TagColumn {
  const found = tags.find(({ tag }) => tag.name === wanted);
  if (found) return found;
  const names = tags.map(({ tag }) => tag.name).join(", ");
  throw new OmakaseError("option", {
    where,
    ...datasetText.attributeColumns.unknownTag({ wanted, names, noNames: names === "" }),
  });
}

function changed(where: string, { name, kind }: Attribute, got: string): OmakaseError {
  return new OmakaseError("source", { where, ...datasetText.attributeColumns.changedKind({ name, kind, got }) });
}
