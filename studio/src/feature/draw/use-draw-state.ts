import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { DrawProgress, SampledPicture } from "../../worker/draw/draw-batch.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { addToGallery, pictureKey } from "../../storage/gallery.ts";
import { useLatest } from "../../component/use-latest.ts";
import {
  drawSettingsFromPicture,
  defaultDrawSettings,
  keptAttributeCount,
  releasedSettings,
  resolveAttributeSettings,
  type DrawSettings,
} from "./draw-settings.ts";
import { useDrawing } from "./use-drawing.ts";
import { useUndo, type Undoable } from "./use-undo.ts";

/** State of the Draw screen: settings, the pictures of the last draw, and the chosen one. */
export interface DrawState {
  readonly facts: RunFacts;
  readonly settings: DrawSettings;
  readonly change: Undoable<DrawSettings>["set"];
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  /** The pictures of the last draw; empty before the first. */
  readonly batch: readonly SampledPicture[];
  /** Number of draws; a change starts the reveal animation. */
  readonly drawCount: number;
  /** Number of pictures drawn to find those of the batch. */
  readonly attempts: number;
  /** Chosen picture. */
  readonly chosen: RenderedPicture | undefined;
  readonly select: (shown: RenderedPicture) => void;
  /** Takes over the settings of a picture. */
  readonly applySettingsOf: (shown: RenderedPicture) => void;
  /** Shows pictures as if a draw had produced them. */
  readonly showPictures: (pictures: readonly RenderedPicture[]) => void;
  readonly draw: () => void;
  /** Draws to the rater's taste; attributes with a value keep it. */
  readonly drawLiked: () => void;
  /** Lets all go that is kept, and draws to the rater's taste. Default: as many pictures as the settings say. */
  readonly drawAllLiked: (count?: number) => void;
  /** Number of kept attributes that limited the last draw to a taste; 0 for other draws. */
  readonly likedKeptCount: number;
  /** Draws the picture of a day, `2026-12-01` in UTC: the same for everybody. */
  readonly drawDay: (day: string) => void;
  /** Prepares {@link DrawState.drawDay}, which takes seconds the first time. */
  readonly prepareDay: () => void;
  /** Progress of a running draw; undefined at rest. */
  readonly busy: (DrawProgress & { readonly isChoosy?: boolean }) | undefined;
  /** Redraws the chosen picture with other attribute values, live. */
  readonly renderWithValues: (values: readonly number[]) => void;
  readonly error: unknown;
}

interface LastDraw {
  readonly batch: readonly SampledPicture[];
  readonly drawCount: number;
  readonly attempts: number;
  readonly chosen: RenderedPicture | undefined;
  /** First picture of a draw that goes on, where none was chosen before. */
  readonly early?: RenderedPicture;
}

/** State per model that survives a change of screen. */
const savedStates = new Map<string, { readonly settings: DrawSettings; readonly lastDraw: LastDraw }>();

/** Delay after which an edited picture is stored, milliseconds. */
const saveDelay = 600;

/** See {@link DrawState}. */
export function useDrawState(facts: RunFacts): DrawState {
  const { id, hash } = facts;
  const undoable = useUndo(() => savedStates.get(hash)?.settings ?? defaultDrawSettings(facts));
  const { value: settings, set: change } = undoable;
  const [lastDraw, setLastDraw] = useState<LastDraw>(
    () => savedStates.get(hash)?.lastDraw ?? { batch: [], drawCount: 0, attempts: 0, chosen: undefined },
  );
  useEffect(() => {
    savedStates.set(hash, { settings, lastDraw });
  }, [hash, settings, lastDraw]);

  const show = useCallback((chosen: RenderedPicture) => setLastDraw((lastDraw) => ({ ...lastDraw, chosen })), []);
  const selections = useRef(0);
  const select = useCallback(
    (chosen: RenderedPicture) => {
      selections.current++;
      show(chosen);
    },
    [show],
  );
  const showPictures = useCallback(
    (pictures: readonly SampledPicture[], attempts = pictures.length) =>
      setLastDraw(({ drawCount, chosen, early }) => ({
        batch: pictures,
        drawCount: drawCount + 1,
        attempts,
        // A rotated or otherwise changed early picture stays.
        chosen: early && chosen !== early ? chosen : pictures[0],
      })),
    [],
  );
  const applySettingsOf = useCallback(
    (shown: RenderedPicture) => {
      select(shown);
      change(drawSettingsFromPicture(settings, shown));
    },
    [select, change, settings],
  );

  // The first picture of all can be used while others are still drawn.
  const showEarly = useCallback(
    (found: SampledPicture) =>
      setLastDraw((lastDraw) => (lastDraw.chosen ? lastDraw : { ...lastDraw, chosen: found, early: found })),
    [],
  );
  const drawing = useDrawing(facts, settings, lastDraw.drawCount, showPictures, showEarly);

  const saveTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { ask: askFor, error: unchanged } = useLatest(async ({ variant, selection }: AskedVariant) => {
    const shown = await engine().draw.variant(id, variant);
    if (selections.current !== selection) return; // another picture was chosen meanwhile
    show(shown);
    clearTimeout(saveTimer.current);
    saveTimer.current = setTimeout(() => void addToGallery(id, [shown], Date.now()), saveDelay);
  });
  const ask = useCallback(
    (variant: AskedVariant["variant"]) => askFor({ variant, selection: selections.current }),
    [askFor],
  );
  const { chosen } = lastDraw;
  const renderWithValues = useCallback(
    (values: readonly number[]) => {
      if (!chosen) return;
      ask({ values, latent: untruncatedNoise(chosen), truncation: chosen.recipe.truncation ?? 1 });
    },
    [ask, chosen],
  );

  // With fixed noise the picture follows the settings, including undo.
  const appliedSettings = useRef(settings);
  useEffect(() => {
    if (appliedSettings.current === settings) return;
    appliedSettings.current = settings;
    const { attributeSettings: conditions, noise, truncation } = settings;
    if (noise?.noiseAmount !== 0 || !chosen) return;
    ask({ values: resolveAttributeSettings(conditions, chosen.candidate.values), latent: noise.latent, truncation });
  }, [settings, chosen, ask]);

  const { draw, drawLiked, drawDay, prepareDay, busy, error } = drawing;
  const [likedKeptCount, setLikedKeptCount] = useState(0);
  const draws = useMemo(() => {
    const begin = (keptCount: number, start: () => void): void => {
      setLikedKeptCount(keptCount);
      start();
    };
    const released = releasedSettings(facts, settings);
    return {
      draw: () => begin(0, draw),
      drawDay: (day: string) => begin(0, () => drawDay(day)),
      prepareDay,
      drawLiked: () => begin(keptAttributeCount(settings), () => drawLiked(settings)),
      drawAllLiked(count = settings.count) {
        if (keptAttributeCount(settings) > 0 || settings.noise) change(released);
        begin(0, () => drawLiked({ ...released, count }));
      },
    };
  }, [facts, settings, change, draw, drawDay, prepareDay, drawLiked]);
  return useMemo(
    () => ({
      ...{ facts, settings, change, undo: undoable.undo, redo: undoable.redo, ...lastDraw },
      ...{ select, applySettingsOf, showPictures, renderWithValues },
      ...{ ...draws, likedKeptCount, busy, error: error ?? unchanged },
    }),
    [
      ...[facts, settings, change, undoable.undo, undoable.redo, lastDraw],
      ...[select, applySettingsOf, showPictures, renderWithValues],
      ...[draws, likedKeptCount, busy, error, unchanged],
    ],
  );
}

/** Changed picture that is asked for, and the selection for which it is. */
interface AskedVariant {
  readonly variant: Parameters<ReturnType<typeof engine>["draw"]["variant"]>[1];
  readonly selection: number;
}

/** Returns whether both are the same picture. */
export function isSamePicture(a: RenderedPicture | undefined, b: RenderedPicture | undefined): boolean {
  return a !== undefined && b !== undefined && pictureKey(a) === pictureKey(b);
}
