import { ratingsForTaste, useTaste } from "../../storage/use-taste.ts";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../component/icon.tsx";
import { routeUrl } from "../../app/route.ts";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Shows how many ratings are missing to ten pictures drawn to the rater's taste, then the link that draws them. */
export function TasteReward() {
  const { t } = useLanguage();
  const { isReady, ratedCount } = useTaste();
  if (isReady)
    return (
      <a className="button" data-look="main" href={routeUrl("draw", { taste: "10" })}>
        <Icon name="heart" filled />
        {t(words.rewardReady)}
      </a>
    );
  return (
    <p className={`muted ${styles.reward}`}>
      {t(words.rewardSoon, { count: Math.max(0, ratingsForTaste - ratedCount) })}
      <progress aria-label={t(words.reward)} value={ratedCount} max={ratingsForTaste} />
    </p>
  );
}
