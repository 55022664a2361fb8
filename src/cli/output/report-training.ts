import { internalError, type Text } from "../../error.ts";
import type { RunEvent, RunSummary } from "../../run/index.ts";
import { formatRollback, formatVerdict } from "./format-verdict.ts";
import { formatClockTime, formatProgressLine } from "./progress-line.ts";
import type { Session } from "../session.ts";
import type { Verdict } from "../../train/index.ts";
import { inLanguage, cliText } from "../../text/index.ts";

/** Reports a training, in words or as JSON, and returns its summary. */
export async function reportTraining(
  session: Session,
  name: string,
  events: AsyncIterable<RunEvent>,
): Promise<RunSummary> {
  const stops = new Set<() => void>();
  const tell = () => session.status(inLanguage(prefixed(name, savingWords), session.language));
  session.signal.addEventListener("abort", tell);
  try {
    return await followRun(session, name, events, () => stops.add(session.catchStops()));
  } finally {
    session.signal.removeEventListener("abort", tell);
    for (const release of stops) release();
  }
}

const savingWords = cliText.reportTraining.saving;

/** @param ready - called once there is a model that can be saved. */
async function followRun(
  session: Session,
  name: string,
  events: AsyncIterable<RunEvent>,
  ready: () => void,
): Promise<RunSummary> {
  const { language } = session;
  let verdict: Verdict | undefined;
  let startDistance: number | undefined;
  for await (const event of events) {
    session.emit(event.type === "end" ? { ...event, summary: { ...event.summary, figureData: undefined } } : event);
    switch (event.type) {
      case "ready":
        ready();
        session.print(
          cliText.reportTraining.ready({
            name,
            seconds: event.seconds.toFixed(1),
            parameters: formatParameterCount(event.parameters),
          }),
        );
        break;
      case "notice":
        session.print(prefixed(name, event.text));
        break;
      case "verdict":
        session.print(prefixed(name, formatVerdict(event, { verdict, startDistance })));
        if (event.step > 0) ({ verdict } = event);
        else startDistance = event.checkup.distance;
        break;
      case "rollback":
        session.print(prefixed(name, formatRollback(event)));
        break;
      case "step":
        session.status(formatProgressLine(name, event, language));
        break;
      case "end": {
        const { summary } = event;
        const [seen, pace] = [summary.imagesSeen.toLocaleString(language), summary.imagesPerSecond.toFixed(0)];
        session.print(
          cliText.reportTraining.done({
            name,
            seen,
            seconds: formatClockTime(summary.seconds),
            pace,
            path: summary.path,
          }),
        );
        return summary;
      }
      default:
    }
  }
  throw internalError("the run ended without a summary");
}

function prefixed(name: string, text: Text): Text {
  return cliText.reportTraining.prefixed({ name, text });
}

function formatParameterCount(count: number): string {
  return count < 1e6 ? `${(count / 1e3).toFixed(0)} k` : `${(count / 1e6).toFixed(1)} M`;
}
