import { proxy } from "comlink";
import { useCallback, useEffect, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { DrawProgress, DrawProgressListener, DrawResult, SampledPicture } from "../../worker/draw/draw-batch.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { addToGallery } from "../../storage/gallery.ts";
import { useTaste } from "../../storage/use-taste.ts";
import { randomSeed } from "../../component/random-seed.ts";
import { dailyRequest, isLeftToChance, type DrawSettings } from "./draw-settings.ts";
import { countDrawn } from "./rest-note.tsx";
import type { DrawState } from "./use-draw-state.ts";

/** Draws of the Draw screen; one runs at a time. */
export interface Drawing extends Pick<DrawState, "draw" | "drawDay" | "prepareDay" | "busy" | "error"> {
  /** Draws to the rater's taste; attributes with a value keep it. */
  readonly drawLiked: (settings: DrawSettings) => void;
}

/**
 * Fits the scorer of broken pictures in the background once a person is there: after the first draw a mouse moves, or a
 * second draw starts. Its 415 kB and 299 drawings must not delay the first picture, nor warm a phone for nothing.
 */
function useAnomalyFilter({ id }: RunFacts, { anomalyFilter }: DrawSettings, drawCount: number): void {
  const [hasMouse, setHasMouse] = useState(false);
  const isOfUse =
    anomalyFilter === "anomalous" || (anomalyFilter === "normal" && (drawCount > 1 || (drawCount === 1 && hasMouse)));
  useEffect(() => {
    const move = ({ pointerType }: PointerEvent): void => setHasMouse(pointerType === "mouse");
    if (drawCount === 1 && !isOfUse) addEventListener("pointermove", move);
    return () => removeEventListener("pointermove", move);
  }, [drawCount, isOfUse]);
  useEffect(() => {
    if (isOfUse) prepareAnomalyFilter(id);
  }, [isOfUse, id]);
}

function prepareAnomalyFilter(id: string): void {
  void engine()
    .draw.prepareAnomalyFilter(id)
    .catch(() => undefined); // without the feature network, all pictures are shown
}

/** See {@link Drawing}. */
export function useDrawing(
  facts: RunFacts,
  settings: DrawSettings,
  drawCount: number,
  onDrawn: (pictures: readonly SampledPicture[], attempts: number) => void,
  onFirst: (picture: SampledPicture) => void,
): Drawing {
  const { id } = facts;
  const { draw: drawToTaste, isReady } = useTaste();
  const [busy, setBusy] = useState<DrawState["busy"]>();
  const [error, setError] = useState<unknown>();
  useAnomalyFilter(facts, settings, drawCount);
  const run = useCallback(
    async (
      produce: (onProgress: DrawProgressListener) => Promise<DrawResult>,
      { isPull = false, isChoosy = false } = {},
    ): Promise<void> => {
      setBusy({ pictures: [], attempts: 0, isChoosy });
      let isOver = false;
      const onProgress = proxy((progress: DrawProgress) => {
        if (isOver) return; // it comes by another channel than the result, and may come after it
        setBusy({ ...progress, isChoosy });
        if (progress.pictures.length > 0) onFirst(progress.pictures[0]);
      });
      try {
        const { pictures, attempts } = await produce(onProgress).finally(() => {
          isOver = true;
          setBusy(undefined);
        });
        countDrawn(pictures.length);
        onDrawn(pictures, attempts);
        setError(undefined);
        const rarities = isPull ? pictures.map(({ rarity }) => rarity) : [];
        await addToGallery(id, pictures.map(withoutDrawInfo), Date.now(), rarities); // the page is a host
      } catch (thrown) {
        setError(thrown);
      }
    },
    [id, onDrawn, onFirst],
  );
  const draw = useCallback(() => {
    if (busy) return;
    const request = { ...settings, seed: randomSeed() };
    void run((onProgress) => engine().draw.sample(id, request, onProgress), {
      isPull: isLeftToChance(settings),
      isChoosy: settings.anomalyFilter === "anomalous",
    });
  }, [busy, id, run, settings]);
  const drawLiked = useCallback(
    ({ count, attributeSettings }: DrawSettings) => {
      if (busy || !isReady) return;
      void run(async () => {
        const pictures = await drawToTaste(randomSeed(), count, attributeSettings);
        return { pictures, attempts: pictures.length };
      });
    },
    [busy, isReady, run, drawToTaste],
  );
  const drawDay = useCallback(
    (day: string) => {
      const request = dailyRequest(facts, day);
      if (!busy) void run((onProgress) => engine().draw.sample(id, request, onProgress), { isChoosy: true });
    },
    [busy, id, facts, run],
  );
  const prepareDay = useCallback(() => prepareAnomalyFilter(id), [id]);
  return { draw, drawLiked, drawDay, prepareDay, busy, error };
}

/** Returns the picture without the fields that only a draw has; the gallery stores the picture alone. */
function withoutDrawInfo({ candidate, recipe, pixels }: SampledPicture): RenderedPicture {
  return { candidate, recipe, pixels };
}
