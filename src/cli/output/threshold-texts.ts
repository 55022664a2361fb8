import { InvalidArgumentError } from "commander";
import type { Text } from "../../error.ts";
import { maxMovedRate, type AnomalyThreshold } from "../../anomaly/index.ts";
import { cliText } from "../../text/index.ts";

/** Parses `1%` or `0.01` as a share. */
export function parseRate(value: string): number {
  const percent = /^(.*)%$/.exec(value.trim());
  const number = Number(percent ? percent[1] : value) / (percent ? 100 : 1);
  if (!(value.trim() !== "" && number > 0 && number <= 0.5)) throw new InvalidArgumentError("1%, 5%, … 50%");
  return number;
}

/** Formats a share: `1 %`, `0.33 %`. */
export function formatPercent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/**
 * Describes a threshold, and a limit on the false-alarm rate that it can keep; where missed images moved it, the rate that
 * takes its place.
 *
 * @param isGrouped - whether the rate is promised for new groups, and `count` counts groups.
 */
export function thresholdTexts(given: AnomalyThreshold, isGrouped = false): Text[] {
  const words = cliText.thresholdTexts;
  const { threshold, rate, count, moved, tooUsual } = given;
  const unmoved = tooUsual > 0 ? [words.tooUsual({ count: tooUsual, most: formatPercent(maxMovedRate) })] : [];
  if (!moved) return [...promiseTexts(given, isGrouped), ...unmoved];
  const [low, high] = moved.interval.map(formatPercent);
  const told = words.moved({
    threshold: threshold.toFixed(2),
    from: Number.isFinite(moved.from) ? moved.from.toFixed(2) : "none",
    missed: moved.missed,
    wanted: formatPercent(rate),
    rate: formatPercent(moved.rate),
    ...{ low, high, count, isGrouped },
  });
  return [told, ...unmoved];
}

/** Returns a threshold for programs. */
export function thresholdData({ threshold, rate, count, lowestRate, moved, tooUsual }: AnomalyThreshold) {
  const score = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    falseAlarms: rate,
    threshold: score(threshold),
    calibration: count,
    lowestFalseAlarms: lowestRate,
    moved: moved ? { ...moved, from: score(moved.from) } : null,
    tooUsual,
  };
}

function promiseTexts({ threshold, rate, count, lowestRate }: AnomalyThreshold, isGrouped: boolean): Text[] {
  const wanted = formatPercent(rate);
  if (!Number.isFinite(threshold)) {
    const needed = Math.ceil(1 / rate - 1e-9) - 1;
    return [
      cliText.thresholdTexts.tooLow({
        wanted,
        count,
        lowestRate: formatPercent(lowestRate),
        needed,
        inAll: Math.ceil(needed / 0.3),
      }),
    ];
  }
  const meaning = cliText.thresholdTexts.meaning({ threshold: threshold.toFixed(2), wanted, count, isGrouped });
  // the false-alarm rate of one threshold follows a beta distribution around the mean
  const spread = Math.sqrt((rate * (1 - rate)) / (count + 2));
  if (spread < rate / 3) return [meaning];
  return [
    meaning,
    cliText.thresholdTexts.uncertain({
      percent: formatPercent(Math.max(0, rate - 2 * spread)),
      rate: formatPercent(rate + 2 * spread),
    }),
  ];
}
