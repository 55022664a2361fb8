import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LogRecord, ModelName, Text } from "omakase";
import { browserPrefix } from "../../engine/browser-prefix.ts";
import { useServerLost } from "../../kept/news.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Question } from "../../part/question.tsx";
import { addressOf } from "../../shell/route.ts";
import { CurveChart } from "./curve-chart.tsx";
import {
  chartsOf,
  isShort,
  latestAccuracy,
  latestVerdict,
  pointsOf,
  type CurveChart as CurveChartSpec,
} from "./curves.ts";
import { Moments } from "./moments.tsx";
import { MoreTime } from "./more-time.tsx";
import { places } from "./places.ts";
import { Referee } from "./referee.tsx";
import { Progress, StateWords } from "./state.tsx";
import { useLog, useNotices, type Training } from "./trainings.ts";
import styles from "./training-view.module.css";
import { VerdictNote } from "./verdict.tsx";
import { words } from "./words.ts";

/** What the eight pictures are, where they are not drawn from random numbers. */
const momentsHow: Readonly<Partial<Record<ModelName, Text>>> = {
  ae: words.momentsUnfolded,
  pix2pix: words.momentsTranslated,
};

/** One training: what it draws, how it goes, and what can be done with it. */
export function TrainingView({ training }: { readonly training: Training }) {
  const { say, number } = useLanguage();
  const { job } = training;
  const { plan, state, picturesSeen, picturesPerSecond, secondsLeft } = job;
  const log = useLog(training);
  const accuracy = latestAccuracy(log);
  const [first, ...others] = chartsOf(plan.model);
  const lost = useServerLost() && training.place === "server";
  const runs = state === "training" && job.step > 0 && !lost;
  const left =
    secondsLeft < 90
      ? say(words.leftSeconds, { seconds: Math.ceil(secondsLeft) })
      : say(words.leftMinutes, { minutes: Math.round(secondsLeft / 60) });
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <div>
          <h2>{job.id}</h2>
          <p className="muted">
            <StateWords training={training} />
            {runs && ` · ${left}`}
            {picturesSeen > 0 && ` · ${say(words.seen, { pictures: picturesSeen })}`}
            {runs && ` · ${say(words.speed, { pictures: number(Math.round(picturesPerSecond)) })}`}
          </p>
        </div>
        <Deeds training={training} />
      </header>
      {state !== "done" && <Progress training={training} />}
      {state === "done" && !training.isForeign && <MoreTime training={training} />}
      <ErrorNote error={job.error && { failure: job.error }} />
      {picturesSeen > 0 && (
        <VerdictNote
          verdict={job.verdict ?? latestVerdict(log)}
          begun={picturesSeen >= 500}
          done={state === "done"}
          short={isShort(plan.model, picturesSeen)}
        />
      )}
      <Notices training={training} />
      <div className={styles.top}>
        <section className="panel">
          <h2>{say(words.moments)}</h2>
          <Moments trainings={[training]} explained={say(momentsHow[plan.model] ?? words.momentsHow)} />
        </section>
        <section className="panel">
          {accuracy !== undefined && <Referee accuracy={accuracy} />}
          <Chart chart={first} log={log} />
        </section>
      </div>
      <section className="panel">
        <h2>{say(words.curves)}</h2>
        <div className={styles.charts}>
          {others.map((chart) => (
            <Chart key={chart.id} chart={chart} log={log} />
          ))}
        </div>
      </section>
    </article>
  );
}

/** What a person should hear about the pictures or the training. */
function Notices({ training }: { readonly training: Training }) {
  const { say } = useLanguage();
  const notices = useNotices(training);
  if (notices.length === 0) return undefined;
  return (
    <ul className="muted">
      {notices.map((text) => (
        <li key={text.en}>{say(text)}</li>
      ))}
    </ul>
  );
}

function Chart({ chart, log }: { readonly chart: CurveChartSpec; readonly log: readonly LogRecord[] }) {
  const { say } = useLanguage();
  const { title, help, lines, range } = chart;
  return (
    <CurveChart
      title={say(title)}
      help={say(help)}
      range={range}
      lines={lines.map((line) => ({ name: say(line.name), points: pointsOf(log, line) }))}
    />
  );
}

function Deeds({ training: { place, job, isForeign } }: { readonly training: Training }) {
  const { say } = useLanguage();
  const { choose, cards } = useRun();
  const queries = useQueryClient();
  const doing = useMutation({
    mutationFn: async (deed: "pause" | "resume" | "stop" | "remove") => void (await places[place][deed](job.id)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", place] }),
  });
  const { state } = job;
  const working = state === "training" || state === "waiting";
  const id = place === "browser" ? `${browserPrefix}${job.id}` : job.id;
  const translates = job.plan.model === "pix2pix";
  return (
    <div className={styles.deeds}>
      {cards.some((card) => card.id === id) && (
        <a
          className="button"
          data-look={working ? undefined : "main"}
          href={addressOf(translates ? "translate" : "draw")}
          onClick={() => choose(id)}
        >
          {say(translates ? words.translate : words.draw)}
        </a>
      )}
      {working && (
        <Button icon="pause" onClick={() => doing.mutate("pause")}>
          {say(words.pause)}
        </Button>
      )}
      {(state === "paused" || state === "failed") && (
        <Button icon="play" onClick={() => doing.mutate("resume")}>
          {say(words.resume)}
        </Button>
      )}
      {(working || state === "paused") && (
        <Button icon="stop" onClick={() => doing.mutate("stop")}>
          {say(words.stop)}
        </Button>
      )}
      {!isForeign && !working && state !== "pausing" && (
        <Question
          button={
            <Button icon="trash" look="quiet" wordless>
              {say(words.remove)}
            </Button>
          }
          title={say(words.removeSure, { name: job.id })}
          why={say(place === "server" ? words.removeServerHow : words.removeBrowserHow, { name: job.id })}
          yes={say(words.removeYes)}
          no={say(words.removeNo)}
          onYes={() => doing.mutate("remove")}
        />
      )}
      <ErrorNote error={doing.error} />
    </div>
  );
}
