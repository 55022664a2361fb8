/** Slot in a generation: a member, or a line that passes to a later generation. */
export interface FamilySlot {
  /** Index of the member, or of the child that the line leads to. */
  readonly member: number;
  /** For a line: the child's first (0) or second (1) parent. */
  readonly side?: number;
}

/** Parents of each member: indices of earlier members. */
type Parents = readonly (readonly [number, number] | undefined)[];

/**
 * Arranges a family in generations, the eldest first. Parents stand directly above their first child. The order within
 * a generation is that of a walk through the tree, so parents stand side by side; lines that skip a generation get a
 * slot in it (after Sugiyama et al. 1981).
 *
 * @param parents - indices of both parents per member, undefined for founders.
 * @returns one list of slots per generation.
 */
export function familyRows(parents: Parents): FamilySlot[][] {
  const levels = levelsOf(parents);
  const order = orderOf(parents);
  const rows: { readonly slot: FamilySlot; readonly key: number }[][] = Array.from(
    { length: Math.max(...levels) + 1 },
    () => [],
  );
  parents.forEach((own, member) => {
    rows[levels[member]].push({ slot: { member }, key: order[member] });
    own?.forEach((parent, side) => {
      const key = (order[parent] + order[member]) / 2;
      for (let level = levels[parent] + 1; level < levels[member]; level++)
        rows[level].push({ slot: { member, side }, key });
    });
  });
  return rows.map((row) => row.sort((a, b) => a.key - b.key).map(({ slot }) => slot));
}

function levelsOf(parents: Parents): number[] {
  const levels = parents.map(() => 0);
  parents.forEach((own, member) => {
    if (own) levels[member] = 1 + Math.max(...own.map((parent) => levels[parent]));
  });
  for (let member = parents.length - 1; member >= 0; member--) {
    const below = [...parents.keys()].filter((child) => parents[child]?.includes(member)).map((child) => levels[child]);
    if (below.length > 0) levels[member] = Math.min(...below) - 1;
  }
  return levels;
}

/**
 * Computes the order of the members in an in-order walk from every childless one: first parent's family, member, second
 * parent's family.
 */
function orderOf(parents: Parents): number[] {
  const order: number[] = parents.map(() => -1);
  const walked = new Set<number>();
  let met = 0;
  const walk = (member: number): void => {
    if (walked.has(member)) return;
    walked.add(member);
    const [first, second] = parents[member] ?? [];
    if (first !== undefined) walk(first);
    order[member] = met++;
    if (second !== undefined) walk(second);
  };
  const haveChildren = new Set(parents.flatMap((own) => own ?? []));
  [...parents.keys()].filter((member) => !haveChildren.has(member)).forEach(walk);
  return order;
}
