import type { Text } from "../../error.ts";
import type { RunEvent } from "../../run/index.ts";
import { qualityFaults, qualityFaultWords } from "../../feature/index.ts";
import { verdictWords, type Verdict } from "../../train/index.ts";
import { cliText, listText } from "../../text/index.ts";

/**
 * Formats a training verdict as one line. Before the first step, it says only where the training begins.
 *
 * @param before - verdict of the health check before: the advice of the same verdict is not given twice in a row. And the
 *   distance before the first step: a model farther away than that is not called the best.
 */
export function formatVerdict(
  { step, verdict, checkup, compared, best }: Extract<RunEvent, { type: "verdict" }>,
  before: { readonly verdict?: Verdict; readonly startDistance?: number } = {},
): Text {
  const { name, advice } = verdictWords[verdict];
  const far = cliText.formatVerdict.far({ compared, distance: checkup.distance.toFixed(2) });
  const variety = Math.round(100 * checkup.diversity);
  const isLearning = verdict === "healthy" || verdict === "undertrained";
  if (step === 0 && isLearning) return cliText.formatVerdict.start({ far, variety });
  const faults = qualityFaults(checkup).map((fault) => qualityFaultWords[fault].name);
  const kept = best && isLearning && checkup.distance <= (before.startDistance ?? Infinity);
  const advised = verdict !== "healthy" && verdict !== before.verdict;
  return cliText.formatVerdict.health({
    name,
    far,
    kept,
    hasFaults: faults.length > 0,
    faults: listText(faults),
    variety,
    advised,
    advice,
  });
}

/** Formats a rollback as one line: its reason, and what follows. */
export function formatRollback({ from, to, reason, again }: Extract<RunEvent, { type: "rollback" }>): Text {
  if (reason === "worse") return cliText.formatVerdict.bestKept({ to, from });
  const { name } = verdictWords[reason];
  return again ? cliText.formatVerdict.retry({ name, from, to }) : cliText.formatVerdict.stopped({ name, from, to });
}
