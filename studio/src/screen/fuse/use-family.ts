import { useCallback, useMemo, useRef, useState } from "react";
import type { Person } from "../../engine/fuse.ts";
import {
  discardFamily,
  joined,
  keepFamily,
  newFamily,
  type KeptFamily,
  type Line,
  type Member,
} from "../../kept/families.ts";

/** More do not fit into a recipe or on a screen. */
export const mostMembers = 200;

/** The family at hand, and what can be done with it; all of it is kept at once. */
export interface FamilyTools {
  readonly family: KeptFamily;
  /** What could not be kept. */
  readonly error: unknown;
  /** Takes people in. Gives the name of the last; undefined when there is no more room. */
  join(people: readonly Person[]): string | undefined;
  /** Chooses a parent: 0 left, 1 right. */
  choose(side: 0 | 1, line: Line): void;
  rename(key: string, name: string): void;
  /** Takes somebody out who has no children. */
  take(key: string): void;
  start(time: number): void;
  open(id: string, time: number): void;
  discard(): void;
}

/** @param families - of one model, the one looked at last first. */
export function useFamily(modelHash: string, families: readonly KeptFamily[]): FamilyTools {
  const [error, setError] = useState<unknown>();
  const unkept = useMemo(() => newFamily(modelHash, 0), [modelHash]);
  const family = families[0] ?? unkept;
  const newest = useRef(family);
  newest.current = family;
  const put = useCallback(
    (next: KeptFamily): void => {
      // the first that happens begins the family; the page is a host
      const begun =
        next.started === 0 ? { ...newFamily(modelHash, Date.now()), members: next.members, couple: next.couple } : next;
      newest.current = begun; // two changes may come before the page is drawn again
      keepFamily(begun).then(() => setError(undefined), setError);
    },
    [modelHash],
  );
  return useMemo(
    (): FamilyTools => ({
      family,
      error,
      join(people) {
        const next = joined(newest.current, people);
        if (next.members.length > mostMembers) return undefined;
        put(next);
        const last = people[people.length - 1];
        return next.members.find(({ key }) => key === last.key)?.name;
      },
      choose(side, line) {
        const [left, right] = newest.current.couple;
        put({ ...newest.current, couple: side === 0 ? [line, right] : [left, line] });
      },
      rename: (key, name) => put({ ...newest.current, members: changed(newest.current.members, key, { name }) }),
      take: (key) => put({ ...newest.current, members: newest.current.members.filter((one) => one.key !== key) }),
      start: (time) => put({ ...newFamily(modelHash, time), couple: newest.current.couple }),
      open(id, opened) {
        const wanted = families.find((one) => one.id === id);
        if (wanted) put({ ...wanted, opened });
      },
      discard: () => void discardFamily(newest.current.id).catch(setError),
    }),
    [family, families, error, modelHash, put],
  );
}

function changed(members: readonly Member[], key: string, changes: Partial<Member>): Member[] {
  return members.map((one) => (one.key === key ? { ...one, ...changes } : one));
}
