import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { isHole, measureHoles } from "omakase/lesson";
import { random } from "omakase/studio";
import { Button } from "../../../component/button.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { PictureCanvas } from "../../../component/picture-canvas.tsx";
import { useLatest } from "../../../component/use-latest.ts";
import { useLanguage } from "../../../language/language.tsx";
import { insideEngine } from "../../../worker/client.ts";
import type { LatentMap } from "../../../worker/learn/latent-maps.ts";
import type { Pixels } from "../../../worker/rendered-picture.ts";
import { drawLatentMap } from "./draw-latent-map.ts";
import styles from "./inside.module.css";
import { mapReach } from "./map-reach.ts";
import { words } from "./maps-words.ts";

type Place = readonly [x: number, y: number];

const models = ["autoencoder", "vae"] as const;
/** Distance of a move by key; with Shift, five times as far. */
const keyStep = 0.1;
const ways: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Renders the maps of chapter 3 side by side: one place on both, and what each model paints there. */
export default function MapsInside() {
  const { t } = useLanguage();
  const title = useId();
  const [maps, setMaps] = useState<readonly LatentMap[]>();
  const [failure, setFailure] = useState<unknown>();
  const [place, setPlace] = useState<Place>([0, 0]);
  const newest = useRef<Place>([0, 0]); // two keys may come before the next render
  const { answer: drawn, error, ask } = useLatest(([x, y]: Place) => insideEngine().maps.decode(x, y));
  useEffect(() => {
    let isCurrent = true;
    void insideEngine().maps.draw().then((found) => isCurrent && setMaps(found), setFailure); // oxfmt-ignore
    ask([0, 0]);
    return () => void (isCurrent = false);
  }, [ask]);
  const move = ([x, y]: Place): void => {
    const inside = (value: number): number => Math.max(-mapReach, Math.min(mapReach, value));
    const next = [inside(x), inside(y)] as const;
    newest.current = next;
    setPlace(next);
    ask(next);
  };
  const moveBy = ([x, y]: Place): void => move([newest.current[0] + x, newest.current[1] + y]);
  return (
    <section className={styles.inside} aria-labelledby={title}>
      <h3 id={title}>{t(words.title)}</h3>
      <p>{t(words.help)}</p>
      {(failure ?? error) !== undefined && <ErrorNote error={failure ?? error} />}
      <div className={styles.maps}>
        {models.map((model, at) => (
          <ModelMap
            key={model}
            {...{ model, place }}
            onMove={move}
            onMoveBy={moveBy}
            map={maps?.[at]}
            pixels={drawn?.[at]}
          />
        ))}
      </div>
      <div className="row">
        <Button icon="dice" onClick={() => move(rollPlace())}>
          {t(words.dice)}
        </Button>
        <span className="muted">{t(words.dot)}</span>
      </div>
    </section>
  );
}

interface ModelMapProps {
  readonly model: (typeof models)[number];
  readonly map: LatentMap | undefined;
  readonly place: Place;
  /** Decoded picture of the place. */
  readonly pixels: Pixels | undefined;
  readonly onMove: (place: Place) => void;
  readonly onMoveBy: (way: Place) => void;
}

function ModelMap({ model, map, place, pixels, onMove, onMoveBy }: ModelMapProps) {
  const { t, formatNumber } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [x, y] = place;
  const holes = useMemo(() => map && measureHoles(map.places), [map]);
  useEffect(() => {
    if (map) drawLatentMap(canvas.current!, map, [x, y]);
  }, [map, x, y]);
  const press = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    if (!way) return;
    const step = event.shiftKey ? 5 * keyStep : keyStep;
    onMoveBy([step * way[0], step * way[1]]);
    event.preventDefault();
  };
  const point = (event: PointerEvent): void => {
    const box = canvas.current!.getBoundingClientRect();
    const along = (from: number, length: number): number => mapReach * ((2 * from) / length - 1);
    onMove([along(event.clientX - box.left, box.width), -along(event.clientY - box.top, box.height)]);
  };
  const name = t(words[model]);
  const short = (value: number): string => formatNumber(Math.round(10 * value) / 10 + 0); /* no −0 */
  const isEmpty = holes !== undefined && isHole(holes.pictures, place);
  return (
    <div className={styles.map}>
      <h4>{name}</h4>
      <canvas
        ref={canvas}
        className={styles.plane}
        width={660}
        height={660}
        tabIndex={0}
        role="application"
        aria-label={t(words.map, { name, x: short(x), y: short(y) })}
        onKeyDown={press}
        onPointerDown={point}
        onPointerMove={point}
      />
      <p className="muted">{holes && t(words.share, { percent: formatNumber(holes.share, { style: "percent" }) })}</p>
      <div className={styles.painted}>
        <PictureCanvas pixels={pixels} label={t(words.drawn, { name })} />
      </div>
      <p className={styles.verdict} data-state={isEmpty ? "collapse" : "wide"}>
        {t(isEmpty ? words.hole : words.home)}
      </p>
    </div>
  );
}

/** Draws a place from N(0, 1). */
function rollPlace(): Place {
  const [x, y] = random(Math.floor(Math.random() * 2 ** 32), "place").normals(2);
  return [x, y];
}
