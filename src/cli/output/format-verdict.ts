import type { Text } from "../../error.ts";
import type { RunEvent } from "../../run/index.ts";
import { qualityFaults, qualityFaultWords } from "../../feature/index.ts";
import { verdictWords } from "../../train/index.ts";

/** Formats a training verdict as one line. */
export function formatVerdict({ step, verdict, checkup, best }: Extract<RunEvent, { type: "verdict" }>): Text {
  const { name, advice } = verdictWords[verdict];
  const [distance, variety] = [checkup.distance.toFixed(2), Math.round(100 * checkup.diversity)];
  const faults = qualityFaults(checkup).map((fault) => qualityFaultWords[fault].name);
  const found = { ja: faults.map(({ ja }) => `、${ja}`).join(""), en: faults.map(({ en }) => `, ${en}`).join("") };
  const [kept, advised] = [best && step > 0 && verdict === "healthy", verdict !== "healthy"];
  return {
    ja: `診断: ${name.ja}（本物との差 ${distance}${kept ? "、これまでで最良" : ""}${found.ja}、多様さ ${variety} %）${advised ? ` ${advice.ja}` : ""}`,
    en: `health: ${name.en} (${distance} from the real pictures${kept ? ", the best so far" : ""}${found.en}; variety ${variety} %)${advised ? ` ${advice.en}` : ""}`,
  };
}

/** Formats a rollback as one line: its reason, and what follows. */
export function formatRollback({ from, to, reason, again }: Extract<RunEvent, { type: "rollback" }>): Text {
  if (reason === "worse")
    return {
      ja: `最後（ステップ ${from}）よりステップ ${to} のほうが良かったので、そのモデルを残しました`,
      en: `step ${to} was better than the end (step ${from}): that model is kept`,
    };
  const { name } = verdictWords[reason];
  return again
    ? {
        ja: `ステップ ${from} で${name.ja}。いちばん良かったステップ ${to} に戻り、学習率を 1/4、ペナルティを 2 倍にして、一度だけやり直します`,
        en: `${name.en} at step ${from}: back to the best model (step ${to}), trying once more with a quarter of the learning rate and twice the penalty`,
      }
    : {
        ja: `ステップ ${from} でまた、${name.ja}。ここで止めて、いちばん良かったステップ ${to} のモデルを残しました。--learning-rate を小さくするか、絵を見直してから、新しく学習してください`,
        en: `${name.en} again at step ${from}: stopped, with the best model (step ${to}) in place. Train again with a smaller --learning-rate, or look at the pictures`,
      };
}
