import type { Text } from "../error.ts";
import { formatClockTime } from "./output/progress-line.ts";
import { cliText } from "../text/index.ts";

/** The progress of a command whose output is no terminal: a line at least once a minute. */
export interface Heartbeat {
  /** Sets the progress line; written after enough silence. */
  status(line: string): void;
  /** Restarts the silence after other output. */
  said(): void;
}

/** See {@link heartbeatInterval}. */
export interface HeartbeatOptions {
  /** Silence after which a line is written, s. */
  readonly seconds: number;
  /** Clock, ms from any origin. */
  readonly clock: () => number;
  /** Whether a timer writes the last line again while the work reports nothing. */
  readonly timed: boolean;
}

/** Default silence after which a line is written, s; with the timer's period less than a minute. */
const usualSilence = 50;
/** Period of the timer, s. */
const usualPeriod = 5;

/** Returns the allowed silence, s: `OMAKASE_PROGRESS` where it is a number above 0. Default 50. */
export function allowedSilence({ OMAKASE_PROGRESS }: NodeJS.ProcessEnv): number {
  const asked = Number(OMAKASE_PROGRESS);
  return asked > 0 && Number.isFinite(asked) ? asked : usualSilence;
}

/** Writes the progress of a command and its running time after some silence. */
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

const working = cliText.heartbeat.working;
