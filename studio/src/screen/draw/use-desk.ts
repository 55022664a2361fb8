import { proxy } from "comlink";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { Deal, Dealt } from "../../engine/deal.ts";
import type { RunFacts } from "../../engine/describe.ts";
import { noiseBehind } from "../../engine/noise.ts";
import type { Shown } from "../../engine/shown.ts";
import { keep, keyOf } from "../../kept/gallery.ts";
import { anySeed } from "../../part/any-seed.ts";
import { useLatest } from "../../part/use-latest.ts";
import { settingsOf, usualSettings, wishedValues, type Settings } from "./settings.ts";
import { useUndo, type Undoable } from "./use-undo.ts";

/** What lies on the table: settings, the pictures of the last draw, and the one that is looked at. */
export interface Desk {
  readonly facts: RunFacts;
  readonly settings: Settings;
  readonly change: Undoable<Settings>["set"];
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  /** The pictures of the last draw; empty before the first. */
  readonly hand: readonly Dealt[];
  /** Counts draws, so that each is revealed. */
  readonly draws: number;
  /** How many were drawn to find those of the hand. */
  readonly looked: number;
  /** The picture that is looked at. */
  readonly chosen: Shown | undefined;
  readonly look: (shown: Shown) => void;
  /** Takes over what a picture was made of. */
  readonly load: (shown: Shown) => void;
  /** Lays these out as if they had been drawn. */
  readonly layOut: (pictures: readonly Shown[]) => void;
  readonly draw: () => void;
  /** While it draws: how far it is. */
  readonly busy: { readonly found: number; readonly looked: number } | undefined;
  /** Draws the picture that is looked at with other values, live. */
  readonly revalue: (values: readonly number[]) => void;
  readonly error: unknown;
}

interface Laid {
  readonly hand: readonly Dealt[];
  readonly draws: number;
  readonly looked: number;
  readonly chosen: Shown | undefined;
}

/** What is left on the table when one goes to another screen, by model. */
const left = new Map<string, { readonly settings: Settings; readonly laid: Laid }>();

/** Milliseconds after which a picture that was changed by sliding is kept. */
const rest = 600;

/** See {@link Desk}. */
export function useDesk(facts: RunFacts): Desk {
  const { id, hash } = facts;
  const undoable = useUndo(() => left.get(hash)?.settings ?? usualSettings(facts));
  const { value: settings, set: change } = undoable;
  const [laid, setLaid] = useState<Laid>(
    () => left.get(hash)?.laid ?? { hand: [], draws: 0, looked: 0, chosen: undefined },
  );
  const [busy, setBusy] = useState<Desk["busy"]>();
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    left.set(hash, { settings, laid });
  }, [hash, settings, laid]);

  const look = useCallback((chosen: Shown) => setLaid((laid) => ({ ...laid, chosen })), []);
  const layOut = useCallback(
    (pictures: readonly Dealt[], looked = pictures.length) =>
      setLaid(({ draws }) => ({ hand: pictures, draws: draws + 1, looked, chosen: pictures[0] })),
    [],
  );
  const load = useCallback(
    (shown: Shown) => {
      look(shown);
      change(settingsOf(settings, shown));
    },
    [look, change, settings],
  );

  const draw = useCallback(() => {
    if (busy) return;
    const seed = anySeed();
    setBusy({ found: 0, looked: 0 });
    void (async () => {
      try {
        const { pictures, looked }: Deal = await engine().draw.deal(id, { ...settings, seed }, proxy(setBusy));
        layOut(pictures, looked);
        setFailed(undefined);
        await keep(id, pictures.map(plain), Date.now());
      } catch (error) {
        setFailed(error);
      } finally {
        setBusy(undefined);
      }
    })();
  }, [busy, id, settings, layOut]);

  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { ask, error: unchanged } = useLatest(async (variant: Parameters<Varying>[1]) => {
    const shown = await engine().draw.variant(id, variant);
    look(shown);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => void keep(id, [shown], Date.now()), rest);
  });
  const { chosen } = laid;
  const revalue = useCallback(
    (values: readonly number[]) => {
      if (!chosen) return;
      ask({ values, latent: noiseBehind(chosen), truncation: chosen.recipe.truncation ?? 1 });
    },
    [ask, chosen],
  );

  // With the random numbers kept, the picture follows the settings, also when they are taken back.
  const followed = useRef(settings);
  useEffect(() => {
    if (followed.current === settings) return;
    followed.current = settings;
    const { wishes, noise, truncation } = settings;
    if (noise?.nudge !== 0 || !chosen) return;
    ask({ values: wishedValues(wishes, chosen.card.values), latent: noise.latent, truncation });
  }, [settings, chosen, ask]);

  return useMemo(
    () => ({
      ...{ facts, settings, change, undo: undoable.undo, redo: undoable.redo },
      ...laid,
      ...{ look, load, layOut, draw, busy, revalue, error: failed ?? unchanged },
    }),
    [
      facts,
      settings,
      change,
      undoable.undo,
      undoable.redo,
      laid,
      look,
      load,
      layOut,
      draw,
      busy,
      revalue,
      failed,
      unchanged,
    ],
  );
}

type Varying = ReturnType<typeof engine>["draw"]["variant"];

/** Without what only the draw knew: what is kept is the picture. */
function plain({ card, recipe, pixels }: Dealt): Shown {
  return { card, recipe, pixels };
}

/** Whether these are the same picture. */
export function isSame(a: Shown | undefined, b: Shown | undefined): boolean {
  return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}
