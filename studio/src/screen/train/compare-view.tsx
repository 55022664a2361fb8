import { useLanguage } from "../../language/language.tsx";
import { CurveChart } from "./curve-chart.tsx";
import { pointsOf, sharedCharts } from "./curves.ts";
import { Moments } from "./moments.tsx";
import { useLogs, type Training } from "./trainings.ts";
import styles from "./training-view.module.css";
import { words } from "./words.ts";

/** Several trainings: what they draw beside each other, and their curves over one another. */
export function CompareView({ trainings }: { readonly trainings: readonly Training[] }) {
  const { say } = useLanguage();
  const logs = useLogs(trainings);
  const charts = sharedCharts(trainings.map(({ job }) => job.plan.model));
  return (
    <article className={styles.view}>
      <h2>{say(words.comparing, { count: trainings.length })}</h2>
      <section className="panel">
        <Moments trainings={trainings} />
      </section>
      <section className="panel">
        <div className={styles.charts}>
          {charts.flatMap(({ id, title, help, lines, range }) =>
            lines.map((line, at) => (
              <CurveChart
                key={`${id} ${line.metric}`}
                title={lines.length > 1 ? `${say(title)}: ${say(line.name)}` : say(title)}
                help={at === 0 ? say(help) : undefined}
                range={range}
                lines={trainings.map(({ job }, one) => ({ name: job.id, points: pointsOf(logs[one], line) }))}
              />
            )),
          )}
        </div>
      </section>
    </article>
  );
}
