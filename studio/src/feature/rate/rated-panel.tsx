import { useEffect, useState } from "react";
import { ratingRecord } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { TrackedRating } from "../../storage/rating-store.ts";
import { useRun } from "../../storage/current-run.tsx";
import type { RaterPreference } from "../../storage/rater-preference.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { TakeBackButton, useTakeBack } from "../../component/take-back.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { ratingWords } from "../../component/rating-words.ts";
import { CollapsiblePanel } from "./collapsible-panel.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Pictures per page. */
const pageSize = 24;

/** Lists the rated pictures, newest first, each with a button that removes its rating. */
export function RatedPanel({ preference }: { readonly preference: RaterPreference }) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const [open, setOpen] = useState(false);
  const [most, setMost] = useState(pageSize);
  const [error, setError] = useState<unknown>();
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Pixels>>(new Map());
  const { ownRatings } = preference;
  const { remember, takeBack } = useTakeBack<TrackedRating>(
    (one) => void preference.restoreRating(one).catch(setError),
  );
  const visible = open ? ownRatings.slice(-most).reverse() : [];
  const missing = visible.filter(({ key }) => !drawn.has(key));
  const wanted = missing.map(({ key }) => key).join("\n");
  useEffect(() => {
    if (missing.length === 0) return;
    let current = true;
    engine()
      .draw.candidates(
        run,
        missing.map(({ rating }) => ratingRecord(rating).candidates[rating.best ?? 0]),
      )
      .then((shown) => {
        if (!current) return;
        setDrawn((before) => new Map([...before, ...shown.map((one, at) => [missing[at].key, one.pixels] as const)]));
      }, setError);
    return () => {
      current = false;
    };
    // eslint-disable-next-line -- `wanted` names what is missing
  }, [run, wanted]);
  return (
    <CollapsiblePanel title={t(words.rated)} open={open} onOpen={setOpen}>
      {ownRatings.length === 0 && <p className="muted">{t(words.ratedNone)}</p>}
      <TakeBackButton takeBack={takeBack} />
      <ul className={styles.rated}>
        {visible.map((one, at) => (
          <Rated key={one.key} one={one} number={ownRatings.length - at} pixels={drawn.get(one.key)} />
        ))}
      </ul>
      {ownRatings.length > most && <Button onClick={() => setMost(most + pageSize)}>{t(words.showMore)}</Button>}
      <ErrorNote error={error} />
    </CollapsiblePanel>
  );

  function Rated({ one, number, pixels }: { one: TrackedRating; number: number; pixels: Pixels | undefined }) {
    const { rating } = one.rating;
    const word = rating === undefined ? t(words.best) : t(ratingWords[`${rating as -2}`]);
    const what = rating === undefined ? t(words.ratedBest, { number }) : t(words.ratedOne, { rating: word, number });
    return (
      <li>
        <PictureCanvas pixels={pixels} label={what} />
        <span aria-hidden="true">{word}</span>
        <button
          type="button"
          className={styles.forget}
          aria-label={t(words.forget, { what })}
          title={t(words.forget, { what })}
          onClick={() => {
            remember(one);
            void preference.removeRating(one).catch(setError);
          }}
        >
          ×
        </button>
      </li>
    );
  }
}
