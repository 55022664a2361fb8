import type { Text } from "../error.ts";
import { formatClockTime } from "./output/progress-line.ts";

/** The progress of a command whose output is no terminal: a line at least once a minute. */
export interface Heartbeat {
  /** Notes how far the work is; written when nothing else was for long enough. */
  status(line: string): void;
  /** Notes that something else was written. */
  said(): void;
}

/** See {@link heartbeatInterval}. */
export interface HeartbeatOptions {
  /** Silence after which a line is written, s. */
  readonly seconds: number;
  /** Milliseconds from any beginning. */
  readonly clock: () => number;
  /** Whether a timer writes the last line again while the work reports nothing. */
  readonly timed: boolean;
}

/** Silence after which a line is written, s; with the time between two looks at the clock, less than a minute. */
const usualSilence = 50;
/** Time between two looks at the clock, s. */
const usualPeriod = 5;

/** The silence that is allowed, s: `OMAKASE_PROGRESS` where it is a number above 0. */
export function allowedSilence({ OMAKASE_PROGRESS }: NodeJS.ProcessEnv): number {
  const asked = Number(OMAKASE_PROGRESS);
  return asked > 0 && Number.isFinite(asked) ? asked : usualSilence;
}

/** Writes how far a command is, and for how long it has worked, whenever nothing was written for some time. */
export function heartbeatInterval(
  write: (line: string) => void,
  t: (text: Text) => string,
  { seconds, clock, timed }: HeartbeatOptions,
): Heartbeat {
  const begun = clock();
  let last = begun;
  let line: string | undefined;
  const beat = () => {
    if (clock() - last < seconds * 1000) return;
    last = clock();
    write(`${line ?? t(working)} (${formatClockTime((last - begun) / 1000)})`);
  };
  if (timed) setInterval(beat, Math.min(seconds, usualPeriod) * 1000).unref();
  return {
    status(text) {
      line = text;
      beat();
    },
    said() {
      last = clock();
      line = undefined;
    },
  };
}

const working = { ja: "計算しています", en: "working" };
