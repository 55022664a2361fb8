import { useMemo, useState } from "react";
import type { Attributes, MapMethod } from "omakase";
import { lookEngine } from "../../engine/client.ts";
import type { LaidOut } from "../../engine/look-map.ts";
import type { Shown } from "../../engine/shown.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { traitTexts } from "../../part/trait-text.ts";
import { Choice } from "./choice.tsx";
import { useOwnGallery } from "./fresh.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import styles from "./map.module.css";
import { words } from "./map-words.ts";
import { SendButtons } from "./send-buttons.tsx";
import { useJob } from "./use-job.ts";
import { Working } from "./working.tsx";

interface LaidMap extends Omit<LaidOut, "drawn"> {
  readonly pictures: readonly Shown[];
  readonly ownFrom: number;
}

/** Of the gallery, the newest come along. */
const mostOwn = 100;
const counts = [100, 200, 400] as const;

/** What the model draws, as a map. */
export default function MapTab() {
  const { say, number } = useLanguage();
  const { facts } = useRun();
  const own = useOwnGallery();
  const job = useJob<LaidMap>("map");
  const [method, setMethod] = useState<MapMethod>("umap");
  const [count, setCount] = useState<(typeof counts)[number]>(200);
  const [seed, setSeed] = useState(1);
  const [chosen, setChosen] = useState<number>();
  const [tag, setTag] = useState(-1);
  const laid = job.answer;

  const make = (wishes: { method?: MapMethod; count?: number; seed?: number } = {}): void => {
    const asked = { method, count, seed, ...wishes };
    const mine = own.slice(0, mostOwn);
    job.start(async (onProgress) => {
      const own = mine.map(({ pixels }) => pixels);
      const { drawn, ...places } = await lookEngine().map.lay(facts!.id, { ...asked, own }, onProgress);
      setChosen(undefined);
      return { ...places, pictures: [...drawn, ...mine], ownFrom: drawn.length };
    });
  };
  const pixels = useMemo(() => laid?.pictures.map((one) => one.pixels) ?? [], [laid]);
  const colours = useMemo(
    () => (laid?.pictures ?? []).map(({ card }) => (tag < 0 ? undefined : colourOf(card.values[tag]))),
    [laid, tag],
  );
  const pickable = (facts?.attributes?.tags ?? []).flatMap((one, at) => (one.choices.length > 0 ? [{ one, at }] : []));

  return (
    <>
      <p className="lead">{say(words.lead)}</p>
      <div className={styles.controls}>
        <Choice
          label={say(words.method)}
          choices={[
            { value: "umap", label: say(words.umap), note: say(words.umapNote) },
            { value: "pca", label: say(words.pca), note: say(words.pcaNote) },
          ]}
          chosen={method}
          onChoose={(value) => {
            setMethod(value);
            if (laid || job.busy) make({ method: value });
          }}
        />
        <Choice
          label={say(words.count)}
          choices={counts.map((value) => ({ value, label: number(value) }))}
          chosen={count}
          onChoose={(value) => {
            setCount(value);
            if (laid || job.busy) make({ count: value });
          }}
        />
        <Button
          icon={laid ? "dice" : "look"}
          look={laid ? undefined : "main"}
          disabled={job.busy}
          onClick={() => {
            if (laid) setSeed(seed + 1);
            make(laid ? { seed: seed + 1 } : {});
          }}
        >
          {say(laid ? words.again : words.make)}
        </Button>
        {laid && pickable.length > 0 && (
          <label className={styles.colour}>
            {say(words.colourBy)}
            <select className="field" value={tag} onChange={({ target }) => setTag(Number(target.value))}>
              <option value={-1}>{say(words.noColour)}</option>
              {pickable.map(({ one, at }) => (
                <option key={one.name} value={at}>
                  {say(one.label)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="muted">{say(method === "umap" ? words.umapHow : words.pcaHow)}</p>
      <Working job={job} />
      {laid && (
        <div className={styles.layout}>
          <div className={styles.left}>
            <MapCanvas
              pictures={pixels}
              places={laid.places}
              nearest={laid.nearest}
              near={laid.near}
              ownFrom={laid.ownFrom}
              colours={colours}
              chosen={chosen}
              onChoose={setChosen}
            />
            {tag >= 0 && <Legend attributes={facts!.attributes!} tag={tag} />}
            {laid.ownFrom < laid.pictures.length && <p className="muted">{say(words.ownMark)}</p>}
          </div>
          <ChosenPicture laid={laid} at={chosen} onChoose={setChosen} />
        </div>
      )}
    </>
  );
}

interface ChosenProps {
  readonly laid: LaidMap;
  readonly at: number | undefined;
  readonly onChoose: (at: number) => void;
}

/** The picture that was chosen, large, with those most like it. */
function ChosenPicture({ laid: { pictures, nearest, near, ownFrom }, at, onChoose }: ChosenProps) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const shown = at === undefined ? undefined : pictures[at];
  const told = traitTexts(facts!.attributes, shown?.card.values ?? []).filter(({ isThere }) => isThere);
  return (
    <section className={`panel ${styles.chosen}`} aria-label={say(words.chosenLabel)} aria-live="polite">
      {!shown || at === undefined ? (
        <p className="muted">{say(words.pickOne)}</p>
      ) : (
        <>
          <PictureCanvas pixels={shown.pixels} label={say(at >= ownFrom ? words.own : words.drawn)} />
          <p className="muted">{say(at >= ownFrom ? words.own : words.drawn)}</p>
          {told.length > 0 && (
            <ul className={styles.told}>
              {told.map(({ name, label, value }) => (
                <li key={name}>
                  {say(label)}: {say(value)}
                </li>
              ))}
            </ul>
          )}
          <SendButtons shown={shown} />
          <h2>{say(words.alike)}</h2>
          <ul className={styles.alike}>
            {Array.from(nearest.subarray(at * near, (at + 1) * near)).map((other, place) => (
              <li key={other}>
                <button
                  type="button"
                  aria-label={say(words.alikeLabel, { number: place + 1 })}
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

/** Colours that stay apart, also for most who see fewer of them (Wong 2011), and two more. */
const palette = ["#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#0072b2", "#d55e00", "#b8a900", "#7f7f7f"];

function colourOf(value: number | undefined): string | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : palette[value % palette.length];
}

function Legend({ attributes, tag }: { readonly attributes: Attributes; readonly tag: number }) {
  const { say } = useLanguage();
  return (
    <ul className={styles.legend}>
      {attributes.tags[tag].choices.map(({ name, label }, at) => (
        <li key={name}>
          <span style={{ background: colourOf(at) }} />
          {say(label)}
        </li>
      ))}
    </ul>
  );
}
