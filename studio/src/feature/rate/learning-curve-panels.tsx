import { useState } from "react";
import type { PreferenceSummary } from "../../worker/rate/preference-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { CollapsiblePanel } from "./collapsible-panel.tsx";
import { GoodShareChart } from "./good-share-chart.tsx";
import { PredictionChart } from "./prediction-chart.tsx";
import { words } from "./words.ts";

/** Shows whether the preference model learns: the share of Good, and predicted against actual ratings. */
export function LearningCurvePanels({
  summary: preferenceSummary,
}: {
  readonly summary: PreferenceSummary | undefined;
}) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const nothing = (
    <p className="muted">{t(preferenceSummary && preferenceSummary.count > 0 ? words.choicesOnly : words.few)}</p>
  );
  return (
    <>
      <section className="panel" aria-labelledby="good-share">
        <h2 id="good-share">{t(words.good)}</h2>
        {preferenceSummary && preferenceSummary.learningCurve.goodShares.length > 0 ? (
          <GoodShareChart shares={preferenceSummary.learningCurve.goodShares} />
        ) : (
          nothing
        )}
      </section>
      <CollapsiblePanel title={t(words.guesses)} open={isOpen} onOpen={setOpen}>
        {preferenceSummary && preferenceSummary.learningCurve.predictions.length > 0 ? (
          <PredictionChart {...preferenceSummary.learningCurve} />
        ) : (
          nothing
        )}
      </CollapsiblePanel>
    </>
  );
}
