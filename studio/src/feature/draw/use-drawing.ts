import { proxy } from "comlink";
import { useCallback, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { DrawResult, SampledPicture } from "../../worker/draw/draw-batch.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { addToGallery } from "../../storage/gallery.ts";
import { useTaste } from "../../storage/use-taste.ts";
import { randomSeed } from "../../component/random-seed.ts";
import type { DrawSettings } from "./draw-settings.ts";
import type { DrawState } from "./use-draw-state.ts";

/** Draws of the Draw screen; one runs at a time. */
export type Drawing = Pick<DrawState, "draw" | "drawLiked" | "busy" | "error">;

/** See {@link Drawing}. */
export function useDrawing(
  id: string,
  settings: DrawSettings,
  onDrawn: (pictures: readonly SampledPicture[], attempts: number) => void,
): Drawing {
  const { draw: drawToTaste, isReady } = useTaste();
  const [busy, setBusy] = useState<DrawState["busy"]>();
  const [error, setError] = useState<unknown>();
  const run = useCallback(
    async (produce: () => Promise<DrawResult>): Promise<void> => {
      setBusy({ found: 0, attempts: 0 });
      try {
        const { pictures, attempts } = await produce();
        onDrawn(pictures, attempts);
        setError(undefined);
        await addToGallery(id, pictures.map(withoutDrawInfo), Date.now()); // the page is a host
      } catch (thrown) {
        setError(thrown);
      } finally {
        setBusy(undefined);
      }
    },
    [id, onDrawn],
  );
  const draw = useCallback(() => {
    if (!busy) void run(() => engine().draw.sample(id, { ...settings, seed: randomSeed() }, proxy(setBusy)));
  }, [busy, id, run, settings]);
  const drawLiked = useCallback(
    (count = settings.count) => {
      if (busy || !isReady) return;
      void run(async () => {
        const pictures = await drawToTaste(randomSeed(), count, settings.attributeSettings);
        return { pictures, attempts: pictures.length };
      });
    },
    [busy, isReady, run, settings, drawToTaste],
  );
  return { draw, drawLiked, busy, error };
}

/** Returns the picture without the fields that only a draw has; the gallery stores the picture alone. */
function withoutDrawInfo({ candidate, recipe, pixels }: SampledPicture): RenderedPicture {
  return { candidate, recipe, pixels };
}
