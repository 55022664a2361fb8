import { useMemo, useState } from "react";
import { raterText, useRater } from "../../storage/rater.tsx";
import { useRun } from "../../storage/current-run.tsx";
import { useSetting } from "../../storage/setting.ts";
import { useRaterPreference } from "../../storage/rater-preference.tsx";
import { useTraitRules } from "../../storage/use-trait-rules.ts";
import { useLanguage } from "../../language/language.tsx";
import { randomSeed } from "../../component/random-seed.ts";
import { Chips } from "../../component/chips.tsx";
import { useMediaQuery } from "../../component/use-media-query.ts";
import { EmptyNote, ErrorNote } from "../../component/note.tsx";
import { Slider } from "../../component/slider.tsx";
import { TraitEffectsPanel } from "./trait-effects-panel.tsx";
import { BestOfNine } from "./best-of-nine.tsx";
import { DataPanel } from "./data-panel.tsx";
import { ReliabilityPanel } from "./reliability-panel.tsx";
import { RateOne } from "./rate-one.tsx";
import { RatedPanel } from "./rated-panel.tsx";
import { LearningCurvePanels } from "./learning-curve-panels.tsx";
import { TasteReward } from "./taste-reward.tsx";
import styles from "./rate.module.css";
import { usePreferenceSummary } from "./use-preference-summary.ts";
import { words } from "./words.ts";

const isMode = (value: unknown): value is "one" | "nine" => value === "one" || value === "nine";
const isWhose = (value: unknown): value is "mine" | "everybody" => value === "mine" || value === "everybody";
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

/** Renders the Rate screen: rating of pictures, and the preferences learned from them. */
export default function RateScreen() {
  const { t } = useLanguage();
  const { name: rater } = useRater();
  const { facts } = useRun();
  const preference = useRaterPreference();
  const [mode, setMode] = useSetting("rate.mode", "one", isMode);
  const [whose, setWhose] = useSetting("rate.whose", "mine", isWhose);
  const [exploitation, setExploitation] = useSetting("rate.liking", 0.7, isShare);
  const [traitPlace, setTraitPlace] = useState<HTMLElement | null>(null);
  const [seed] = useState(() => randomSeed() >>> 4);
  const allRaters = whose === "everybody";
  const traitRules = useTraitRules();
  const { rules } = traitRules;
  const suggestionOptions = useMemo(
    () => ({ rater, allRaters, exploitation, seed, rules }),
    [rater, allRaters, exploitation, seed, rules],
  );
  const { answer: preferenceSummary, error } = usePreferenceSummary(preference, rater, allRaters);
  const isWide = useMediaQuery("(min-width: 981px)");
  const who = `${facts!.id} ${rater}`;
  return (
    <div className={styles.rate}>
      <header className={styles.title}>
        <h1>{t(words.title)}</h1>
        <p className="muted">{t(words.intro)}</p>
      </header>
      <div className={styles.left}>
        <div className={styles.modes}>
          <Chips
            label={t(words.mode)}
            choices={[
              { value: "one", label: t(words.one) },
              { value: "nine", label: t(words.nine) },
            ]}
            chosen={mode}
            onChoose={setMode}
          />
          <TasteReward />
        </div>
        {!preference.isLoaded ? (
          <EmptyNote>{t(words.opening)}</EmptyNote>
        ) : mode === "one" ? (
          <RateOne
            key={who}
            preference={preference}
            suggestionOptions={suggestionOptions}
            traitRules={traitRules}
            traitPlace={traitPlace}
          />
        ) : (
          <BestOfNine key={who} preference={preference} suggestionOptions={suggestionOptions} />
        )}
        <section className="panel">
          <Slider
            label={t(words.liking)}
            value={exploitation}
            onChange={setExploitation}
            min={0}
            max={1}
            step={0.05}
            format={(value) => `${Math.round(100 * value)}%`}
            ends={[t(words.surprise), t(words.like)]}
          />
          <div className="row">
            <span>{t(words.whose)}</span>
            <Chips
              label={t(words.whose)}
              choices={[
                { value: "mine", label: t(words.mine), note: t(raterText(rater)) },
                { value: "everybody", label: t(words.everybody), note: String(preference.otherRaters.length + 1) },
              ]}
              chosen={whose}
              onChoose={setWhose}
            />
          </div>
        </section>
      </div>
      <div className={styles.right}>
        <div className={styles.column}>
          {isWide && mode === "one" && <div ref={setTraitPlace} />}
          <TraitEffectsPanel summary={preferenceSummary} allRaters={allRaters} />
          <ErrorNote error={error} />
        </div>
        <div className={styles.column}>
          <LearningCurvePanels summary={preferenceSummary} />
          <ReliabilityPanel key={`measure ${who}`} preference={preference} rater={rater} />
          <RatedPanel key={`rated ${who}`} preference={preference} />
          <DataPanel preference={preference} rater={rater} />
        </div>
      </div>
    </div>
  );
}
