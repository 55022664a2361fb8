import { useEffect, useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { RunFacts } from "../../engine/describe.ts";
import { keyOf } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Slider } from "../../part/slider.tsx";
import { useRoute } from "../../shell/route.ts";
import styles from "./draw.module.css";
import { DropZone } from "./drop-zone.tsx";
import { Hand } from "./hand.tsx";
import { History, useHistory, type HistoryFilter } from "./history.tsx";
import { KeysHelp } from "./keys-help.tsx";
import { OrderPanel } from "./order-panel.tsx";
import { poseOf, turned } from "./pose.ts";
import { fits, isCertain, usualNudge } from "./settings.ts";
import { Stage, StageFacts } from "./stage.tsx";
import { isSame, useDesk, type Desk } from "./use-desk.ts";
import { useDrawKeys } from "./use-draw-keys.ts";
import { useRecipes } from "./use-recipes.ts";
import { useTaking } from "./use-taking.ts";
import { words } from "./words.ts";

/** Draws pictures by lot, by wish, or both. */
export default function DrawScreen() {
  const { facts } = useRun();
  return facts && <Drawing key={facts.hash} facts={facts} />;
}

/** How far one press of a key turns a picture, in parts of all that was learned. */
const keyTurn = 0.06;

function Drawing({ facts }: { readonly facts: RunFacts }) {
  const { say } = useLanguage();
  const desk = useDesk(facts);
  const { settings, change, hand, chosen, look, load, draw, busy, revalue, undo, redo } = desk;
  const { noise } = settings;
  const recipes = useRecipes(desk);
  const [filter, setFilter] = useState<HistoryFilter>("all");
  const history = useHistory(facts.hash, filter);
  const taking = useTaking(facts.id, chosen);
  const pose = poseOf(facts);

  /** Turns the picture; where the pose or the random numbers are kept, the settings turn along. */
  const turn = (values: readonly number[]): void => {
    const tags = [pose?.yaw, pose?.pitch].flatMap((axis) => axis?.tag ?? []);
    const isKept = settings.noise?.nudge === 0;
    const wishes = settings.wishes.map((wish, at) =>
      tags.includes(at) && (isKept || typeof wish === "number") ? values[at] : wish,
    );
    if (wishes.some((wish, at) => wish !== settings.wishes[at])) change({ ...settings, wishes }, "turn");
    if (!isKept) revalue(values);
  };
  const step = (by: number): void => {
    const inHand = hand.findIndex((one) => isSame(one, chosen));
    if (inHand >= 0 && hand.length > 1) return look(hand[Math.min(hand.length - 1, Math.max(0, inHand + by))]);
    const at = history.findIndex((one) => isSame(one, chosen));
    const next = history[at + by] as (typeof history)[number] | undefined;
    if (next) pick(next);
  };
  const pick = (shown: (typeof history)[number]): void => (fits(shown, facts) ? load(shown) : look(shown));

  useDrawKeys({
    ...{ draw, heart: taking.heart, save: taking.save },
    move: step,
    turn: (right, down) => {
      if (pose && chosen) turn(turned(pose, chosen.card.values, right * keyTurn, down * keyTurn));
    },
    undo: () => undo?.(),
    redo: () => redo?.(),
  });

  // The first pictures come by themselves, unless a link brings its own.
  const isLinked = useRoute().values.has("recipe") && !recipes.error && !recipes.missing;
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || isLinked) return;
    begun.current = true;
    if (chosen === undefined) draw();
  }, [isLinked, chosen, draw]);

  return (
    <div className={styles.screen}>
      <h1 className="unseen">{say(words.title)}</h1>
      <div className={styles.main}>
        <div className={styles.bar}>
          <Button
            look="main"
            icon="draw"
            className={`button ${styles.draw}`}
            onClick={draw}
            aria-busy={busy !== undefined}
          >
            {say(words.draw)}
          </Button>
          <div className={styles.count}>
            <Slider
              label={say(words.count)}
              value={settings.count}
              onChange={(count) => change({ ...settings, count }, "count")}
              min={1}
              max={20}
              step={1}
              format={(count) => say(words.countValue, { count })}
            />
          </div>
          <p className="muted" role="status">
            {busy && <Busy busy={busy} isSearching={settings.sieve !== "all"} />}
          </p>
        </div>
        <ErrorNote error={desk.error} />
        {noise && isCertain(settings) && (
          <div className={styles.certain}>
            <p className="muted">{say(words.certain)}</p>
            <Button icon="dice" onClick={() => change({ ...settings, noise: undefined })}>
              {say(words.reroll)}
            </Button>
            <Button onClick={() => change({ ...settings, noise: { ...noise, nudge: usualNudge } })}>
              {say(words.noiseNear)}
            </Button>
          </div>
        )}
        <div className={styles.table} data-alone={hand.length < 2 || undefined}>
          <Stage desk={desk} taking={taking} onTurn={turn} />
          <Hand desk={desk} />
          <StageFacts desk={desk} />
        </div>
        <div className={styles.after}>
          <History
            pictures={history}
            filter={filter}
            onFilter={setFilter}
            chosen={chosen && keyOf(chosen)}
            onPick={pick}
          />
          <DropZone recipes={recipes} />
          <KeysHelp facts={facts} />
        </div>
      </div>
      <div className={styles.panel}>
        <OrderPanel
          desk={desk}
          onSieve={() =>
            void engine()
              .draw.prepareSieve(facts.id)
              .catch(() => undefined)
          }
        />
      </div>
    </div>
  );
}

function Busy({ busy, isSearching }: { readonly busy: NonNullable<Desk["busy"]>; readonly isSearching: boolean }) {
  const { say } = useLanguage();
  if (!isSearching) return say(words.drawing);
  return busy.looked === 0 ? say(words.preparing) : say(words.searching, busy);
}
