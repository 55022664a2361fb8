import { Icon } from "../component/icon.tsx";
import { useLanguage } from "../language/language.tsx";
import { readSetting } from "../storage/setting.ts";
import { routeUrl } from "./route.ts";
import styles from "./tour-link.module.css";
import { words } from "./words.ts";

/** Setting that is stored once the tour was opened. */
export const tourSetting = "omakase.tour";

/** Address of the first step of the tour. */
export const tourUrl = routeUrl("draw", { tour: "1" });

/** Renders the link to the tour until the tour was opened. */
export function TourLink() {
  const { t } = useLanguage();
  if (readSetting(tourSetting) !== null) return undefined;
  return (
    <a
      className={`button ${styles.link}`}
      data-look="quiet"
      href={tourUrl}
      aria-label={t(words.tour)}
      title={t(words.tour)}
    >
      <Icon name="play" />
      <span>{t(words.tour)}</span>
    </a>
  );
}
