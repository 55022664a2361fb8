import { useEffect, useMemo, useRef, useState } from "react";
import { chapterFolder, hintText, maxProgramBytes, programText, type Chapter } from "omakase/lesson";
import { unpackText } from "omakase/studio";
import { routeUrl } from "../../app/route.ts";
import { bringIntoView, bringToTop } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { ConfirmButton } from "../../component/confirm-button.tsx";
import { useLanguage } from "../../language/language.tsx";
import { readLessonCode, useLessonProgress, writeLessonCode } from "../../storage/lesson-progress.ts";
import { CodeEditor } from "./code-editor.tsx";
import { Difference } from "./difference.tsx";
import { LessonResults } from "./lesson-results.tsx";
import { ContinueButton, ShareButton } from "./link-buttons.tsx";
import { useLessonRun } from "./use-lesson-run.ts";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** See {@link Workbench}. */
export interface WorkbenchProps {
  readonly chapter: Chapter;
  /** Source of the chapter's programs. */
  readonly source: string;
  /** Packed program from a link, if the chapter was opened by one. */
  readonly sharedCode?: string;
}

/** Renders the place where the learner writes, runs and checks the program of a chapter. */
export function Workbench({ chapter, source, sharedCode }: WorkbenchProps) {
  const { t, language } = useLanguage();
  const folder = chapterFolder(chapter);
  const exercise = useMemo(() => programText(source, "exercise", language), [source, language]);
  const [own, setOwn] = useState(() => readLessonCode(folder));
  const { shared, isBroken, setShared } = useSharedCode(sharedCode);
  const [progress, changeProgress] = useLessonProgress();
  const [showsSolution, setShowsSolution] = useState(false);
  const code = shared ?? own ?? exercise;
  const isBegun = code !== exercise;
  const mark = progress[chapter.name];
  const size = mark?.size ?? "default";
  const passed = (): void => {
    if (shared === undefined && mark?.passed === undefined)
      changeProgress(chapter.name, { passed: new Date().toISOString() });
  };
  const { run, start, stop, reset } = useLessonRun(chapter, language, passed);
  const [curve, setCurve] = useState<string>();
  const isRunning = run.state === "preparing" || run.state === "running";

  const edit = (text: string): void => {
    if (shared !== undefined) return setShared(text);
    setOwn(text === exercise ? undefined : text);
    writeLessonCode(folder, text === exercise ? undefined : text);
    if (mark === undefined && text !== exercise) changeProgress(chapter.name, {});
  };
  const startOver = (): void => {
    setOwn(undefined);
    writeLessonCode(folder, undefined);
    reset();
  };
  const leaveShared = (): void => location.replace(routeUrl("learn", { chapter: folder }));
  const takeShared = (): void => {
    setOwn(shared);
    writeLessonCode(folder, shared);
    leaveShared();
  };
  const showHint = (): void => changeProgress(chapter.name, { hints: Math.min(3, (mark?.hints ?? 0) + 1) });
  const toggleSolution = (): void => {
    setShowsSolution(!showsSolution);
    if (!showsSolution && mark?.passed === undefined) changeProgress(chapter.name, { solutionShown: true });
  };
  const helpWords = useMemo(
    () => ({
      suggestions: t(words.suggestions),
      noDoc: t(words.noDoc),
      parameters: t(words.docParameters),
      fields: t(words.docFields),
      returns: t(words.docReturns),
      example: t(words.docExample),
      own: t(words.docOwn),
    }),
    [t],
  );
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (run.state === "preparing") bringToTop(bar.current); // what comes out is below it
  }, [run.state]);
  const runAll = (): void => start(code, { size, trains: true, isBegun });
  const hints = chapter.hints.slice(0, mark?.hints ?? 0).map(hintText);

  return (
    <section className={styles.bench} aria-label={t(words.program)}>
      {isBroken && <p role="alert">{t(words.sharedBroken)}</p>}
      {shared !== undefined && <SharedNote onTake={takeShared} onLeave={leaveShared} />}
      <div className={styles.editor}>
        <CodeEditor
          label={t(words.editor)}
          helpWords={helpWords}
          code={code}
          onChange={edit}
          onRun={runAll}
          error={run.error?.line === undefined ? undefined : { line: run.error.line, message: t(run.error.text) }}
          terms={run.lines.map(({ name }) => termOf(name))}
          highlighted={curve === undefined ? undefined : termOf(curve)}
          onTerm={(term) => setCurve(run.lines.find(({ name }) => termOf(name) === term)?.name)}
        />
      </div>
      <p className="muted">{t(words.editorHelp)}</p>
      <div className={`row ${styles.bar}`} ref={bar}>
        {isRunning ? (
          <Button icon="stop" variant="main" onClick={stop}>
            {t(words.stop)}
          </Button>
        ) : (
          <Button icon="play" variant="main" onClick={runAll}>
            {t(words.run)}
          </Button>
        )}
        <Button icon="check" disabled={isRunning} onClick={() => start(code, { size, trains: false, isBegun })}>
          {t(words.check)}
        </Button>
        <Chips
          label={t(words.amount)}
          choices={[
            { value: "default", label: t(words.whole) },
            { value: "reduced", label: t(words.quick) },
          ]}
          chosen={size}
          onChoose={(chosen) => changeProgress(chapter.name, { size: chosen })}
        />
      </div>
      <LessonResults chapter={chapter} run={run} highlighted={curve} onHighlight={setCurve} />
      {hints.length > 0 && (
        <ol className={styles.hints}>
          {hints.map((hint) => (
            <li key={hint.en}>{t(hint)}</li>
          ))}
        </ol>
      )}
      <div className="row">
        <Button disabled={hints.length === 3} onClick={showHint}>
          {t(words.hint, { number: Math.min(3, hints.length + 1), total: 3 })}
        </Button>
        <Button aria-expanded={showsSolution} onClick={toggleSolution}>
          {t(showsSolution ? words.hideSolution : words.solution)}
        </Button>
        <ShareButton chapter={chapter} code={code} />
        <ContinueButton chapter={chapter} code={code} isShared={shared !== undefined} size={size} />
        <ConfirmButton
          button={<Button variant="quiet">{t(words.reset)}</Button>}
          title={t(words.resetTitle)}
          consequence={t(words.resetLost)}
          confirmLabel={t(words.reset)}
          cancelLabel={t(words.cancel)}
          onConfirm={startOver}
        />
      </div>
      {showsSolution && (
        <div ref={bringIntoView}>
          <Difference mine={code} solution={programText(source, "solution", language)} />
        </div>
      )}
    </section>
  );
}

/** Returns the word of a program that names a curve: of `discriminator.realism`, the last part. */
function termOf(curve: string): string {
  return curve.slice(curve.lastIndexOf(".") + 1);
}

/** Unpacks the program of a link. It is shown beside the learner's own, and never stored without being asked for. */
function useSharedCode(packed: string | undefined) {
  const [shared, setShared] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void (packed === undefined ? Promise.resolve(undefined) : unpackText(packed, maxProgramBytes)).then((code) => {
      if (!isCurrent) return;
      setShared(code);
      setBroken(packed !== undefined && code === undefined);
    });
    return () => void (isCurrent = false);
  }, [packed]);
  return { shared, isBroken, setShared };
}

function SharedNote({ onTake, onLeave }: { readonly onTake: () => void; readonly onLeave: () => void }) {
  const { t } = useLanguage();
  return (
    <div className={styles.shared} role="note">
      <p>{t(words.shared)}</p>
      <div className="row">
        <ConfirmButton
          button={<Button>{t(words.takeShared)}</Button>}
          title={t(words.takeSharedTitle)}
          consequence={t(words.resetLost)}
          confirmLabel={t(words.takeShared)}
          cancelLabel={t(words.cancel)}
          onConfirm={onTake}
        />
        <Button onClick={onLeave}>{t(words.keepMine)}</Button>
      </div>
    </div>
  );
}
