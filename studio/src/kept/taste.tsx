import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Card, Imported, Rating } from "omakase";
import type { Shown } from "../engine/shown.ts";
import { change, keep, keyOf } from "./gallery.ts";
import { useManifest } from "./manifest.ts";
import { useRater } from "./rater.tsx";
import { ratingShelf, type HeldRating, type Shelf } from "./rating-shelf.ts";
import { useRun } from "./run.tsx";

/** The taste of whoever rates, for pictures of the current model. */
export interface UsedTaste extends Shelf {
  /** The ratings and choices of the rater, the oldest first. */
  readonly own: readonly HeldRating[];
  /** Others who rated pictures of this model. */
  readonly others: readonly string[];
  /**
   * Rates a picture; answers when the taste has learned it. In the gallery it is kept with its rating. What the same
   * person said of it before is mended, unless it came `again` by itself: how well both agree is measured.
   */
  readonly rate: (runId: string, shown: Shown, value: Rating, again?: boolean) => Promise<void>;
  /** Says which of some pictures is the best. */
  readonly best: (runId: string, shown: readonly Shown[], place: number) => Promise<void>;
  /** Forgets one thing that was said. */
  readonly forget: (one: HeldRating) => Promise<void>;
  /** Forgets everything that the rater said. */
  readonly startOver: () => Promise<void>;
  /** Reads in a file of ratings. */
  readonly readIn: (name: string, text: string) => Promise<Imported>;
}

const nothing: Shelf = { held: [], open: false, version: 0, error: undefined };

/** What whoever rates said about the current model's pictures, and how to say more. */
export function useTaste(): UsedTaste {
  const { data: manifest } = useManifest();
  const { facts } = useRun();
  const { name: rater } = useRater();
  const kind = manifest?.kind;
  const [id, hash] = [facts?.id, facts?.hash];
  const shelf = useMemo(
    () => (kind !== undefined && id !== undefined && hash !== undefined ? ratingShelf(id, hash, kind) : undefined),
    [kind, id, hash],
  );
  const state = useSyncExternalStore(
    useCallback((listener: () => void) => shelf?.subscribe(listener) ?? (() => {}), [shelf]),
    () => shelf?.current() ?? nothing,
  );
  const { held } = state;
  const own = useMemo(() => held.filter(({ rating }) => rating.rater === rater), [held, rater]);
  const others = useMemo(
    () => [...new Set(held.map(({ rating }) => rating.rater))].filter((name) => name !== rater),
    [held, rater],
  );
  const does = useMemo(
    () => ({
      async rate(runId: string, shown: Shown, value: Rating, again = false) {
        if (!shelf || runId !== id) return;
        const said = shelf.current().held.filter(({ rating }) => rating.rater === rater && rating.rating !== undefined);
        const before = said.findLast(({ rating }) => rating.cards[0].id === shown.card.id);
        if (before && !again) {
          if (before.rating.rating === value) return;
          await shelf.remove(before.key);
        }
        const time = Date.now(); // the page is a host
        await shelf.add({ rater, time, cards: [shown.card], rating: value });
        await keep(runId, [shown], time);
        await change(keyOf(shown), { rating: value });
      },
      async best(runId: string, shown: readonly Shown[], place: number) {
        if (!shelf || runId !== id) return;
        const time = Date.now(); // the page is a host
        await shelf.add({ rater, time, cards: shown.map(({ card }) => card), best: place });
        await keep(runId, [shown[place]], time);
      },
      async forget({ key, rating }: HeldRating) {
        await shelf?.remove(key);
        const [card, ...more] = rating.cards;
        if (hash !== undefined && more.length === 0) await change(pictureKey(hash, card.id), { rating: undefined });
      },
      async startOver() {
        const gone = shelf?.current().held.filter(({ rating }) => rating.rater === rater) ?? [];
        await shelf?.startOver(rater);
        for (const { rating } of gone)
          if (rating.rating !== undefined) await change(pictureKey(hash!, rating.cards[0].id), { rating: undefined });
      },
      async readIn(name: string, text: string) {
        return (await shelf?.readIn(name, text)) ?? { added: 0, known: 0 };
      },
    }),
    [shelf, id, hash, rater],
  );
  return useMemo(() => ({ ...state, own, others, ...does }), [state, own, others, does]);
}

/**
 * An answer of the worker about the ratings as they are: asked for again when `when` changes, at rest of `quiet`
 * milliseconds; the last answer stays until then.
 */
export function useAnswer<Answer>(
  ask: (() => Promise<Answer>) | undefined,
  when: string,
  quiet: number,
): { readonly answer: Answer | undefined; readonly error: unknown } {
  const [state, setState] = useState<{ answer: Answer | undefined; error: unknown }>({
    answer: undefined,
    error: undefined,
  });
  useEffect(() => {
    if (!ask) return;
    let current = true;
    const soon = setTimeout(() => {
      ask().then(
        (answer) => current && setState({ answer, error: undefined }),
        (error: unknown) => current && setState((before) => ({ ...before, error })),
      );
    }, quiet);
    return () => {
      current = false;
      clearTimeout(soon);
    };
    // eslint-disable-next-line -- `ask` is new each time; `when` says what it asks about
  }, [when, quiet, ask !== undefined]);
  return state;
}

function pictureKey(modelHash: string, id: string): string {
  return keyOf({ recipe: { modelHash } as Shown["recipe"], card: { id } as Card });
}
