import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { browserPrefix } from "../../engine/browser-prefix.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { addressOf } from "../../shell/route.ts";
import { CurveChart } from "./curve-chart.tsx";
import { chartsOf, latestAccuracy, pointsOf } from "./curves.ts";
import { Moments } from "./moments.tsx";
import { places } from "./places.ts";
import { Referee } from "./referee.tsx";
import { Progress, StateWords } from "./state.tsx";
import { useLog, type Training } from "./trainings.ts";
import styles from "./training-view.module.css";
import { VerdictNote } from "./verdict.tsx";
import { words } from "./words.ts";

/** One training: what it draws, how it goes, and what can be done with it. */
export function TrainingView({ training }: { readonly training: Training }) {
  const { say, number } = useLanguage();
  const { job } = training;
  const { plan, state, picturesSeen, picturesPerSecond, secondsLeft } = job;
  const log = useLog(training);
  const accuracy = latestAccuracy(log);
  const runs = state === "training" && job.step > 0;
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
      <Progress training={training} />
      <ErrorNote error={job.error && { failure: job.error }} />
      {picturesSeen > 0 && <VerdictNote verdict={job.verdict} begun={picturesSeen >= 500} />}
      <section className="panel">
        <h2>{say(words.moments)}</h2>
        <Moments trainings={[training]} />
        <p className="muted">{say(words.momentsHow)}</p>
      </section>
      {accuracy !== undefined && (
        <section className="panel">
          <Referee accuracy={accuracy} />
        </section>
      )}
      <section className="panel">
        <h2>{say(words.curves)}</h2>
        <div className={styles.charts}>
          {chartsOf(plan.model).map(({ id, title, help, lines, range }) => (
            <CurveChart
              key={id}
              title={say(title)}
              help={say(help)}
              range={range}
              lines={lines.map((line) => ({ name: say(line.name), points: pointsOf(log, line) }))}
            />
          ))}
        </div>
      </section>
    </article>
  );
}

function Deeds({ training: { place, job } }: { readonly training: Training }) {
  const { say } = useLanguage();
  const { choose, cards } = useRun();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const { remove } = places[place];
  const doing = useMutation({
    mutationFn: async (deed: "pause" | "resume" | "stop" | "remove") => {
      if (deed === "remove") await remove!(job.id);
      else await places[place][deed](job.id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", place] }),
  });
  const { state } = job;
  const working = state === "training" || state === "waiting";
  const id = place === "browser" ? `${browserPrefix}${job.id}` : job.id;
  const translates = job.plan.model === "pix2pix";
  if (sure)
    return (
      <div className={styles.deeds}>
        <span>{say(words.removeSure)}</span>
        <Button icon="trash" onClick={() => doing.mutate("remove")}>
          {say(words.removeYes)}
        </Button>
        <Button onClick={() => setSure(false)}>{say(words.removeNo)}</Button>
      </div>
    );
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
      {remove && !working && state !== "pausing" && (
        <Button icon="trash" look="quiet" wordless onClick={() => setSure(true)}>
          {say(words.remove)}
        </Button>
      )}
      <ErrorNote error={doing.error} />
    </div>
  );
}
