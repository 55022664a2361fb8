import { internalError } from "../../error.ts";
import type { AssetName, Host } from "../../host.ts";
import { crc32 } from "../../image/index.ts";
import { rasteriseSvg } from "../../image/index.ts";
import type { PictureSource } from "../picture-source.ts";
import type { TagColumn } from "../tag.ts";
import { emojiGroups } from "./emoji-groups.ts";
import { datasetCredits } from "../../synthetic/index.ts";
import { datasetText } from "../../text/index.ts";

/** Icon set in Iconify's JSON, as far as it is used here. */
interface IconSet {
  readonly width: number;
  readonly height: number;
  readonly icons: Readonly<
    Record<string, { readonly body: string; readonly width?: number; readonly height?: number }>
  >;
}

/**
 * Opens the 1,594 emoji that exist in colour and as lines, on white: the coloured ones, or pairs of lines and colours.
 * The Unicode group of an emoji is its tag.
 */
export async function emojiSource(pairs: boolean, asset: Host["asset"]): Promise<PictureSource> {
  const read = async (name: AssetName): Promise<{ bytes: Uint8Array; json: unknown }> => {
    const bytes = await asset(name);
    return { bytes, json: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  };
  const files = await Promise.all([read("emoji-colour.json"), read("emoji-line.json"), read("emoji-groups.json")]);
  const [colours, lines] = [files[0].json as IconSet, files[1].json as IconSet];
  const { categories } = files[2].json as { categories: Readonly<Record<string, readonly string[]>> };
  const names = Object.keys(lines.icons).filter((name) => name in colours.icons);
  const draw = (set: IconSet, name: string, size: number) =>
    rasteriseSvg(emojiSvg(set, name, sideOf(name)), size, asset);
  const sideOf = (name: string): number => Math.max(...[colours, lines].flatMap((set) => boxOf(set, name)));
  return {
    name: "emoji",
    identity: () => `built-in emoji${pairs ? " pairs" : ""} ${crc32(files[0].bytes, files[1].bytes).toString(16)}`,
    entries: names.map((name) => ({ name, key: name })),
    tags: [groupsOf(names, categories)],
    skipped: [],
    notices: [],
    credit: datasetCredits.emoji,
    channels: 3,
    pairs,
    concurrency: 1,
    isCurrent: () => true,
    async load(index, size) {
      const name = names[index];
      const target = await draw(colours, name, size);
      return pairs ? { input: await draw(lines, name, size), target } : target;
    },
  };
}

/**
 * Builds the SVG of an icon. Both halves of a pair share one view box, because a few drawings are a little taller than
 * the others.
 */
function emojiSvg({ icons }: IconSet, name: string, side: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${icons[name].body}</svg>`;
}

function boxOf({ icons, width, height }: IconSet, name: string): [width: number, height: number] {
  return [icons[name].width ?? width, icons[name].height ?? height];
}

function groupsOf(names: readonly string[], categories: Readonly<Record<string, readonly string[]>>): TagColumn {
  const placeOf = new Map<string, number>();
  emojiGroups.forEach(({ category }, place) => {
    const members = categories[category];
    if (members === undefined) throw internalError(`no emoji of the group ${category}`);
    for (const member of members) placeOf.set(member, place);
  });
  return {
    tag: {
      name: "group",
      label: datasetText.emojiSource.group,
      kind: "category",
      choices: emojiGroups.map(({ name, label }) => ({ name, label })),
    },
    values: Float32Array.from(names, (name) => placeOf.get(name) ?? NaN),
  };
}
