import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { lookEngine } from "../../engine/client.ts";
import type { Shown } from "../../engine/shown.ts";
import { keyOf, useGalleryOf, type KeptPicture } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { anySeed } from "../../part/any-seed.ts";

/** Pictures that were drawn for this screen and are not in the gallery. */
export interface Fresh {
  readonly pictures: readonly KeptPicture[];
  readonly busy: boolean;
  readonly error: unknown;
  /** Draws some more; the newest come first. */
  readonly draw: (count?: number) => void;
}

const FreshContext = createContext<Fresh | undefined>(undefined);

/** A picture as those of the gallery are, so that it can be picked like them. */
export function asKept(run: string, shown: Shown): KeptPicture {
  return { ...shown, key: keyOf(shown), run, time: 0, favourite: false };
}

/** Gives the tabs fresh pictures of one model, which they share. */
export function FreshProvider({ run, children }: { readonly run: string; readonly children: ReactNode }) {
  const [pictures, setPictures] = useState<readonly KeptPicture[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const draw = useCallback(
    (count = 12) => {
      setBusy(true);
      const seed = anySeed();
      void lookEngine()
        .lots(run, seed, count)
        .then((drawn) => {
          setPictures((before) => [...drawn.map((shown) => asKept(run, shown)), ...before].slice(0, 96));
          setError(undefined);
        })
        .catch(setError)
        .finally(() => setBusy(false));
    },
    [run],
  );
  const fresh = useMemo(() => ({ pictures, busy, error, draw }), [pictures, busy, error, draw]);
  return <FreshContext value={fresh}>{children}</FreshContext>;
}

/** Pictures that were drawn for this screen. */
export function useFresh(): Fresh {
  return use(FreshContext)!;
}

/** The pictures of the gallery that the model at hand drew. */
export function useOwnGallery(): readonly KeptPicture[] {
  return useGalleryOf(useRun().facts!.hash);
}
