import { internal } from "../error.ts";
import { rarityWords, type Portrait, type RarityWord } from "../morph/index.ts";
import {
  figure,
  inLanguage,
  line,
  moved,
  paragraph,
  stack,
  type Block,
  type Figure,
  type FigureOptions,
} from "./figure.ts";
import { shorten } from "./text-width.ts";
import { seriesColour, seriesInk, theme } from "./theme.ts";
import { image, tileSize } from "./tiles.ts";
import { figureWords } from "./words.ts";

const between = { across: 18, down: 46 };
const colours = { a: [seriesColour(0), seriesInk(0)], b: [seriesColour(1), seriesInk(1)] } as const;
const badgeInk: Readonly<Record<RarityWord, string>> = {
  common: theme.muted,
  uncommon: seriesInk(2),
  rare: seriesInk(0),
  epic: seriesInk(3),
  legendary: seriesInk(4),
};

/** A family, the eldest on top, children under their parents, each with what it has of whom. */
export function familyTree(members: readonly Portrait[], options: FigureOptions): Figure {
  if (members.length === 0) throw internal("familyTree: nobody");
  const { language } = options;
  const rows = rowsOf(members);
  const most = Math.max(...rows.map((row) => row.length));
  const size = tileSize(members[0].picture, most <= 9 ? 104 : most <= 14 ? 72 : 56);
  const across = size.width + between.across;
  const width = most * across - between.across;
  const cards = members.map((member) => card(member, size, language));
  const tops: number[] = [];
  let y = 0;
  for (const row of rows) {
    tops.push(y);
    y += Math.max(...row.map((at) => cards[at].height)) + between.down;
  }
  const places = new Map(
    rows.flatMap((row, level) => {
      const left = (width - (row.length * across - between.across)) / 2;
      return row.map((at, column) => [at, { x: left + column * across, y: tops[level] }] as const);
    }),
  );
  const lines = members.flatMap(({ parents }, at) =>
    (parents ?? []).map((parent, side) => {
      const [from, to] = [places.get(parent)!, places.get(at)!];
      const [x1, y1] = [from.x + size.width / 2, from.y + cards[parent].height + 4];
      const [x2, y2] = [to.x + size.width / 2 + (side === 0 ? -7 : 7), to.y - 3];
      const bend = Math.max(18, (y2 - y1) / 2);
      const [colour] = side === 0 ? colours.a : colours.b;
      const path = `M${x1},${y1}C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`;
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-opacity="0.75"/>`;
    }),
  );
  const drawn = cards.map((block, at) => moved(block, places.get(at)!.x, places.get(at)!.y));
  const svg = lines.join("") + drawn.join("");
  return figure(
    { svg, width, height: y - between.down },
    { title: figureWords.familyTitle, caption: figureWords.familyCaption, ...options },
  );
}

/** The picture and what is said of it, as wide as the picture. */
function card(member: Portrait, size: { width: number; height: number }, language: FigureOptions["language"]): Block {
  const { picture, name = "", share, inherited, rarity } = member;
  const parts: Block[] = [{ svg: image(picture, { x: 0, y: 0, ...size }), ...size }];
  if (share) parts.push(bar(share, size.width));
  if (name) {
    const text = shorten(name, size.width, theme.labelSize);
    parts.push({ svg: line(text, 0, 12, { size: theme.labelSize, weight: "bold" }), width: size.width, height: 15 });
  }
  if (rarity) {
    const word = inLanguage(rarityWords[rarity.word], language);
    const style = { size: theme.smallSize, weight: "bold", colour: badgeInk[rarity.word] } as const;
    parts.push(paragraph(`${word} 1/${Math.round(1 / rarity.asRare)}`, size.width, style));
  }
  const inks = { a: colours.a[1], b: colours.b[1], new: theme.muted };
  for (const side of ["a", "b", "new"] as const) {
    const words = inherited?.[side].map((text) => inLanguage(text, language)) ?? [];
    if (words.length > 0)
      parts.push(
        paragraph(words.join(language === "ja" ? "・" : ", "), size.width, {
          size: theme.smallSize,
          colour: inks[side],
        }),
      );
  }
  return stack(parts, 4);
}

/** How much is of whom. */
function bar({ a, b }: { a: number; b: number }, width: number): Block {
  const part = (from: number, share: number, colour: string) =>
    `<rect x="${(from * width).toFixed(2)}" y="0" width="${(share * width).toFixed(2)}" height="5" fill="${colour}"/>`;
  const svg = part(0, 1, theme.rule) + part(0, a, colours.a[0]) + part(1 - b, b, colours.b[0]);
  return { svg, width, height: 5 };
}

/**
 * The generations from the eldest on, members by their places. A founder stands right above its first child. In a
 * generation the order is that in which one meets them walking through the tree, so that parents stand side by side.
 */
function rowsOf(members: readonly Portrait[]): number[][] {
  const level = members.map(() => 0);
  members.forEach(({ parents }, at) => {
    if (parents) level[at] = 1 + Math.max(...parents.map((parent) => level[parent]));
  });
  members.forEach(({ parents }, at) => {
    if (parents) return;
    const children = [...members.keys()].filter((child) => members[child].parents?.includes(at));
    if (children.length > 0) level[at] = Math.min(...children.map((child) => level[child])) - 1;
  });
  const order = new Map<number, number>();
  const walked = new Set<number>();
  const walk = (at: number): void => {
    if (walked.has(at)) return;
    walked.add(at);
    const [first, second] = members[at].parents ?? [];
    if (first !== undefined) walk(first);
    order.set(at, order.size);
    if (second !== undefined) walk(second);
  };
  const parents = new Set(members.flatMap((member) => member.parents ?? []));
  [...members.keys()].filter((at) => !parents.has(at)).forEach(walk); // the youngest, in their order
  const rows: number[][] = [];
  for (const at of [...members.keys()].sort((a, b) => order.get(a)! - order.get(b)!)) (rows[level[at]] ??= []).push(at);
  return rows;
}
