import { useMemo, useState } from "react";
import type { Attribute, PlaneEmbeddingMethod } from "omakase/studio";
import { exploreEngine } from "../../worker/client.ts";
import type { MapLayout } from "../../worker/explore/map-service.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useExample } from "../../app/use-example.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { attributeTexts } from "../../component/attribute-text.ts";
import { SendButtons } from "../../component/send-buttons.tsx";
import { choiceColours } from "./choice-colours.ts";
import { LabelledChips } from "./labelled-chips.tsx";
import { useCurrentGallery } from "./random-pictures.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import styles from "./map.module.css";
import { words } from "./map-words.ts";
import { useTask } from "./use-task.ts";
import { TaskStatus } from "./task-status.tsx";

interface GalleryMap extends Omit<MapLayout, "drawn"> {
  readonly pictures: readonly RenderedPicture[];
  readonly firstGalleryIndex: number;
}

/** Maximum number of gallery pictures on the map, newest first. */
const maxGalleryPictures = 100;
const counts = [100, 200, 400] as const;

/** Shows samples of the model as a map. */
export default function MapTab() {
  const { t, formatNumber } = useLanguage();
  const { facts } = useRun();
  const own = useCurrentGallery();
  const job = useTask<GalleryMap>("map");
  const [method, setMethod] = useState<PlaneEmbeddingMethod>("umap");
  const [count, setCount] = useState<(typeof counts)[number]>(200);
  const [seed, setSeed] = useState(1);
  const [chosen, setChosen] = useState<number>();
  const [tag, setTag] = useState(-1);
  const map = job.answer;

  const make = (conditions: { method?: PlaneEmbeddingMethod; count?: number; seed?: number } = {}): void => {
    const asked = { method, count, seed, ...conditions };
    const mine = own.slice(0, maxGalleryPictures);
    job.start(async (onProgress) => {
      const extraPictures = mine.map(({ pixels }) => pixels);
      const { drawn, ...places } = await exploreEngine().map.embed(facts!.id, { ...asked, extraPictures }, onProgress);
      setChosen(undefined);
      return { ...places, pictures: [...drawn, ...mine], firstGalleryIndex: drawn.length };
    });
  };
  useExample(true, map === undefined && !job.busy, make);
  const pixels = useMemo(() => map?.pictures.map((one) => one.pixels) ?? [], [map]);
  const choices = facts?.attributes?.tags[tag]?.choices;
  const palette = useMemo(() => choiceColours((choices ?? []).map(({ name }) => name)), [choices]);
  const colours = useMemo(
    () => (map?.pictures ?? []).map(({ candidate }): string | undefined => palette[candidate.values[tag]]),
    [map, tag, palette],
  );
  const pickable = (facts?.attributes?.tags ?? []).flatMap((one, at) => (one.choices.length > 0 ? [{ one, at }] : []));

  return (
    <>
      <p className="lead">{t(words.lead)}</p>
      <div className={styles.controls}>
        <LabelledChips
          label={t(words.method)}
          choices={[
            { value: "umap", label: t(words.umap), note: t(words.umapNote) },
            { value: "pca", label: t(words.pca), note: t(words.pcaNote) },
          ]}
          chosen={method}
          onChoose={(value) => {
            setMethod(value);
            if (map || job.busy) make({ method: value });
          }}
        />
        <LabelledChips
          label={t(words.count)}
          choices={counts.map((value) => ({ value, label: formatNumber(value) }))}
          chosen={count}
          onChoose={(value) => {
            setCount(value);
            if (map || job.busy) make({ count: value });
          }}
        />
        <Button
          icon={map ? "dice" : "look"}
          variant={map ? undefined : "main"}
          disabled={job.busy}
          onClick={() => {
            if (map) setSeed(seed + 1);
            make(map ? { seed: seed + 1 } : {});
          }}
        >
          {t(map ? words.again : words.make)}
        </Button>
        {map && pickable.length > 0 && (
          <label className={styles.colour}>
            {t(words.colourBy)}
            <select className="field" value={tag} onChange={({ target }) => setTag(Number(target.value))}>
              <option value={-1}>{t(words.noColour)}</option>
              {pickable.map(({ one, at }) => (
                <option key={one.name} value={at}>
                  {t(one.label)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="muted">{t(method === "umap" ? words.umapHow : words.pcaHow)}</p>
      <TaskStatus task={job} />
      {map && (
        <div className={styles.layout}>
          <div className={styles.left}>
            <MapCanvas
              pictures={pixels}
              positions={map.positions}
              neighbours={map.neighbours}
              neighbourCount={map.neighbourCount}
              firstGalleryIndex={map.firstGalleryIndex}
              colours={colours}
              chosen={chosen}
              onChoose={setChosen}
            />
            {choices && <Legend choices={choices} colours={palette} />}
            {map.firstGalleryIndex < map.pictures.length && <p className="muted">{t(words.ownMark)}</p>}
          </div>
          <ChosenPicture map={map} at={chosen} onChoose={setChosen} />
        </div>
      )}
    </>
  );
}

interface ChosenProps {
  readonly map: GalleryMap;
  readonly at: number | undefined;
  readonly onChoose: (at: number) => void;
}

/** Shows the chosen picture large, with its nearest neighbours. */
function ChosenPicture({
  map: { pictures, neighbours, neighbourCount, firstGalleryIndex },
  at,
  onChoose,
}: ChosenProps) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const shown = at === undefined ? undefined : pictures[at];
  const told = attributeTexts(facts!.attributes, shown?.candidate.values ?? []).filter(({ isPresent }) => isPresent);
  return (
    <section className={`panel ${styles.chosen}`} aria-label={t(words.chosenLabel)} aria-live="polite">
      {!shown || at === undefined ? (
        <p className="muted">{t(words.pickOne)}</p>
      ) : (
        <>
          <PictureCanvas pixels={shown.pixels} label={t(at >= firstGalleryIndex ? words.own : words.drawn)} />
          <p className="muted">{t(at >= firstGalleryIndex ? words.own : words.drawn)}</p>
          {told.length > 0 && (
            <ul className={styles.told}>
              {told.map(({ name, label, value }) => (
                <li key={name}>
                  {t(label)}: {t(value)}
                </li>
              ))}
            </ul>
          )}
          <SendButtons picture={shown} canKeep />
          <h2>{t(words.alike)}</h2>
          <ul className={styles.alike}>
            {Array.from(neighbours.subarray(at * neighbourCount, (at + 1) * neighbourCount)).map((other, place) => (
              <li key={other}>
                <button
                  type="button"
                  aria-label={t(words.alikeLabel, { number: place + 1 })}
                  onClick={() => onChoose(other)}
                >
                  <PictureCanvas pixels={pictures[other].pixels} label="" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Names the colour of each choice. */
function Legend({ choices, colours }: Pick<Attribute, "choices"> & { readonly colours: readonly string[] }) {
  const { t } = useLanguage();
  return (
    <ul className={styles.legend}>
      {choices.map(({ name, label }, at) => (
        <li key={name}>
          <span style={{ background: colours[at] }} />
          {t(label)}
        </li>
      ))}
    </ul>
  );
}
