import { useLanguage } from "../../language/language.tsx";
import { CurveChart } from "./curve-chart.tsx";
import { chartPoints, sharedChartSpecs } from "./chart-specs.ts";
import { SampleHistory } from "./sample-history.tsx";
import { useLogs, type PlacedTraining } from "./trainings.ts";
import styles from "./training-view.module.css";
import { words } from "./words.ts";

/** Compares several trainings: their samples side by side, their curves in one chart. */
export function CompareView({ trainings }: { readonly trainings: readonly PlacedTraining[] }) {
  const { t } = useLanguage();
  const logs = useLogs(trainings);
  const charts = sharedChartSpecs(trainings.map(({ job }) => job.plan.model));
  return (
    <article className={styles.view}>
      <h2>{t(words.comparing, { count: trainings.length })}</h2>
      <section className="panel">
        <SampleHistory trainings={trainings} />
      </section>
      <section className="panel">
        <div className={styles.charts}>
          {charts.flatMap(({ id, title, help, lines, range }) =>
            lines.map((line, at) => (
              <CurveChart
                key={`${id} ${line.metric}`}
                title={lines.length > 1 ? `${t(title)}: ${t(line.name)}` : t(title)}
                help={at === 0 ? t(help) : undefined}
                range={range}
                lines={trainings.map(({ job }, one) => ({ name: job.id, points: chartPoints(logs[one], line) }))}
              />
            )),
          )}
        </div>
      </section>
    </article>
  );
}
