import { useEffect, useState } from "react";
import { ratingRecord } from "omakase";
import { engine } from "../../engine/client.ts";
import type { Pixels } from "../../engine/shown.ts";
import type { HeldRating } from "../../kept/rating-shelf.ts";
import { useRun } from "../../kept/run.tsx";
import type { UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { ratingWords } from "../../part/rating-words.ts";
import { Fold } from "./fold.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** So many are shown, and so many more each time. */
const page = 24;

/** What was rated, the newest first, to look at and to forget. */
export function RatedPanel({ taste }: { readonly taste: UsedTaste }) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const [open, setOpen] = useState(false);
  const [most, setMost] = useState(page);
  const [error, setError] = useState<unknown>();
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Pixels>>(new Map());
  const { own } = taste;
  const seen = open ? own.slice(-most).reverse() : [];
  const missing = seen.filter(({ key }) => !drawn.has(key));
  const wanted = missing.map(({ key }) => key).join("\n");
  useEffect(() => {
    if (missing.length === 0) return;
    let current = true;
    engine()
      .draw.cards(
        run,
        missing.map(({ rating }) => ratingRecord(rating).cards[rating.best ?? 0]),
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
    <Fold title={say(words.rated)} open={open} onOpen={setOpen}>
      {own.length === 0 && <p className="muted">{say(words.ratedNone)}</p>}
      <ul className={styles.rated}>
        {seen.map((one, at) => (
          <Rated key={one.key} one={one} number={own.length - at} pixels={drawn.get(one.key)} />
        ))}
      </ul>
      {own.length > most && <Button onClick={() => setMost(most + page)}>{say(words.showMore)}</Button>}
      <ErrorNote error={error} />
    </Fold>
  );

  function Rated({ one, number, pixels }: { one: HeldRating; number: number; pixels: Pixels | undefined }) {
    const { rating } = one.rating;
    const word = rating === undefined ? say(words.best) : say(ratingWords[`${rating as -2}`]);
    const what =
      rating === undefined ? say(words.ratedBest, { number }) : say(words.ratedOne, { rating: word, number });
    return (
      <li>
        <PictureCanvas pixels={pixels} label={what} />
        <span aria-hidden="true">{word}</span>
        <button
          type="button"
          className={styles.forget}
          aria-label={say(words.forget, { what })}
          title={say(words.forget, { what })}
          onClick={() => void taste.forget(one).catch(setError)}
        >
          ×
        </button>
      </li>
    );
  }
}
