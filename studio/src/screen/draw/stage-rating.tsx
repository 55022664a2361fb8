import { useState } from "react";
import type { Rating } from "omakase";
import type { Shown } from "../../engine/shown.ts";
import { keyOf, useGallery } from "../../kept/gallery.ts";
import { useTaste } from "../../kept/taste.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { RatingButtons } from "../../part/rating-buttons.tsx";
import { useKeys } from "../../part/use-keys.ts";

const keys: Readonly<Record<string, Rating>> = { 1: -2, 2: -1, 3: 0, 4: 1, 5: 2 };

/** Says how good the picture is that is looked at; keys 1 to 5 do too. */
export function StageRating({ run, shown }: { readonly run: string; readonly shown: Shown }) {
  const taste = useTaste();
  const [error, setError] = useState<unknown>();
  const key = keyOf(shown);
  const rating = useGallery().find((one) => one.key === key)?.rating;
  const rate = (value: Rating): void => {
    setError(undefined);
    taste.rate(run, shown, value).catch(setError);
  };
  useKeys((key) => {
    if (key in keys) rate(keys[key]);
    return key in keys;
  });
  return (
    <>
      <RatingButtons small rating={rating} onRate={rate} />
      <ErrorNote error={error} />
    </>
  );
}
