import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { ratingRecord, type Rating } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { SuggestionOptions } from "../../worker/rate/preference-service.ts";
import { useRun } from "../../storage/current-run.tsx";
import type { RaterPreference } from "../../storage/rater-preference.tsx";
import type { TraitRules } from "../../storage/use-trait-rules.ts";
import { useLanguage } from "../../language/language.tsx";
import { useSentPicture } from "../../app/use-sent-picture.ts";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { RatingButtons } from "../../component/rating-buttons.tsx";
import { SendButtons } from "../../component/send-buttons.tsx";
import { attributeSummary } from "../../component/attribute-text.ts";
import { useKeys } from "../../component/use-keys.ts";
import styles from "./rate.module.css";
import { LastRating } from "./last-rating.tsx";
import { TraitChips } from "./trait-chips.tsx";
import { useSuggestionQueue } from "./use-suggestion-queue.ts";
import { words } from "./words.ts";

const keys: Readonly<Record<Rating, string>> = { [-2]: "1", [-1]: "B ←", 0: "3", 1: "G →", 2: "5" };
const answers: Readonly<Record<string, Rating>> = {
  g: 1,
  arrowright: 1,
  b: -1,
  arrowleft: -1,
  "1": -2,
  "2": -1,
  "3": 0,
  "4": 1,
  "5": 2,
};

/** Renders one large picture and the rating buttons. */
export function RateOne({
  preference,
  suggestionOptions,
  traitRules,
  traitPlace,
}: {
  readonly preference: RaterPreference;
  readonly suggestionOptions: SuggestionOptions;
  readonly traitRules: TraitRules;
  /** Element elsewhere on the screen that shows the traits. Default: below the picture. */
  readonly traitPlace: HTMLElement | null;
}) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const suggestions = useSuggestionQueue(run, preference.isLoaded ? suggestionOptions : undefined, preference.version);
  const { current } = suggestions;
  useSentPicture(facts!.hash, current !== undefined, suggestions.show);
  const [error, setError] = useState<unknown>();
  const [last, setLast] = useState(current); // stays visible until the next picture is ready
  useEffect(() => {
    if (current) setLast(current);
  }, [current]);
  const rate = (rating: Rating): void => {
    if (!current) return;
    setError(undefined);
    preference.rate(run, current, rating, true).catch(setError); // an earlier picture counts as a repeat, to measure reliability
    suggestions.advance(rating);
  };
  const undo = async (): Promise<void> => {
    const before = preference.ownRatings.at(-1);
    if (!before) return;
    const { candidates } = ratingRecord(before.rating);
    await preference.removeRating(before);
    if (candidates.length > 1) return;
    const [drawn] = await engine().draw.candidates(run, [candidates[0]]);
    suggestions.show(drawn);
  };
  const takeBack = (): void => void undo().catch(setError);
  useKeys((key) => {
    if (key in answers) rate(answers[key]);
    else if (key === "u" || key === "command-z") takeBack();
    else return false;
    return true;
  });
  const shows = current && t(attributeSummary(facts!.attributes, current.candidate.values));
  const label = !current ? t(words.dealing) : shows ? t(words.pictureShows, { shows }) : t(words.picture);
  const traits = last && <TraitChips shown={current ?? last} {...traitRules} />;
  return (
    <div className={styles.one}>
      <div className={styles.large} data-waiting={!current || undefined}>
        <PictureCanvas pixels={(current ?? last)?.pixels} label={label} />
      </div>
      <p className="unseen" aria-live="polite">
        {current && label}
      </p>
      <RatingButtons onRate={rate} keys={keys} disabled={!current} />
      <LastRating preference={preference} onUndo={takeBack} />
      <p className={`muted ${styles.keys}`}>{t(words.keys)}</p>
      {traitPlace ? createPortal(traits, traitPlace) : traits}
      {last && <SendButtons picture={current ?? last} to={["draw", "morph", "fuse"]} />}
      <ErrorNote error={error ?? suggestions.error ?? preference.error} />
    </div>
  );
}
