import { useCallback, useEffect, useMemo, useState } from "react";
import type { MorphPath } from "omakase";
import { engine } from "../../engine/client.ts";
import type { RunFacts } from "../../engine/describe.ts";
import type { FilmEnd } from "../../engine/morph.ts";
import { keep, keyOf, useGalleryOf, type KeptPicture } from "../../kept/gallery.ts";
import { useRun } from "../../kept/run.tsx";
import { useSetting } from "../../kept/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { anySeed } from "../../part/any-seed.ts";
import { Button } from "../../part/button.tsx";
import { Chips } from "../../part/chips.tsx";
import { EmptyNote, ErrorNote } from "../../part/note.tsx";
import { Tray } from "../../part/tray.tsx";
import { FilmPanel } from "./film-panel.tsx";
import { createFilm } from "./film.ts";
import styles from "./morph.module.css";
import { Stage } from "./stage.tsx";
import { Timeline } from "./timeline.tsx";
import { words } from "./words.ts";

/** More would be tiny in the list and long in the making. */
const most = 24;
/** Steps of a leg: with two seconds a leg, sixty pictures a second. Of large pictures half as many, for the memory. */
const stepsOf = (size: number): number => (size > 64 ? 60 : 120);

const isKeys = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((key) => typeof key === "string");
const isPath = (value: unknown): value is MorphPath => value === "line" || value === "sphere";
const isEnd = (value: unknown): value is FilmEnd => value === "once" || value === "back" || value === "round";

const isSeconds = (value: unknown): value is number => typeof value === "number" && value >= 0.5 && value <= 6;

/** One picture turns into the next. */
export default function MorphScreen() {
  const { facts } = useRun();
  return facts && <Morph key={facts.hash} facts={facts} />;
}

function Morph({ facts }: { readonly facts: RunFacts }) {
  const { say } = useLanguage();
  const { card } = useRun();
  const own = useGalleryOf(facts.hash);
  const [keys, setKeys] = useSetting(`morph.${facts.hash}`, [], isKeys);
  const [path, setPath] = useSetting<MorphPath>("morph.path", card?.model === "ae" ? "line" : "sphere", isPath);
  const [end, setEnd] = useSetting<FilmEnd>("morph.end", "round", isEnd);
  const [seconds, setSeconds] = useSetting("morph.seconds", 2, isSeconds);
  const [playing, setPlaying] = useState(false);
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const stops = useMemo(() => {
    const known = new Map(own.map((picture) => [picture.key, picture]));
    return keys.flatMap((key) => known.get(key) ?? []);
  }, [keys, own]);
  const film = useMemo(
    () => createFilm(stepsOf(card?.size ?? 64), (leg, steps) => engine().morph.pictures(facts.id, leg, steps)),
    [facts.id, card?.size],
  );
  useEffect(() => film.show(stops, path, end), [film, stops, path, end]);
  useEffect(() => () => film.rest(), [film]);

  const rearrange = useCallback((next: readonly KeptPicture[]) => setKeys(next.map(({ key }) => key)), [setKeys]);
  const add = (picture: KeptPicture): void => {
    if (stops.length >= most) return setTold(say(words.tooMany, { most }));
    setTold(say(words.added));
    rearrange([...stops, picture]);
  };
  const addFresh = async (count: number): Promise<void> => {
    setBusy(true);
    try {
      const shown = await engine().draw.lots(facts.id, anySeed(), count);
      await keep(facts.id, shown, Date.now());
      setKeys([...keys, ...shown.map(keyOf)]);
      setError(undefined);
      if (count > 1) setPlaying(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };

  const isEmpty = stops.length === 0;
  return (
    <div className={styles.screen}>
      <div className={styles.intro}>
        <h1>{say(words.title)}</h1>
        <p className="muted">{say(words.intro)}</p>
      </div>
      <ErrorNote error={error} />
      {isEmpty ? (
        <EmptyNote>
          <p>{say(words.beginWhy)}</p>
          <Button look="main" icon="dice" disabled={busy} onClick={() => void addFresh(4)}>
            {say(words.begin)}
          </Button>
        </EmptyNote>
      ) : (
        <Stage
          film={film}
          stops={stops}
          end={end}
          seconds={seconds}
          onSeconds={setSeconds}
          playing={playing}
          onPlaying={setPlaying}
          onKeep={async (leg, step) => {
            const shown = await engine().morph.moment(facts.id, leg, step);
            await keep(facts.id, [shown], Date.now());
          }}
        />
      )}
      <div className={styles.side}>
        <section className="panel" aria-labelledby="morph-way">
          <div className={styles.head}>
            <h2 id="morph-way">{say(words.stops)}</h2>
            <div className="row">
              {!isEmpty && (
                <Button icon="dice" disabled={busy || stops.length >= most} onClick={() => void addFresh(1)}>
                  {say(words.surprise)}
                </Button>
              )}
              {stops.length > 1 && (
                <Button look="quiet" icon="trash" wordless onClick={() => rearrange([])}>
                  {say(words.clear)}
                </Button>
              )}
            </div>
          </div>
          {!isEmpty && <Timeline stops={stops} isRound={end === "round"} onRearrange={rearrange} onTell={setTold} />}
          <p className="unseen" role="status">
            {told}
          </p>
          <h3>{say(words.tray)}</h3>
          {own.length > 0 ? (
            <Tray label={say(words.tray)} pictures={own} onPick={add} chosen={keys} />
          ) : (
            <p className="muted">{say(words.trayEmpty)}</p>
          )}
        </section>
        <section className="panel">
          <div className={styles.choice}>
            <h3>{say(words.end)}</h3>
            <Chips
              label={say(words.end)}
              chosen={end}
              onChoose={setEnd}
              choices={(["round", "back", "once"] as const).map((value) => ({ value, label: say(words[value]) }))}
            />
          </div>
          <div className={styles.choice}>
            <h3>{say(words.way)}</h3>
            <Chips
              label={say(words.way)}
              chosen={path}
              onChoose={setPath}
              choices={(["sphere", "line"] as const).map((value) => ({ value, label: say(words[value]) }))}
            />
            <p className="muted">{say(path === "sphere" ? words.sphereWhy : words.lineWhy)}</p>
          </div>
        </section>
        {stops.length > 1 && (
          <FilmPanel facts={facts} size={card?.size ?? 64} stops={stops} path={path} end={end} pace={seconds} />
        )}
      </div>
    </div>
  );
}
