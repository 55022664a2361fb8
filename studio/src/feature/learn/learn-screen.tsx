import { lazy, useEffect, useState } from "react";
import { chapterFolder, chapterMinutes, findChapter, type Chapter } from "omakase/lesson";
import { routeUrl, useRoute } from "../../app/route.ts";
import { ErrorNote } from "../../component/note.tsx";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { useLanguage } from "../../language/language.tsx";
import { useLessonProgress } from "../../storage/lesson-progress.ts";
import { chapters, readChapterText, readProgramSource } from "./chapters.ts";
import { Inside } from "./inside/inside.tsx";
import { LessonText } from "./lesson-text.tsx";
import { Workbench } from "./workbench.tsx";
import { hasWall } from "./wall/has-wall.ts";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** Only the page of a class needs it. */
const WallView = lazy(() => import("./wall/wall-view.tsx"));

/**
 * Renders the course: the list of chapters, the chapter that the address names (`#/learn?chapter=03-vae`), or the pictures of
 * a class (`#/learn?wall=`). A frame in another page has one part alone: the program of a chapter
 * (`#/learn?chapter=03-vae&view=workbench`), or a component that shows what happens inside (`#/learn?view=inside&component=maps`).
 */
export default function LearnScreen() {
  const { parameters } = useRoute();
  const name = parameters.get("chapter");
  const wall = parameters.get("wall");
  if (wall !== null) return <WallView key={wall} code={wall} hostKey={parameters.get("host") ?? undefined} />;
  const view = parameters.get("view");
  if (view === "inside") return <Inside name={parameters.get("component") ?? ""} />;
  const chapter = name === null ? undefined : findChapter(chapters, name);
  if (!chapter) return <ChapterList unknown={name} />;
  const sharedCode = parameters.get("code") ?? undefined;
  return <ChapterView key={chapter.name} {...{ chapter, sharedCode }} isBenchOnly={view === "workbench"} />;
}

/** Returns the address of a chapter. */
function chapterUrl(chapter: Chapter): string {
  return routeUrl("learn", { chapter: chapterFolder(chapter) });
}

function ChapterList({ unknown }: { readonly unknown: string | null }) {
  const { t } = useLanguage();
  const [progress] = useLessonProgress();
  const done = chapters.filter(({ name }) => progress[name]?.passed !== undefined).length;
  return (
    <div className={styles.list}>
      <h1>{t(words.title)}</h1>
      <p className="lead">{t(words.lead)}</p>
      {unknown !== null && <p role="alert">{t(words.unknownChapter, { name: unknown })}</p>}
      <p className="muted">{t(words.doneOf, { done, total: chapters.length })}</p>
      {hasWall && <a href={routeUrl("learn", { wall: "" })}>{t(words.wall)}</a>}
      <ol className={styles.chapters}>
        {chapters.map((chapter) => (
          <li key={chapter.name}>
            <a className={styles.chapter} href={chapterUrl(chapter)}>
              <span className={styles.number} aria-hidden="true">
                {chapter.number}
              </span>
              <span className={styles.chapterTitle}>{t(chapter.title)}</span>
              <span className="muted">{t(words.minutes, { minutes: chapterMinutes(chapter) })}</span>
              <ChapterMark passed={progress[chapter.name]?.passed !== undefined} begun={chapter.name in progress} />
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}

function ChapterMark({ passed, begun }: { readonly passed: boolean; readonly begun: boolean }) {
  const { t } = useLanguage();
  if (passed)
    return (
      <span className={styles.passed}>
        <Icon name="check" />
        {t(words.passed)}
      </span>
    );
  return begun ? <span className="muted">{t(words.started)}</span> : undefined;
}

/** Scrolls to the program, which lies below the text on a narrow screen. */
function showProgram(): void {
  document.querySelector(`.${styles.bench}`)?.scrollIntoView();
}

interface ChapterViewProps {
  readonly chapter: Chapter;
  /** Packed program from a link. */
  readonly sharedCode: string | undefined;
  /** Whether the program stands alone, without the text. */
  readonly isBenchOnly: boolean;
}

function ChapterView({ chapter, sharedCode, isBenchOnly }: ChapterViewProps) {
  const { t, language } = useLanguage();
  const [loaded, setLoaded] = useState<{
    readonly markdown: string;
    readonly source: string;
    readonly language: string;
  }>();
  const [error, setError] = useState<unknown>();
  const next = chapters[chapters.indexOf(chapter) + 1];
  useEffect(() => {
    let isCurrent = true;
    Promise.all([readChapterText(chapter, language), readProgramSource(chapter)]).then(
      ([markdown, source]) => isCurrent && setLoaded({ markdown, source, language }),
      (thrown: unknown) => isCurrent && setError(thrown),
    );
    return () => void (isCurrent = false);
  }, [chapter, language]);
  useEffect(() => void scrollTo(0, 0), [chapter]); // it may return a promise, which is no cleanup
  if (error !== undefined) return <ErrorNote error={error} />;
  if (loaded?.language !== language) return undefined;
  const bench = <Workbench chapter={chapter} source={loaded.source} sharedCode={sharedCode} />;
  if (isBenchOnly) return bench;
  return (
    <div className={styles.view}>
      <nav className={styles.way} aria-label={t(words.allChapters)}>
        <a href={routeUrl("learn")}>← {t(words.allChapters)}</a>
        <Button className={`button ${styles.toProgram}`} variant="quiet" onClick={showProgram}>
          {t(words.toProgram)}
        </Button>
        {next && <a href={chapterUrl(next)}>{t(words.next, { title: t(next.title) })} →</a>}
      </nav>
      <section className={styles.reading} aria-label={t(words.text)}>
        <LessonText chapter={chapter} markdown={loaded.markdown} />
      </section>
      {bench}
    </div>
  );
}
