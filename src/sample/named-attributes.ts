import type { Attributes } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import { sampleText } from "../text/index.ts";

/** Attributes of one image by the exact names of attributes and choices; unknown ones are left out. */
export type NamedAttributes = Readonly<Record<string, string | number>>;

/**
 * Converts attribute values to names.
 * @param values - one array `[count]` per attribute, as `sampleAttributes` returns; NaN is unknown.
 * @returns named attributes, `[count]`.
 */
export function nameAttributes({ tags }: Attributes, values: readonly Float32Array[]): NamedAttributes[] {
  return Array.from({ length: values[0]?.length ?? 0 }, (_, picture) =>
    Object.fromEntries(
      tags.flatMap(({ name, kind, choices }, at) => {
        const value = values[at][picture];
        if (Number.isNaN(value)) return [];
        return [[name, kind === "number" ? value : choices[value].name]];
      }),
    ),
  );
}

/**
 * Converts named attributes of a recipe back to values: the inverse of {@link nameAttributes}.
 * @param where - name of the image in errors.
 * @returns one array `[count]` per attribute.
 * @throws OmakaseError `recipe` when the attributes have no such name or choice.
 */
export function valuesFromNames(
  { tags }: Attributes,
  conditions: readonly NamedAttributes[],
  where: string,
): Float32Array[] {
  const foreign = conditions
    .flatMap((condition) => Object.keys(condition))
    .find((name) => !tags.some((tag) => tag.name === name));
  if (foreign !== undefined) throw unknown(where, foreign);
  return tags.map(({ name, kind, choices }) =>
    Float32Array.from(conditions, (condition) => {
      if (!(name in condition)) return Number.NaN;
      const said = condition[name];
      const value = typeof said === "number" ? said : choices.findIndex((choice) => choice.name === said);
      if ((kind === "number") !== (typeof said === "number") || value === -1) throw unknown(where, `${name}=${said}`);
      return value;
    }),
  );
}

function unknown(where: string, got: string): OmakaseError {
  return new OmakaseError("recipe", { where, ...sampleText.namedAttributes.unknown({ got }) });
}
