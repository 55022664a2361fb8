import type { Text } from "../../error.ts";
import { decisiveSize, foundShare, isReady, reliablyFoundDefects, type AnomalyModel } from "../../anomaly/index.ts";
import { cliText } from "../../text/index.ts";
import { formatPercent } from "./threshold-texts.ts";

/** Says what a model found of the synthetic defects that it was tested on, and which detectors do not count. */
export function selfTestTexts({ rejected, selfTest }: AnomalyModel): Text[] {
  const words = cliText.selfTestTexts;
  const dropped = rejected.length > 0 ? [words.rejected({ rejected: rejected.join(", ") })] : [];
  if (!selfTest) return [...dropped, words.untested];
  const reliable = reliablyFoundDefects(selfTest);
  const decisive = decisiveSize(selfTest);
  const { size, share } = reliable ?? { size: decisive, share: foundShare(selfTest, decisive) };
  const found = words.found({
    share: `${Math.round(100 * share)} %`,
    size,
    side: selfTest.side,
    rate: formatPercent(selfTest.rate),
  });
  return [found, ...dropped, ...(isReady(selfTest) ? [] : [words.notReady({ size: decisive })])];
}

/** Returns the result of the self-test for programs. */
export function selfTestData({ rejected, selfTest }: AnomalyModel) {
  return {
    ready: selfTest ? isReady(selfTest) : null,
    selfTest: selfTest ? { ...selfTest, reliable: reliablyFoundDefects(selfTest) ?? null } : null,
    rejected,
  };
}
