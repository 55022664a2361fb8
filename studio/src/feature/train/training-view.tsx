import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { canOnlyCopy, modelChapters, smallDatasetNotice, type LogRecord, type Text } from "omakase/studio";
import { browserPrefix } from "../../worker/browser-prefix.ts";
import { useServerDisconnected } from "../../storage/server-events.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ChapterLink } from "../../component/chapter-link.tsx";
import { canAskToNotify } from "./announce-trainings.ts";
import { trainingName } from "./training-name.ts";
import { ErrorNote } from "../../component/note.tsx";
import { ConfirmButton } from "../../component/confirm-button.tsx";
import { routeUrl } from "../../app/route.ts";
import { CurveChart } from "./curve-chart.tsx";
import {
  chartSpecs,
  isUndertrained,
  latestAccuracy,
  latestVerdict,
  chartPoints,
  type ChartSpec as CurveChartSpec,
} from "./chart-specs.ts";
import { NetworkLayers } from "./network-layers.tsx";
import { SampleHistory } from "./sample-history.tsx";
import { ExtendForm } from "./extend-form.tsx";
import { trainingBackends } from "./training-backend.ts";
import { BalanceMeter } from "./balance-meter.tsx";
import { TrainingProgressBar, TrainingStateText } from "./training-state.tsx";
import { useLog, useNotices, useUploadCount, type PlacedTraining, type TrainedKind } from "./trainings.ts";
import styles from "./training-view.module.css";
import { VerdictNote } from "./verdict.tsx";
import { words } from "./words.ts";

/** Help text of the samples for models that do not draw from noise. */
const sampleHelp: Readonly<Partial<Record<TrainedKind, Text>>> = {
  ae: words.momentsUnfolded,
  pix2pix: words.momentsTranslated,
};

/** Renders one training: samples, curves, health and actions. */
export function TrainingView({ training }: { readonly training: PlacedTraining }) {
  const { t, formatNumber } = useLanguage();
  const { job } = training;
  const { plan, state, imagesSeen, imagesPerSecond, secondsLeft } = job;
  const log = useLog(training);
  const count = useUploadCount(training);
  const accuracy = latestAccuracy(log);
  const isWithoutLog = training.isExternal === true && log.length === 0; // a model that comes along
  const [first, ...others] = chartSpecs(plan.model, log);
  const lost = useServerDisconnected() && training.backend === "server";
  const runs = state === "training" && job.step > 0 && !lost;
  const left =
    secondsLeft < 90
      ? t(words.leftSeconds, { seconds: Math.ceil(secondsLeft) })
      : t(words.leftMinutes, { minutes: Math.round(secondsLeft / 60) });
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <div>
          <h2>{t(trainingName(job))}</h2>
          <p className="muted">
            <code>{job.id}</code>
            {" · "}
            <TrainingStateText training={training} />
            {runs && ` · ${left}`}
            {imagesSeen > 0 && ` · ${t(words.seen, { pictures: imagesSeen })}`}
            {runs && ` · ${t(words.speed, { pictures: formatNumber(Math.round(imagesPerSecond)) })}`}
          </p>
        </div>
        <TrainingActions training={training} />
      </header>
      {state !== "done" && <TrainingProgressBar training={training} />}
      {state === "done" && !training.isExternal && <ExtendForm training={training} />}
      <ErrorNote error={job.error && { failure: job.error }} />
      {isWithoutLog && <p>{t(words.withoutLog)}</p>}
      {imagesSeen > 0 && !isWithoutLog && (
        <VerdictNote
          verdict={job.verdict ?? latestVerdict(log)}
          isMeaningful={imagesSeen >= 500}
          done={state === "done"}
          isUndertrained={isUndertrained(plan.model, imagesSeen)}
          isTiny={count !== undefined && canOnlyCopy(count)}
        />
      )}
      {state === "done" && job.unfinished && <p>{t(words.unfinished)}</p>}
      {job.keptBest && <p>{t(words.keptBest, { pictures: imagesSeen })}</p>}
      <Notices training={training} />
      <div className={styles.top}>
        <section className="panel">
          <h2>{t(words.sampleHistory)}</h2>
          <SampleHistory trainings={[training]} help={t(sampleHelp[plan.model] ?? words.sampleHelp)} />
        </section>
        {!isWithoutLog && (
          <section className="panel">
            {accuracy !== undefined && <BalanceMeter accuracy={accuracy} />}
            <Chart chart={first} log={log} />
          </section>
        )}
      </div>
      {!isWithoutLog && (
        <section className="panel">
          <h2>{t(words.curves)}</h2>
          {plan.model !== "custom" && <ChapterLink chapter={modelChapters[plan.model]} />}
          <div className={styles.charts}>
            {others.map((chart) => (
              <Chart key={chart.id} chart={chart} log={log} />
            ))}
          </div>
        </section>
      )}
      {job.step > 0 && <NetworkLayers training={training} />}
    </article>
  );
}

/** Renders notices about the data set or the training. */
function Notices({ training }: { readonly training: PlacedTraining }) {
  const { t } = useLanguage();
  const count = useUploadCount(training);
  const small = count === undefined ? undefined : smallDatasetNotice(count);
  const notices = [...(small ? [small] : []), ...useNotices(training).filter(({ en }) => en !== small?.en)];
  if (notices.length === 0) return undefined;
  return (
    <ul className="muted">
      {notices.map((text) => (
        <li key={text.en}>{t(text)}</li>
      ))}
    </ul>
  );
}

function Chart({ chart, log }: { readonly chart: CurveChartSpec; readonly log: readonly LogRecord[] }) {
  const { t } = useLanguage();
  const { title, help, lines, range } = chart;
  return (
    <CurveChart
      title={t(title)}
      help={t(help)}
      range={range}
      lines={lines.map((line) => ({ name: t(line.name), points: chartPoints(log, line) }))}
    />
  );
}

function TrainingActions({ training: { backend, job, isExternal } }: { readonly training: PlacedTraining }) {
  const { t } = useLanguage();
  const { choose, infos: candidates } = useRun();
  const queries = useQueryClient();
  const doing = useMutation({
    mutationFn: async (action: "pause" | "resume" | "stop" | "remove") =>
      void (await trainingBackends[backend][action](job.id)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", backend] }),
  });
  const [asks, setAsks] = useState(canAskToNotify);
  const { state } = job;
  const working = state === "training" || state === "waiting";
  const id = backend === "browser" ? `${browserPrefix}${job.id}` : job.id;
  const translates = job.plan.model === "pix2pix";
  return (
    <div className={styles.deeds}>
      {candidates.some((candidate) => candidate.id === id) && (
        <a
          className="button"
          data-look={working ? undefined : "main"}
          href={routeUrl(translates ? "translate" : "draw")}
          onClick={() => choose(id)}
        >
          {t(translates ? words.translate : words.draw)}
        </a>
      )}
      {working && (
        <Button icon="pause" onClick={() => doing.mutate("pause")}>
          {t(words.pause)}
        </Button>
      )}
      {(state === "paused" || state === "failed") && (
        <Button icon="play" onClick={() => doing.mutate("resume")}>
          {t(words.resume)}
        </Button>
      )}
      {(working || state === "paused") && (
        <Button icon="stop" onClick={() => doing.mutate("stop")}>
          {t(words.stop)}
        </Button>
      )}
      {working && asks && (
        <Button variant="quiet" onClick={() => void Notification.requestPermission().then(() => setAsks(false))}>
          {t(words.notify)}
        </Button>
      )}
      {!isExternal && !working && state !== "pausing" && (
        <ConfirmButton
          button={
            <Button icon="trash" variant="quiet" iconOnly>
              {t(words.remove)}
            </Button>
          }
          title={t(words.removeSure, { name: job.id })}
          consequence={t(backend === "server" ? words.removeServerHow : words.removeBrowserHow, { name: job.id })}
          confirmLabel={t(words.removeYes)}
          cancelLabel={t(words.removeNo)}
          onConfirm={() => doing.mutate("remove")}
        />
      )}
      <ErrorNote error={doing.error} />
    </div>
  );
}
