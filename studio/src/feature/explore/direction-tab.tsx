import { useEffect, useMemo, useRef, useState } from "react";
import type { Direction, DirectionEstimate } from "omakase/studio";
import { exploreEngine } from "../../worker/client.ts";
import type { FindMethod, AppliedDirection } from "../../worker/explore/direction-service.ts";
import type { PictureRecipe } from "../../worker/render.ts";
import { deleteDirection, storeDirection, useDirections } from "../../storage/directions.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { useExample } from "../../app/use-example.ts";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { TakeBackButton, useTakeBack } from "../../component/take-back.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { useLatest } from "../../component/use-latest.ts";
import { SendButtons } from "../../component/send-buttons.tsx";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";
import { useDirectionEnds } from "./use-direction-ends.ts";
import { FoundDirectionSlider, SavedDirectionSlider } from "./direction-sliders.tsx";
import { useRandomPictures } from "./random-pictures.tsx";
import { PicturePicker } from "./picture-picker.tsx";
import { Labeller, type LabelledExamples } from "./labeller.tsx";
import { measureTaughtDirection, TaughtQualityNote } from "./taught-direction.tsx";
import type { TaughtQuality } from "./taught-quality.ts";
import { useTask } from "./use-task.ts";
import { TaskStatus } from "./task-status.tsx";

/** Found directions without a name. */
interface FoundDirections {
  readonly method: Direction["method"];
  readonly orthogonalTo: readonly string[];
  readonly directions: readonly DirectionEstimate[];
  /** Quality of a taught direction. */
  readonly quality?: TaughtQuality;
}

const maxFound = 6;

/** Renders sliders of directions: found, learned from labels, or saved. */
export default function DirectionTab() {
  const { t } = useLanguage();
  const { facts } = useRun();
  const { id, hash, attributes } = facts!;
  const fresh = useRandomPictures();
  const all = useDirections();
  const kept = useMemo(() => all.filter(({ modelHash }) => modelHash === hash), [all, hash]);
  const [chosen, setChosen] = useState<GalleryPicture>();
  const [steps, setSteps] = useState<Readonly<Record<string, number>>>({});
  const job = useTask<FoundDirections>("direction");
  const [isTeaching, setIsTeaching] = useState(false);
  const [view, status] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  useEffect(() => {
    if (job.answer?.quality) bringIntoView(view.current); // the examples lie far below
  }, [job.answer]);
  useEffect(() => {
    if (isTeaching && job.busy) bringIntoView(status.current);
  }, [isTeaching, job.busy]);
  const [hasSefa, setHasSefa] = useState<boolean>();
  useEffect(() => {
    setHasSefa(undefined);
    exploreEngine()
      .direction.hasSefa(id)
      .then(setHasSefa, () => undefined); // what follows reports that the model cannot be opened
  }, [id]);
  const picture = chosen ?? fresh.pictures[0];
  const named = useMemo(() => (job.answer ? nameDirections(hash, job.answer) : []), [job.answer, hash]);
  const moving = useLatest(({ from, way }: { from: PictureRecipe; way: readonly AppliedDirection[] }) =>
    exploreEngine().direction.apply(id, from, way),
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

  const ends = useDirectionEnds(
    id,
    picture,
    useMemo(() => [...kept, ...named], [kept, named]),
  );
  const { remember, takeBack } = useTakeBack<Direction>((direction) => void storeDirection(direction));
  const slide = (name: string, far: number): void => setSteps((before) => ({ ...before, [name]: far }));
  const forgetFound = (): void =>
    setSteps((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !name.startsWith("found:"))));
  const find = (method: FindMethod): void => {
    forgetFound();
    setIsTeaching(false);
    job.start(async (onProgress) => ({
      method,
      orthogonalTo: [],
      directions: await exploreEngine().direction.find(id, maxFound, method, onProgress),
    }));
  };
  const learn = (examples: LabelledExamples): void => {
    const { present, absent, orthogonalTo: others } = examples;
    forgetFound();
    setIsTeaching(true);
    job.start(async (onProgress) => {
      const found = {
        method: "pictures",
        orthogonalTo: others.map(({ name }) => name),
        directions: [await exploreEngine().direction.learn(id, { present, absent, others }, onProgress)],
      } as const;
      const [direction] = nameDirections(hash, found);
      return { ...found, quality: await measureTaughtDirection(id, direction, examples) };
    });
  };
  useExample(picture !== undefined && hasSefa === true, job.answer === undefined && !job.busy, () => find("sefa"));
  const isMoved = Object.values(steps).some((far) => far !== 0);
  const quality = job.answer?.quality;

  return (
    <>
      <p className="lead">{t(words.lead)}</p>
      <div className="row">
        {hasSefa && (
          <Button icon="search" disabled={job.busy} onClick={() => find("sefa")}>
            {t(words.findSefa)} <small className={styles.term}>{t(words.sefaTerm)}</small>
          </Button>
        )}
        <Button
          variant={hasSefa === false && named.length + kept.length === 0 ? "main" : undefined}
          disabled={job.busy}
          onClick={() => find("ganspace")}
        >
          {t(words.findGanspace)} <small className={styles.term}>{t(words.ganspaceTerm)}</small>
        </Button>
      </div>
      {attributes && <p className="muted">{t(words.conditionsStay)}</p>}
      {!isTeaching && <TaskStatus task={job} />}
      <div ref={view} className={styles.layout}>
        <section className={`panel ${styles.moving}`} aria-label={t(words.picture)}>
          <div className={styles.pair}>
            <figure>
              <PictureCanvas pixels={picture?.pixels} label={t(words.picture)} />
              <figcaption>{t(words.before)}</figcaption>
            </figure>
            <figure>
              <PictureCanvas pixels={moving.answer?.pixels ?? picture?.pixels} label={t(words.moved)} />
              <figcaption>{t(words.after)}</figcaption>
            </figure>
          </div>
          <p className={`muted ${styles.hint}`}>{t(words.pickAnother)}</p>
          <ErrorNote error={moving.error} />
          <div className="row">
            <Button icon="undo" disabled={!isMoved} onClick={() => setSteps({})}>
              {t(words.reset)}
            </Button>
            {moving.answer && <SendButtons picture={moving.answer} canKeep />}
          </div>
        </section>
        <section className="panel" aria-label={t(words.mine)}>
          <h2>{t(words.mine)}</h2>
          {kept.length === 0 && <p className="muted">{t(words.none)}</p>}
          {kept.map((direction) => (
            <SavedDirectionSlider
              key={direction.name}
              direction={direction}
              ends={ends.get(direction.name)}
              steps={steps[direction.name] ?? 0}
              onSlide={(far) => slide(direction.name, far)}
              onRemove={() => {
                remember(direction);
                slide(direction.name, 0);
                void deleteDirection(direction);
              }}
            />
          ))}
          <TakeBackButton takeBack={takeBack} />
          {named.length > 0 && (
            <>
              <h2>{t(words.foundTitle)}</h2>
              <p className="muted">{t(words.foundHow)}</p>
              {quality && <TaughtQualityNote quality={quality} />}
              {named.map((direction, at) => (
                <FoundDirectionSlider
                  key={`${direction.name} ${direction.vector[0]}`}
                  label={quality ? t(words.learnedName) : t(words.foundName, { number: at + 1 })}
                  ends={ends.get(direction.name)}
                  steps={steps[direction.name] ?? 0}
                  onSlide={(far) => slide(direction.name, far)}
                  onKeep={(name) => {
                    setSteps((before) => ({ ...before, [direction.name]: 0, [name]: before[direction.name] ?? 0 }));
                    void storeDirection({ ...direction, name });
                  }}
                />
              ))}
            </>
          )}
        </section>
      </div>
      <PicturePicker onPick={setChosen} chosen={picture ? [picture.key] : []} />
      <Labeller kept={kept} disabled={job.busy} onLearn={learn}>
        <div ref={status}>{isTeaching && <TaskStatus task={job} />}</div>
      </Labeller>
    </>
  );
}

/** Returns found directions with provisional names. */
function nameDirections(
  modelHash: string,
  { method, orthogonalTo, directions }: Pick<FoundDirections, "method" | "orthogonalTo" | "directions">,
): readonly Direction[] {
  const origin = { formatVersion: 1, modelHash, method, positive: [], negative: [], orthogonalTo } as const;
  return directions.map((found, at) => ({ ...origin, name: `found:${at + 1}`, ...found }));
}
