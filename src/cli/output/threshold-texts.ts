import { InvalidArgumentError } from "commander";
import type { Text } from "../../error.ts";
import type { ConformalThreshold } from "../../anomaly/index.ts";
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
 * Describes a threshold, and a limit on the false-alarm rate that it can keep.
 *
 * @param isGrouped - whether the rate is promised for new groups, and `count` counts groups.
 */
export function thresholdTexts({ threshold, rate, count, lowestRate }: ConformalThreshold, isGrouped = false): Text[] {
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
