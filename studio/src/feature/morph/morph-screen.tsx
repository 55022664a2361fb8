import { useEffect, useMemo, useState } from "react";
import type { InterpolationPath } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { LoopMode } from "../../worker/morph/morph-service.ts";
import { addToGallery, pictureKey, useModelGallery, type GalleryPicture } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useSetting } from "../../storage/setting.ts";
import { useTaste } from "../../storage/use-taste.ts";
import { useLanguage } from "../../language/language.tsx";
import { randomSeed } from "../../component/random-seed.ts";
import { useExample } from "../../app/use-example.ts";
import { useSentPicture } from "../../app/use-sent-picture.ts";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { EmptyNote, ErrorNote } from "../../component/note.tsx";
import { PictureTray } from "../../component/picture-tray.tsx";
import { TakeBackButton, useTakeBack } from "../../component/take-back.tsx";
import { TasteButton } from "../../component/taste-button.tsx";
import { FilmPanel } from "./film-panel.tsx";
import { createFrameCache } from "./frame-cache.ts";
import styles from "./morph.module.css";
import { MorphPlayer } from "./morph-player.tsx";
import { Timeline } from "./timeline.tsx";
import { words } from "./words.ts";

/** Maximum number of keyframes. */
const maxKeyframes = 24;
/** Returns the steps of a segment: 120, or 60 above 64 px to save memory. */
const stepsOf = (size: number): number => (size > 64 ? 60 : 120);

const isKeys = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((key) => typeof key === "string");
const isPath = (value: unknown): value is InterpolationPath => value === "line" || value === "sphere";
const isEnd = (value: unknown): value is LoopMode => value === "once" || value === "back" || value === "round";

const isSeconds = (value: unknown): value is number => typeof value === "number" && value >= 0.5 && value <= 6;

/** Renders the Morph screen: an animation from picture to picture. */
export default function MorphScreen() {
  const { facts } = useRun();
  return facts && <Morph key={facts.hash} facts={facts} />;
}

function Morph({ facts }: { readonly facts: RunFacts }) {
  const { t } = useLanguage();
  const { info: candidate } = useRun();
  const taste = useTaste();
  const gallery = useModelGallery(facts.hash);
  const [keys, setKeys] = useSetting(`morph.${facts.hash}`, [], isKeys);
  const [path, setPath] = useSetting<InterpolationPath>(
    "morph.path",
    candidate?.model === "ae" ? "line" : "sphere",
    isPath,
  );
  const [loop, setLoop] = useSetting<LoopMode>("morph.end", "round", isEnd);
  const [seconds, setSeconds] = useSetting("morph.seconds", 2, isSeconds);
  const [playing, setPlaying] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const keyframes = useMemo(() => {
    const known = new Map(gallery.map((picture) => [picture.key, picture]));
    return keys.flatMap((key) => known.get(key) ?? []);
  }, [keys, gallery]);
  const frames = useMemo(
    () =>
      createFrameCache(stepsOf(candidate?.size ?? 64), (leg, steps) => engine().morph.pictures(facts.id, leg, steps)),
    [facts.id, candidate?.size],
  );
  useEffect(() => frames.setKeyframes(keyframes, path, loop), [frames, keyframes, path, loop]);
  useEffect(() => () => frames.stop(), [frames]);

  const { remember, takeBack } = useTakeBack<readonly string[]>(setKeys);
  const rearrange = (next: readonly GalleryPicture[]): void => {
    if (next.length < keyframes.length) remember(keys); // a drag moves a picture many times
    setKeys(next.map(({ key }) => key));
  };
  const add = (picture: GalleryPicture): void => {
    if (keyframes.length >= maxKeyframes) return setAnnouncement(t(words.tooMany, { most: maxKeyframes }));
    setAnnouncement(t(words.added));
    rearrange([...keyframes, picture]);
  };
  useSentPicture(facts.hash, true, add);
  const addFresh = async (count: number, liked = false): Promise<void> => {
    setBusy(true);
    try {
      const shown = liked
        ? await taste.draw(randomSeed(), count)
        : await engine().draw.randomPictures(facts.id, randomSeed(), count);
      await addToGallery(facts.id, shown, Date.now());
      setKeys([...keys, ...shown.map(pictureKey)]);
      setError(undefined);
      if (count > 1) setPlaying(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };

  useExample(true, keys.length === 0, () => void addFresh(4));

  const isEmpty = keyframes.length === 0;
  return (
    <div className={styles.screen}>
      <div className={styles.intro}>
        <h1>{t(words.title)}</h1>
        <p className="muted">{t(words.intro)}</p>
      </div>
      <ErrorNote error={error} />
      {isEmpty ? (
        <EmptyNote>
          <p>{t(words.beginWhy)}</p>
          <Button variant="main" icon="dice" disabled={busy} onClick={() => void addFresh(4)}>
            {t(words.begin)}
          </Button>
          <TasteButton disabled={busy} onClick={() => void addFresh(4, true)} />
        </EmptyNote>
      ) : (
        <MorphPlayer
          frames={frames}
          keyframes={keyframes}
          loop={loop}
          seconds={seconds}
          onSeconds={setSeconds}
          playing={playing}
          onPlaying={setPlaying}
          onKeep={async (leg, step) => {
            const shown = await engine().morph.frame(facts.id, leg, step);
            await addToGallery(facts.id, [shown], Date.now());
          }}
        />
      )}
      <div className={styles.side}>
        <section className="panel" aria-labelledby="morph-way">
          <div className={styles.head}>
            <h2 id="morph-way">{t(words.stops)}</h2>
            <div className="row">
              {!isEmpty && (
                <Button
                  icon="dice"
                  disabled={busy || keyframes.length >= maxKeyframes}
                  onClick={() => void addFresh(1)}
                >
                  {t(words.surprise)}
                </Button>
              )}
              {!isEmpty && (
                <TasteButton
                  iconOnly
                  disabled={busy || keyframes.length >= maxKeyframes}
                  onClick={() => void addFresh(1, true)}
                />
              )}
              <TakeBackButton takeBack={takeBack} />
              {keyframes.length > 1 && (
                <Button variant="quiet" icon="trash" iconOnly onClick={() => rearrange([])}>
                  {t(words.clear)}
                </Button>
              )}
            </div>
          </div>
          {!isEmpty && (
            <Timeline
              keyframes={keyframes}
              isLoop={loop === "round"}
              onRearrange={rearrange}
              onAnnounce={setAnnouncement}
            />
          )}
          <p className="unseen" role="status">
            {announcement}
          </p>
          <h3>{t(words.tray)}</h3>
          {gallery.length > 0 ? (
            <PictureTray label={t(words.tray)} pictures={gallery} onPick={add} chosen={keys} />
          ) : (
            <p className="muted">{t(words.trayEmpty)}</p>
          )}
        </section>
        <section className="panel">
          <div className={styles.choice}>
            <h3>{t(words.end)}</h3>
            <Chips
              label={t(words.end)}
              chosen={loop}
              onChoose={setLoop}
              choices={(["round", "back", "once"] as const).map((value) => ({ value, label: t(words[value]) }))}
            />
          </div>
          <div className={styles.choice}>
            <h3>{t(words.way)}</h3>
            <Chips
              label={t(words.way)}
              chosen={path}
              onChoose={setPath}
              choices={(["sphere", "line"] as const).map((value) => ({ value, label: t(words[value]) }))}
            />
            <p className="muted">{t(path === "sphere" ? words.sphereWhy : words.lineWhy)}</p>
          </div>
        </section>
        {keyframes.length > 1 && (
          <FilmPanel
            facts={facts}
            size={candidate?.size ?? 64}
            keyframes={keyframes}
            path={path}
            loop={loop}
            secondsPerSegment={seconds}
          />
        )}
      </div>
    </div>
  );
}
