import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { pictureKey, useModelGallery, type GalleryPicture } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { randomSeed } from "../../component/random-seed.ts";

/** Samples for this screen, outside the gallery. */
export interface RandomPictures {
  readonly pictures: readonly GalleryPicture[];
  readonly busy: boolean;
  readonly error: unknown;
  /** Draws more pictures; the newest come first. */
  readonly draw: (count?: number) => void;
}

const RandomPicturesContext = createContext<RandomPictures | undefined>(undefined);

/** Returns a picture in the form of a gallery picture. */
export function asGalleryPicture(run: string, shown: RenderedPicture): GalleryPicture {
  return { ...shown, key: pictureKey(shown), run, time: 0, favourite: false };
}

/** Provides the tabs with shared samples of one model. */
export function RandomPicturesProvider({ run, children }: { readonly run: string; readonly children: ReactNode }) {
  const [pictures, setPictures] = useState<readonly GalleryPicture[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const draw = useCallback(
    (count = 12) => {
      setBusy(true);
      const seed = randomSeed();
      void exploreEngine()
        .randomPictures(run, seed, count)
        .then((drawn) => {
          setPictures((before) => [...drawn.map((shown) => asGalleryPicture(run, shown)), ...before].slice(0, 96));
          setError(undefined);
        })
        .catch(setError)
        .finally(() => setBusy(false));
    },
    [run],
  );
  const fresh = useMemo(() => ({ pictures, busy, error, draw }), [pictures, busy, error, draw]);
  return <RandomPicturesContext value={fresh}>{children}</RandomPicturesContext>;
}

/** Returns the samples of this screen. */
export function useRandomPictures(): RandomPictures {
  return use(RandomPicturesContext)!;
}

/** Returns the gallery pictures of the current model. */
export function useCurrentGallery(): readonly GalleryPicture[] {
  return useModelGallery(useRun().facts!.hash);
}
