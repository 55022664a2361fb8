import { findNearDuplicates, minImages } from "../../anomaly/index.ts";
import { isBuiltinDataset, type Dataset } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { cliText } from "../../text/index.ts";
import type { Session } from "../session.ts";

/** Groups of normal pictures, and what is said of them. */
export interface NormalGroups {
  /** Number of the group of each picture; undefined where each is its own. */
  readonly groups?: ArrayLike<number>;
  readonly notice?: Text;
  /** Pictures that are nearly alike, and their groups; undefined where they were not looked for. */
  readonly noticed?: { readonly pictures: number; readonly groups: number };
}

/**
 * Numbers the groups by `--group-by`; without it, near-duplicates are noticed. Pictures of a built-in set are drawn each by
 * itself.
 *
 * @param isStopped - returns whether the time for noticing is up.
 */
export async function normalGroups(
  { status, t, signal }: Session,
  dataset: Dataset,
  { source, groupBy, isStopped }: { source: string; groupBy?: string; isStopped: () => boolean },
): Promise<NormalGroups> {
  if (groupBy === "none" || (groupBy === undefined && isBuiltinDataset(source))) return {};
  if (groupBy !== undefined) return { groups: pictureGroups(dataset, groupBy) };
  const words = cliText.pictureGroups;
  const found = await findNearDuplicates(dataset, {
    ...{ isStopped, signal },
    onProgress: (done, total) => status(t(words.looking({ done, total }))),
  });
  if (!found) return { notice: words.notLooked };
  const { groups, pictures, bursts } = found;
  const noticed = { pictures, groups: bursts };
  if (bursts === 0) return { noticed };
  const things = new Set(groups).size;
  if (things < minImages) return { noticed, notice: words.tooFew({ pictures, bursts, things, needed: minImages }) };
  return { groups, noticed, notice: words.noticed({ pictures, bursts, count: dataset.count }) };
}

/**
 * Numbers the groups of images: those of one folder, of one `prefix` (the file name up to its last `_` or `-`), or of one
 * value of a tag.
 *
 * @returns number of the group of each image; an image with an unknown value is its own group.
 */
function pictureGroups(dataset: Dataset, groupBy: string): number[] {
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
