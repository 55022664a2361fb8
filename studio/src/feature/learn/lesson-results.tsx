import type { Chapter } from "omakase/lesson";
import { Icon } from "../../component/icon.tsx";
import { useLanguage } from "../../language/language.tsx";
import { CurveChart } from "../train/curve-chart.tsx";
import { expectedUrl } from "./chapters.ts";
import { ResultPicture } from "./result-picture.tsx";
import type { LessonFinding, LessonRun } from "./use-lesson-run.ts";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** See {@link LessonResults}. */
export interface LessonResultsProps {
  readonly chapter: Chapter;
  readonly run: LessonRun;
  /** Curve that stands out. */
  readonly highlighted: string | undefined;
  readonly onHighlight: (curve: string | undefined) => void;
}

/** Renders what came out of a run so far: findings, an error, the loss, pictures. */
export function LessonResults({ chapter, run, highlighted, onHighlight }: LessonResultsProps) {
  const { t, language } = useLanguage();
  const { findings, error, lines, note, pictures } = run;
  if (run.state === "none") return <p className={`muted ${styles.results}`}>{t(words.resultsEmpty)}</p>;
  return (
    <section className={styles.results} aria-label={t(words.results)}>
      <p className={styles.state} role="status" data-passed={run.state === "ended" && run.passed}>
        {stateText(run, t)}
      </p>
      {note && <p>{t(note)}</p>}
      {run.step && run.state === "running" && (
        <progress max={run.step.steps} value={run.step.step} aria-label={t(words.results)} />
      )}
      {error && (
        <p className={styles.error} role="alert">
          <Icon name="warning" />
          <span>
            {error.line !== undefined && <b>{t(words.line, { line: error.line })}: </b>}
            {t(error.text)}
          </span>
        </p>
      )}
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding, at) => (
            <Finding key={at} finding={finding} />
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <>
          <CurveChart
            title={t(lines.length === 1 ? words.loss : words.values)}
            lines={lines}
            across={t(words.steps)}
            highlighted={highlighted}
            onHighlight={onHighlight}
          />
          <p className="muted">{t(words.curveHelp)}</p>
        </>
      )}
      <div className={styles.pictures}>
        {pictures.map((picture) => (
          <figure key={picture.name}>
            <ResultPicture picture={picture} chapter={chapter} alt={`${t(chapter.title)}: ${picture.name}`} />
            <figcaption className="muted">{picture.name}.png</figcaption>
            <Expected url={expectedUrl(chapter, picture.name, language)} name={picture.name} />
          </figure>
        ))}
      </div>
    </section>
  );
}

/** Renders what the course itself got, to compare with. */
function Expected({ url, name }: { readonly url: string | undefined; readonly name: string }) {
  const { t } = useLanguage();
  if (url === undefined) return undefined;
  return (
    <div className={styles.expected}>
      <img src={url} alt={t(words.expectedPicture, { name })} loading="lazy" />
      <small className="muted">{t(words.expected)}</small>
    </div>
  );
}

function Finding({ finding: { claim, passed, hint } }: { readonly finding: LessonFinding }) {
  const { t } = useLanguage();
  return (
    <li data-passed={passed}>
      <Icon name={passed ? "check" : "close"} />
      <span>
        <span className="unseen">{t(passed ? words.passes : words.fails)}: </span>
        {t(claim)}
        {hint && <small>→ {t(hint)}</small>}
      </span>
    </li>
  );
}

function stateText({ state, step, trains, passed, error }: LessonRun, t: ReturnType<typeof useLanguage>["t"]): string {
  if (state === "preparing") return t(words.preparing);
  if (state === "running") return step ? t(words.training, { step: step.step, steps: step.steps }) : t(words.preparing);
  if (state === "stopped") return step ? t(words.stoppedAt, { step: step.step, steps: step.steps }) : t(words.stopped);
  if (passed) return t(trains ? words.allPassed : words.codePassed);
  return error ? "" : t(words.notYet);
}
