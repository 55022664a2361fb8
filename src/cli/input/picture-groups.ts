import type { Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import { cliText } from "../../text/index.ts";

/**
 * Numbers the groups of images: those of one folder, of one `prefix` (the file name up to its last `_` or `-`), or of one
 * value of a tag.
 *
 * @returns number of the group of each image; an image with an unknown value is its own group.
 */
export function pictureGroups(dataset: Dataset, groupBy: string): number[] {
  const indices = Array.from({ length: dataset.count }, (_, at) => at);
  const keys = indices.map((at) => groupKey(dataset, groupBy, at) ?? `picture ${at}`);
  const numbers = new Map([...new Set(keys)].map((key, at) => [key, at]));
  return keys.map((key) => numbers.get(key)!);
}

function groupKey(dataset: Dataset, groupBy: string, at: number): string | undefined {
  const parts = dataset.nameOf(at).split("/");
  if (groupBy === "folder") return parts.slice(0, -1).join("/");
  if (groupBy === "prefix") return parts.join("/").replace(/[_-][^_/-]*$/, "");
  const column = dataset.tags.find(({ tag }) => tag.name === groupBy);
  if (!column)
    throw new OmakaseError("option", {
      where: "--group-by",
      ...cliText.pictureGroups.unknown({ columns: dataset.tags.map(({ tag }) => tag.name).join(", "), groupBy }),
    });
  const value = column.values[at];
  return Number.isNaN(value) ? undefined : String(value);
}
