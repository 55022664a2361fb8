import { useCallback, useMemo, useRef, useState } from "react";
import { useTakeBack, type TakeBack } from "../../component/take-back.tsx";
import type { Individual } from "../../worker/fuse/fuse-service.ts";
import {
  deleteFamily,
  addMembers,
  storeFamily,
  emptyFamily,
  type StoredFamily,
  type Lineage,
  type NamedIndividual,
} from "../../storage/families.ts";

/** Maximum number of family members. */
export const maxFamilyMembers = 200;

/** Current family and its operations; every change is stored at once. */
export interface FamilyTools {
  readonly family: StoredFamily;
  /** Error of the last write to the storage. */
  readonly error: unknown;
  /**
   * Adds individuals.
   *
   * @returns the name of the last; undefined if the family is full.
   */
  add(people: readonly Individual[]): string | undefined;
  /** Chooses a parent: 0 left, 1 right. */
  setParent(side: 0 | 1, line: Lineage): void;
  rename(key: string, name: string): void;
  /** Removes a member without children. */
  remove(key: string): void;
  start(time: number): void;
  open(id: string, time: number): void;
  discard(): void;
  /** Restores the family before the last change of this visit; undefined: there was none. */
  readonly takeBack: TakeBack<StoredFamily>["takeBack"];
}

/**
 * Returns the current family.
 *
 * @param families - families of one model, the last opened first.
 */
export function useFamily(modelHash: string, families: readonly StoredFamily[]): FamilyTools {
  const [error, setError] = useState<unknown>();
  const unkept = useMemo(() => emptyFamily(modelHash, 0), [modelHash]);
  const family = families[0] ?? unkept;
  const newest = useRef(family);
  newest.current = family;
  const store = useCallback(
    (next: StoredFamily): void => {
      // the first change creates the family; the page is a host
      const begun =
        next.createdAt === 0
          ? { ...emptyFamily(modelHash, Date.now()), members: next.members, parents: next.parents }
          : next;
      newest.current = begun; // two changes may come before the next render
      storeFamily(begun).then(() => setError(undefined), setError);
    },
    [modelHash],
  );
  const { remember, takeBack } = useTakeBack<StoredFamily>((before) => store({ ...before, openedAt: Date.now() })); // the page is a host
  const put = useCallback(
    (next: StoredFamily): void => {
      const { current } = newest;
      if (current.createdAt !== 0 && current.id === next.id) remember(current);
      store(next);
    },
    [remember, store],
  );
  return useMemo(
    (): FamilyTools => ({
      family,
      error,
      takeBack,
      add(people) {
        const next = addMembers(newest.current, people);
        if (next.members.length > maxFamilyMembers) return undefined;
        put(next);
        const last = people[people.length - 1];
        return next.members.find(({ key }) => key === last.key)?.name;
      },
      setParent(side, line) {
        const [left, right] = newest.current.parents;
        put({ ...newest.current, parents: side === 0 ? [line, right] : [left, line] });
      },
      rename: (key, name) => put({ ...newest.current, members: updateMember(newest.current.members, key, { name }) }),
      remove: (key) => put({ ...newest.current, members: newest.current.members.filter((one) => one.key !== key) }),
      start: (time) => put({ ...emptyFamily(modelHash, time), parents: newest.current.parents }),
      open(id, openedAt) {
        const wanted = families.find((one) => one.id === id);
        if (wanted) store({ ...wanted, openedAt });
      },
      discard() {
        remember(newest.current);
        void deleteFamily(newest.current.id).catch(setError);
      },
    }),
    [family, families, error, modelHash, put, store, remember, takeBack],
  );
}

function updateMember(
  members: readonly NamedIndividual[],
  key: string,
  changes: Partial<NamedIndividual>,
): NamedIndividual[] {
  return members.map((one) => (one.key === key ? { ...one, ...changes } : one));
}
