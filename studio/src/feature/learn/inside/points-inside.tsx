import { useEffect, useId, useRef, useState } from "react";
import { ringPlaces } from "omakase/lesson";
import { Button } from "../../../component/button.tsx";
import { Chips } from "../../../component/chips.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { Slider } from "../../../component/slider.tsx";
import { useLanguage } from "../../../language/language.tsx";
import type { PointsFrame } from "../../../worker/learn/points-lab.ts";
import { drawPoints } from "./draw-points.ts";
import { usePointsLab, type Speed } from "./use-points-lab.ts";
import styles from "./inside.module.css";
import { words } from "./points-words.ts";

/** Learning rate of the chapter's model; the sliders give powers of two of it. */
const usualRate = 1e-3;
const turnChoices = ["10:1", "3:1", "1:1", "1:3", "1:10"];
/** Steps after which the chapter's check counts places, and how many have to have fakes. */
const [judgedFrom, enoughPlaces] = [1200, 6];

/** Renders the laboratory of chapter 6: a GAN of points that trains live. */
export default function PointsInside() {
  const { t, formatNumber } = useLanguage();
  const title = useId();
  const [turns, setTurns] = useState("1:1");
  const [speed, setSpeed] = useState<Speed>("fast");
  const [powers, setPowers] = useState({ discriminator: 0, generator: 0 });
  const settings = {
    turns,
    discriminatorRate: usualRate * 2 ** powers.discriminator,
    generatorRate: usualRate * 2 ** powers.generator,
  };
  const { frame, earlier, isRunning, setRunning, restart, step, error } = usePointsLab(settings, speed);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (frame) drawPoints(canvas.current!, frame, earlier);
  });
  const times = (power: number): string => t(words.times, { factor: formatNumber(2 ** power) });
  return (
    <section className={styles.inside} aria-labelledby={title}>
      <h3 id={title}>{t(words.title)}</h3>
      <p>{t(words.help)}</p>
      {error !== undefined && <ErrorNote error={error} />}
      <canvas
        ref={canvas}
        className={styles.plane}
        width={840}
        height={840}
        role="img"
        aria-label={t(words.picture, { step: frame?.step ?? 0, visited: frame?.visited ?? 0 })}
      />
      <p className={styles.verdict} role="status" data-state={stateOf(frame)}>
        {t(words[stateOf(frame)], { visited: frame?.visited ?? 0 })}
      </p>
      <div className="row">
        <Button icon={isRunning ? "pause" : "play"} variant="main" onClick={() => setRunning(!isRunning)}>
          {t(isRunning ? words.pause : words.start)}
        </Button>
        <Button disabled={isRunning} onClick={step}>
          {t(words.step)}
        </Button>
        <Button onClick={restart}>{t(words.restart)}</Button>
        <Chips
          label={t(words.speed)}
          choices={(["fast", "slow"] as const).map((value) => ({ value, label: t(words[value]) }))}
          chosen={speed}
          onChoose={setSpeed}
        />
      </div>
      <Facts frame={frame} />
      <div className={styles.setting}>
        <span aria-hidden="true">{t(words.turns)}</span>
        <Chips
          label={t(words.turns)}
          choices={turnChoices.map((value) => ({ value, label: value.replace(":", " : ") }))}
          chosen={turns}
          onChoose={setTurns}
        />
      </div>
      <div className={styles.sliders}>
        {(["discriminator", "generator"] as const).map((network) => (
          <Slider
            key={network}
            label={t(words[`${network}Rate`])}
            value={powers[network]}
            onChange={(power) => setPowers({ ...powers, [network]: power })}
            min={-3}
            max={3}
            step={1}
            format={times}
          />
        ))}
      </div>
      <p className="muted">{t(words.legend)}</p>
    </section>
  );
}

/** Renders the numbers of a moment. */
function Facts({ frame }: { readonly frame: PointsFrame | undefined }) {
  const { t, formatNumber } = useLanguage();
  const { discriminator, generator } = frame?.learned ?? { discriminator: false, generator: false };
  const turn = discriminator ? (generator ? "bothTurn" : "discriminatorTurn") : generator ? "generatorTurn" : "noTurn";
  return (
    <div>
      <dl className={styles.facts}>
        <div>
          <dt>{t(words.stepCount)}</dt>
          <dd>{formatNumber(frame?.step ?? 0)}</dd>
        </div>
        <div>
          <dt>{t(words.visited)}</dt>
          <dd>
            {frame?.visited ?? 0} / {ringPlaces.length}
          </dd>
        </div>
        <div title={t(words.guessing)}>
          <dt>{t(words.accuracy)}</dt>
          <dd>{formatNumber(frame?.accuracy ?? 0, { style: "percent" })}</dd>
        </div>
      </dl>
      <p className="muted">{t(words[turn])}</p>
    </div>
  );
}

/** Names the state of the game by the count and the bound of the chapter's check. */
function stateOf(frame: PointsFrame | undefined): "ready" | "learning" | "wide" | "collapse" {
  if (!frame || frame.step === 0) return "ready";
  if (frame.visited >= enoughPlaces) return "wide";
  return frame.step >= judgedFrom ? "collapse" : "learning";
}
