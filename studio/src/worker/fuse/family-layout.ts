import { familyRows, type FamilySlot } from "omakase/studio";

/** Layout of a family tree, px at scale 1. */
export interface FamilyLayout {
  readonly width: number;
  readonly height: number;
  /** Size of each node. */
  readonly node: { readonly width: number; readonly height: number };
  /** Upper left corner of each node. */
  readonly positions: readonly { readonly x: number; readonly y: number }[];
  /** Lines from parents to children, as SVG paths. */
  readonly lines: readonly { readonly child: number; readonly side: 0 | 1; readonly path: string }[];
}

/** Size of a node: a picture with a line of text below. */
const nodeSize = { width: 96, height: 122 } as const;
const spacing = { across: 20, down: 54 };

/**
 * Lays out a family tree, the oldest generation on top.
 *
 * @param parents - indices of each member's parents, which precede the member.
 */
export function layOutFamily(parents: readonly (readonly [number, number] | undefined)[]): FamilyLayout {
  if (parents.length === 0) return { width: 0, height: 0, node: nodeSize, positions: [], lines: [] };
  const rows = familyRows(parents);
  const roomOf = ({ side }: FamilySlot) => (side === undefined ? nodeSize.width : 0) + spacing.across;
  const widths = rows.map((row) => row.reduce((total, slot) => total + roomOf(slot), -spacing.across));
  const width = Math.max(...widths);
  const middles = new Map<string, { readonly middle: number; readonly top: number }[]>();
  rows.forEach((row, level) => {
    let x = (width - widths[level]) / 2;
    for (const slot of row) {
      const place = { middle: x + (roomOf(slot) - spacing.across) / 2, top: level * (nodeSize.height + spacing.down) };
      middles.set(slotKey(slot), [...(middles.get(slotKey(slot)) ?? []), place]);
      x += roomOf(slot);
    }
  });
  const placeOf = (member: number) => middles.get(slotKey({ member }))![0];
  const lines = parents.flatMap((own, child) =>
    (own ?? []).map((parent, side) => {
      const [from, to] = [placeOf(parent), placeOf(child)];
      const end = { middle: to.middle + (side === 0 ? -8 : 8), top: to.top };
      let last = { middle: from.middle, bottom: from.top + nodeSize.height };
      let path = `M${last.middle} ${last.bottom}`;
      for (const next of [...(middles.get(slotKey({ member: child, side })) ?? []), end]) {
        const half = (last.bottom + next.top) / 2;
        path += `C${last.middle} ${half} ${next.middle} ${half} ${next.middle} ${next.top}`;
        last = { middle: next.middle, bottom: next.top + nodeSize.height };
        if (next !== end) path += `V${last.bottom}`;
      }
      return { child, side: side as 0 | 1, path };
    }),
  );
  return {
    width,
    height: rows.length * (nodeSize.height + spacing.down) - spacing.down,
    node: nodeSize,
    positions: parents.map((_, member) => {
      const { middle, top } = placeOf(member);
      return { x: middle - nodeSize.width / 2, y: top };
    }),
    lines,
  };
}

function slotKey({ member, side }: FamilySlot): string {
  return side === undefined ? `${member}` : `${member} ${side}`;
}
