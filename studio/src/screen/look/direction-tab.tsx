import { useEffect, useMemo, useState } from "react";
import type { Direction, FoundDirection } from "omakase";
import { lookEngine } from "../../engine/client.ts";
import type { FindMethod, Slid } from "../../engine/look-direction.ts";
import type { Origin } from "../../engine/drawn.ts";
import { discardDirection, keepDirection, useDirections } from "../../kept/directions.ts";
import type { KeptPicture } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { useLatest } from "../../part/use-latest.ts";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";
import { FoundSlider, KeptSlider } from "./direction-sliders.tsx";
import { useFresh } from "./fresh.tsx";
import { PickTray } from "./pick-tray.tsx";
import { SendButtons } from "./send-buttons.tsx";
import { Teacher, type Lesson } from "./teacher.tsx";
import { useJob } from "./use-job.ts";
import { Working } from "./working.tsx";

/** Found directions, which have no name yet. */
interface Found {
  readonly method: Direction["method"];
  readonly orthogonalTo: readonly string[];
  readonly directions: readonly FoundDirection[];
}

const mostFound = 6;

/** Sliders that change pictures: found, taught, kept. */
export default function DirectionTab() {
  const { say } = useLanguage();
  const { facts } = useRun();
  const { id, hash, attributes } = facts!;
  const fresh = useFresh();
  const all = useDirections();
  const kept = useMemo(() => all.filter(({ modelHash }) => modelHash === hash), [all, hash]);
  const [chosen, setChosen] = useState<KeptPicture>();
  const [steps, setSteps] = useState<Readonly<Record<string, number>>>({});
  const job = useJob<Found>("direction");
  const picture = chosen ?? fresh.pictures[0];
  const named = useMemo((): readonly Direction[] => {
    if (!job.answer) return [];
    const { method, orthogonalTo, directions } = job.answer;
    const origin = { formatVersion: 1, modelHash: hash, method, positive: [], negative: [], orthogonalTo } as const;
    return directions.map((found, at) => ({ ...origin, name: `found:${at + 1}`, ...found }));
  }, [job.answer, hash]);
  const moving = useLatest(({ from, way }: { from: Origin; way: readonly Slid[] }) =>
    lookEngine().direction.slide(id, from, way),
  );
  const { ask } = moving;
  useEffect(() => {
    if (!picture) return;
    const way = [...kept, ...named].flatMap((direction) => {
      const far = steps[direction.name] ?? 0;
      return far === 0 ? [] : [{ direction, steps: far }];
    });
    ask({ from: picture, way });
  }, [picture, kept, named, steps, ask]);

  const slide = (name: string, far: number): void => setSteps((before) => ({ ...before, [name]: far }));
  const forgetFound = (): void =>
    setSteps((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !name.startsWith("found:"))));
  const find = (method: FindMethod): void => {
    forgetFound();
    job.start(async (onProgress) => ({
      method,
      orthogonalTo: [],
      directions: await lookEngine().direction.find(id, mostFound, method, onProgress),
    }));
  };
  const learn = ({ having, lacking, others }: Lesson): void => {
    forgetFound();
    job.start(async (onProgress) => ({
      method: "pictures",
      orthogonalTo: others.map(({ name }) => name),
      directions: [await lookEngine().direction.learn(id, { having, lacking, others }, onProgress)],
    }));
  };
  const isMoved = Object.values(steps).some((far) => far !== 0);
  const taught = job.answer?.method === "pictures";
  const [first] = taught ? (job.answer?.directions ?? []) : [];
  const right = (first?.wishes ?? first?.reader)?.right;

  return (
    <>
      <p className="lead">{say(words.lead)}</p>
      <div className="row">
        <Button
          look={named.length + kept.length === 0 ? "main" : undefined}
          icon="search"
          disabled={job.busy}
          onClick={() => find("sefa")}
        >
          {say(words.findSefa)} <small>{say(words.sefaTerm)}</small>
        </Button>
        <Button disabled={job.busy} onClick={() => find("ganspace")}>
          {say(words.findGanspace)} <small>{say(words.ganspaceTerm)}</small>
        </Button>
      </div>
      {attributes && <p className="muted">{say(words.wishesStay)}</p>}
      <Working job={job} />
      <div className={styles.layout}>
        <section className={`panel ${styles.moving}`} aria-label={say(words.picture)}>
          <div className={styles.pair}>
            <figure>
              <PictureCanvas pixels={picture?.pixels} label={say(words.picture)} />
              <figcaption>{say(words.before)}</figcaption>
            </figure>
            <figure>
              <PictureCanvas pixels={moving.answer?.pixels ?? picture?.pixels} label={say(words.moved)} />
              <figcaption>{say(words.after)}</figcaption>
            </figure>
          </div>
          <p className={`muted ${styles.hint}`}>{say(words.pickAnother)}</p>
          <ErrorNote error={moving.error} />
          <div className="row">
            <Button icon="undo" disabled={!isMoved} onClick={() => setSteps({})}>
              {say(words.reset)}
            </Button>
            {moving.answer && isMoved && <SendButtons shown={moving.answer} />}
          </div>
        </section>
        <section className="panel" aria-label={say(words.mine)}>
          <h2>{say(words.mine)}</h2>
          {kept.length === 0 && <p className="muted">{say(words.none)}</p>}
          {kept.map((direction) => (
            <KeptSlider
              key={direction.name}
              direction={direction}
              far={steps[direction.name] ?? 0}
              onSlide={(far) => slide(direction.name, far)}
              onRemove={() => {
                slide(direction.name, 0);
                void discardDirection(direction);
              }}
            />
          ))}
          {named.length > 0 && (
            <>
              <h2>{say(words.foundTitle)}</h2>
              <p className="muted">{say(words.foundHow)}</p>
              {right !== undefined && <Right right={right} />}
              {named.map((direction, at) => (
                <FoundSlider
                  key={`${direction.name} ${direction.vector[0]}`}
                  label={taught ? say(words.learnedName) : say(words.foundName, { number: at + 1 })}
                  far={steps[direction.name] ?? 0}
                  onSlide={(far) => slide(direction.name, far)}
                  onKeep={(name) => {
                    setSteps((before) => ({ ...before, [direction.name]: 0, [name]: before[direction.name] ?? 0 }));
                    void keepDirection({ ...direction, name });
                  }}
                />
              ))}
            </>
          )}
        </section>
      </div>
      <PickTray onPick={setChosen} chosen={picture ? [picture.key] : []} />
      <Teacher kept={kept} disabled={job.busy} onLearn={learn} />
    </>
  );
}

/** How well what was taught is understood. */
function Right({ right }: { readonly right: number }) {
  const { say, number } = useLanguage();
  const share = number(right, { style: "percent", maximumFractionDigits: 0 });
  return (
    <p>
      {say(words.right, { right: share })} {right < 0.75 && say(words.wrong)}
    </p>
  );
}
