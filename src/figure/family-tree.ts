import { internalError } from "../error.ts";
import { rarityLabels, type RenderedMember, type RarityLevel } from "../latent/index.ts";
import { familyRows, type FamilySlot } from "./family-rows.ts";
import {
  figure,
  line,
  translateBlock,
  paragraph,
  round,
  stack,
  type Block,
  type Figure,
  type FigureOptions,
} from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { shorten, textWidth } from "./text-width.ts";
import { seriesColour, seriesInk, theme } from "./theme.ts";
import { svgImage, tileSize } from "./tiles.ts";

const between = { across: 18, down: 46 };
const colours = { a: [seriesColour(0), seriesInk(0)], b: [seriesColour(1), seriesInk(1)] } as const;
const badgeInk: Readonly<Record<RarityLevel, string>> = {
  common: theme.muted,
  uncommon: seriesInk(2),
  rare: seriesInk(0),
  epic: seriesInk(3),
  legendary: seriesInk(4),
};

/**
 * Draws a family tree, the eldest on top, children below their parents, each with the origin of its traits.
 *
 * @param members - members after their parents
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function familyTree(members: readonly RenderedMember[], options: FigureOptions): Figure {
  if (members.length === 0) throw internalError("familyTree: nobody");
  const { language } = options;
  const rows = familyRows(members.map(({ parents }) => parents));
  const isMemberSlot = (slot: FamilySlot) => slot.side === undefined;
  const most = Math.max(...rows.map((row) => row.filter(isMemberSlot).length));
  const size = tileSize(members[0].picture, most <= 9 ? 104 : most <= 14 ? 72 : 56);
  const blocks = members.map((member) => memberBlock(member, size, language));
  const roomOf = (slot: FamilySlot) => (isMemberSlot(slot) ? size.width : 0) + between.across;
  const widths = rows.map((row) => row.reduce((total, slot) => total + roomOf(slot), -between.across));
  const width = Math.max(...widths);
  /** Middle, top and bottom of every slot, by member and side, generation by generation. */
  const places: Map<string, { readonly middle: number; readonly top: number; readonly bottom: number }[]> = new Map();
  let y = 0;
  rows.forEach((row, level) => {
    const bottom = y + Math.max(...row.filter(isMemberSlot).map(({ member }) => blocks[member].height));
    let x = (width - widths[level]) / 2;
    for (const slot of row) {
      const place = { middle: x + (roomOf(slot) - between.across) / 2, top: y, bottom };
      places.set(keyOf(slot), [...(places.get(keyOf(slot)) ?? []), place]);
      x += roomOf(slot);
    }
    y = bottom + between.down;
  });
  const placeOf = (member: number) => places.get(keyOf({ member }))![0];
  const curves = members.flatMap(({ parents }, member) =>
    (parents ?? []).map((parent, side) => {
      const [from, to] = [placeOf(parent), placeOf(member)];
      const end = { middle: to.middle + (side === 0 ? -7 : 7), top: to.top - 3 };
      // down past the text of the neighbours, then from slot to slot
      let path = `M${round(from.middle)},${round(from.top + blocks[parent].height + 4)}V${round(from.bottom + 4)}`;
      let last = { middle: from.middle, bottom: from.bottom + 4 };
      for (const next of [...(places.get(keyOf({ member, side })) ?? []), end]) {
        const half = (last.bottom + next.top) / 2;
        const [x1, x2] = [round(last.middle), round(next.middle)];
        path += `C${x1},${round(half)} ${x2},${round(half)} ${x2},${round(next.top)}`;
        if ("bottom" in next) path += `V${round(next.bottom + 4)}`;
        last = { middle: next.middle, bottom: "bottom" in next ? next.bottom + 4 : 0 };
      }
      const [colour] = side === 0 ? colours.a : colours.b;
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-opacity="0.75"/>`;
    }),
  );
  const drawn = blocks.map((block, at) => translateBlock(block, placeOf(at).middle - size.width / 2, placeOf(at).top));
  const svg = curves.join("") + drawn.join("");
  return figure(
    { svg, width, height: y - between.down },
    { title: figureText.words.familyTitle, caption: figureText.words.familyCaption, ...options },
  );
}

function keyOf({ member, side }: FamilySlot): string {
  return side === undefined ? `${member}` : `${member} ${side}`;
}

/** Draws the image of a member and its text, as wide as the image. */
function memberBlock(
  member: RenderedMember,
  size: { width: number; height: number },
  language: FigureOptions["language"],
): Block {
  const { picture, name = "", share, inherited, rarity } = member;
  const parts: Block[] = [{ svg: svgImage(picture, { x: 0, y: 0, ...size }), ...size }];
  if (share) parts.push(bar(share, size.width));
  if (name) {
    const text = shorten(name, size.width, theme.labelSize);
    parts.push({ svg: line(text, 0, 12, { size: theme.labelSize, weight: "bold" }), width: size.width, height: 15 });
  }
  if (rarity) {
    const word = inLanguage(rarityLabels[rarity.word], language);
    const style = { size: theme.smallSize, weight: "bold", colour: badgeInk[rarity.word] } as const;
    parts.push(
      paragraph(rarity.word === "common" ? word : `${word} 1/${Math.round(1 / rarity.percentile)}`, size.width, style),
    );
  }
  const inks = { a: colours.a[1], b: colours.b[1], new: theme.muted };
  const comma = language === "ja" ? "、" : ", ";
  for (const side of ["a", "b", "new"] as const) {
    const words = inherited?.[side].map((text) => inLanguage(text, language)) ?? [];
    for (const text of lines(words, size.width, comma))
      parts.push(paragraph(text, size.width, { size: theme.smallSize, colour: inks[side] }));
  }
  return stack(parts, 4);
}

/** Joins words with commas and wraps between words; a word that is too long is shortened. */
function lines(words: readonly string[], width: number, comma: string): string[] {
  const full: string[] = [];
  words.forEach((word, at) => {
    const text = shorten(at < words.length - 1 ? word + comma : word, width, theme.smallSize);
    const joined = (full.at(-1) ?? "") + text;
    if (full.length > 0 && textWidth(joined.trimEnd(), theme.smallSize) <= width) full[full.length - 1] = joined;
    else full.push(text);
  });
  return full.map((line) => line.trimEnd());
}

/** Draws the shares inherited from both parents. */
function bar({ a, b }: { a: number; b: number }, width: number): Block {
  const part = (from: number, share: number, colour: string) =>
    `<rect x="${(from * width).toFixed(2)}" y="0" width="${(share * width).toFixed(2)}" height="5" fill="${colour}"/>`;
  const svg = part(0, 1, theme.rule) + part(0, a, colours.a[0]) + part(1 - b, b, colours.b[0]);
  return { svg, width, height: 5 };
}
