import { useState } from "react";
import type { Rating } from "omakase/studio";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { pictureKey, useGallery } from "../../storage/gallery.ts";
import { useRaterPreference } from "../../storage/rater-preference.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { RatingButtons } from "../../component/rating-buttons.tsx";
import { useKeys } from "../../component/use-keys.ts";

const keys: Readonly<Record<string, Rating>> = { 1: -2, 2: -1, 3: 0, 4: 1, 5: 2 };

/** Rates the chosen picture; keys 1 to 5 do the same. */
export function PictureRating({ run, picture }: { readonly run: string; readonly picture: RenderedPicture }) {
  const preference = useRaterPreference();
  const [error, setError] = useState<unknown>();
  const key = pictureKey(picture);
  const rating = useGallery().find((one) => one.key === key)?.rating;
  const rate = (value: Rating): void => {
    setError(undefined);
    preference.rate(run, picture, value).catch(setError);
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
