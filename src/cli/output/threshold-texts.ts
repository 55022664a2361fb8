import { InvalidArgumentError } from "commander";
import type { Text } from "../../error.ts";
import type { ConformalThreshold } from "../../anomaly/index.ts";

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

/** Describes a threshold, and a limit on the false-alarm rate that it can keep. */
export function thresholdTexts({ threshold, rate, count, lowestRate }: ConformalThreshold): Text[] {
  const wanted = formatPercent(rate);
  if (!Number.isFinite(threshold)) {
    const needed = Math.ceil(1 / rate - 1e-9) - 1;
    return [
      {
        ja: `注意: 誤報率 ${wanted} は約束できません。しきい値に使える正常な絵が ${count} 枚では、${formatPercent(lowestRate)} が下限です（${needed} 枚必要、正常な絵は全部で ${Math.ceil(needed / 0.3)} 枚ほど）。この率では、どの絵も「外れ」とは言いません。`,
        en: `Warning: a false-alarm rate of ${wanted} cannot be promised. With ${count} normal pictures for the threshold, nothing below ${formatPercent(lowestRate)} can (it takes ${needed} of them, about ${Math.ceil(needed / 0.3)} normal pictures in all). At this rate no picture is called an outlier.`,
      },
    ];
  }
  const meaning = {
    ja: `しきい値 ${threshold.toFixed(2)}: 学んだ絵と同じところから来た正常な絵を「外れ」とまちがえるのは、平均して ${wanted} までです（しきい値用の正常な絵 ${count} 枚から）。`,
    en: `Threshold ${threshold.toFixed(2)}: of normal pictures from the same source, on average at most ${wanted} are called outliers by mistake (set with ${count} normal pictures).`,
  };
  // the false-alarm rate of one threshold follows a beta distribution around the mean
  const spread = Math.sqrt((rate * (1 - rate)) / (count + 2));
  if (spread < rate / 3) return [meaning];
  return [
    meaning,
    {
      ja: `注意: しきい値用の絵が少ないので、実際の誤報率は ${formatPercent(Math.max(0, rate - 2 * spread))}〜${formatPercent(rate + 2 * spread)} ほどの幅でずれることがあります。`,
      en: `Warning: as few pictures set it, the rate that comes true may lie anywhere from about ${formatPercent(Math.max(0, rate - 2 * spread))} to ${formatPercent(rate + 2 * spread)}.`,
    },
  ];
}
