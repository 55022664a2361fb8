/** A place in a generation: a member's, or that of a line which passes by to a later generation. */
export interface FamilySlot {
  /** The member, or the child that the line leads to. */
  readonly member: number;
  /** Of a line: whether it comes from the child's first (0) or second (1) parent. */
  readonly side?: number;
}

/** Whose parents one's parents are: places of members that stand before the child. */
type Parents = readonly (readonly [number, number] | undefined)[];

/**
 * The generations of a family, the eldest first. Parents stand right above their first child. In a generation the order
 * is that in which one meets members walking through the tree, so that parents stand side by side; where a line skips a
 * generation, room is left for it (after Sugiyama et al. 1981).
 *
 * @param parents - for each member its parents, if any.
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

/** For each member when one meets it, going from every childless one through its first parent's family, itself, its second's. */
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
