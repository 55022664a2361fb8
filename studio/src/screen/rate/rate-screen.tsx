import { useMemo, useState } from "react";
import { raterText, useRater } from "../../kept/rater.tsx";
import { useRun } from "../../kept/run.tsx";
import { useSetting } from "../../kept/setting.ts";
import { useTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { anySeed } from "../../part/any-seed.ts";
import { Chips } from "../../part/chips.tsx";
import { EmptyNote, ErrorNote } from "../../part/note.tsx";
import { Slider } from "../../part/slider.tsx";
import { BeliefsPanel } from "./beliefs-panel.tsx";
import { BestOfNine } from "./best-of-nine.tsx";
import { DataPanel } from "./data-panel.tsx";
import { MeasurePanel } from "./measure-panel.tsx";
import { OnePicture } from "./one-picture.tsx";
import { RatedPanel } from "./rated-panel.tsx";
import { RecordPanels } from "./record-panels.tsx";
import styles from "./rate.module.css";
import { useInsight } from "./use-insight.ts";
import { words } from "./words.ts";

const isMode = (value: unknown): value is "one" | "nine" => value === "one" || value === "nine";
const isWhose = (value: unknown): value is "mine" | "everybody" => value === "mine" || value === "everybody";
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

/** Says what one likes, and sees what the page makes of it. */
export default function RateScreen() {
  const { say } = useLanguage();
  const { name: rater } = useRater();
  const { facts } = useRun();
  const taste = useTaste();
  const [mode, setMode] = useSetting("rate.mode", "one", isMode);
  const [whose, setWhose] = useSetting("rate.whose", "mine", isWhose);
  const [liking, setLiking] = useSetting("rate.liking", 0.7, isShare);
  const [seed] = useState(() => anySeed() >>> 4);
  const everybody = whose === "everybody";
  const choosing = useMemo(() => ({ rater, everybody, liking, seed }), [rater, everybody, liking, seed]);
  const { answer: insight, error } = useInsight(taste, rater, everybody);
  const who = `${facts!.id} ${rater}`;
  return (
    <div className={styles.rate}>
      <header className={styles.title}>
        <h1>{say(words.title)}</h1>
        <p className="muted">{say(words.intro)}</p>
      </header>
      <div className={styles.left}>
        <Chips
          label={say(words.mode)}
          choices={[
            { value: "one", label: say(words.one) },
            { value: "nine", label: say(words.nine) },
          ]}
          chosen={mode}
          onChoose={setMode}
        />
        {!taste.open ? (
          <EmptyNote>{say(words.opening)}</EmptyNote>
        ) : mode === "one" ? (
          <OnePicture key={who} taste={taste} choosing={choosing} />
        ) : (
          <BestOfNine key={who} taste={taste} choosing={choosing} />
        )}
        <section className="panel">
          <Slider
            label={say(words.liking)}
            value={liking}
            onChange={setLiking}
            min={0}
            max={1}
            step={0.05}
            format={(value) => `${Math.round(100 * value)}%`}
            ends={[say(words.surprise), say(words.like)]}
          />
          <div className="row">
            <span>{say(words.whose)}</span>
            <Chips
              label={say(words.whose)}
              choices={[
                { value: "mine", label: say(words.mine), note: say(raterText(rater)) },
                { value: "everybody", label: say(words.everybody), note: String(taste.others.length + 1) },
              ]}
              chosen={whose}
              onChoose={setWhose}
            />
          </div>
        </section>
      </div>
      <div className={styles.right}>
        <div className={styles.column}>
          <BeliefsPanel insight={insight} everybody={everybody} />
          <ErrorNote error={error} />
        </div>
        <div className={styles.column}>
          <RecordPanels insight={insight} />
          <MeasurePanel key={`measure ${who}`} taste={taste} rater={rater} />
          <RatedPanel key={`rated ${who}`} taste={taste} />
          <DataPanel taste={taste} rater={rater} />
        </div>
      </div>
    </div>
  );
}
