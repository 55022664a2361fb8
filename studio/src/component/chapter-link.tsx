import { routeUrl } from "../app/route.ts";
import { useLanguage } from "../language/language.tsx";
import { Icon } from "./icon.tsx";
import styles from "./chapter-link.module.css";

/** Renders a link to the chapter of the course that explains what one sees. */
export function ChapterLink({ chapter }: { readonly chapter: number }) {
  const { t } = useLanguage();
  return (
    <a className={styles.chapter} href={routeUrl("learn", { chapter: String(chapter) })}>
      <Icon name="learn" />
      {t(words.chapter, { number: chapter })}
    </a>
  );
}

const words = {
  chapter: { ja: "なぜこうなるの？ しくみ {number} 章", en: "Why does it do that? Learn, chapter {number}" },
};
