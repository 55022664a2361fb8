import { useEffect, useId, useState } from "react";
import { findChapter } from "omakase/lesson";
import { Button } from "../../../component/button.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { PictureCanvas } from "../../../component/picture-canvas.tsx";
import { useLatest } from "../../../component/use-latest.ts";
import { useLanguage } from "../../../language/language.tsx";
import { insideEngine } from "../../../worker/client.ts";
import type { LayerView, LayerViews } from "../../../worker/learn/layer-views.ts";
import { chapters, readProgramSource } from "../chapters.ts";
import styles from "./inside.module.css";
import { words } from "./layers-words.ts";

/** Renders the layers of the encoder of chapter 2: shapes, learned numbers, and what each sees in a picture. */
export default function LayersInside() {
  const { t } = useLanguage();
  const title = useId();
  const [picture, setPicture] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [names, setNames] = useState<readonly string[]>([]);
  const { answer: views, error, ask } = useLatest((at: number) => insideEngine().layers.look(at));
  useEffect(() => ask(picture), [ask, picture]);
  useEffect(() => {
    void readProgramSource(findChapter(chapters, "autoencoder")!).then((source) => setNames(encoderLayers(source)));
  }, []);
  const name = names[chosen] ?? "";
  const view = views?.layers[chosen];
  return (
    <section className={styles.inside} aria-labelledby={title}>
      <h3 id={title}>{t(words.title)}</h3>
      <p>{t(words.help)}</p>
      {error !== undefined && <ErrorNote error={error} />}
      <div className={styles.look}>
        <figure>
          <div className={styles.framed}>
            <PictureCanvas pixels={views?.picture} label={t(words.picture, { layer: name })} />
            {views && view && <Frame {...{ view }} side={views.picture.width} />}
          </div>
          <Button onClick={() => setPicture(picture + 1)}>{t(words.another)}</Button>
        </figure>
        <figure>
          <div className={styles.channels} data-single={view?.channels.length === 1 || undefined}>
            {view?.channels.map((channel, at) => (
              <PictureCanvas key={at} pixels={channel} framed={false} label="" />
            ))}
          </div>
          <figcaption>
            {t(words.found, { layer: name })}
            <small className="muted">{t(words.foundHelp)}</small>
          </figcaption>
        </figure>
      </div>
      <LayerTable {...{ names, chosen }} views={views} onChoose={setChosen} />
    </section>
  );
}

interface LayerTableProps {
  readonly names: readonly string[];
  readonly views: LayerViews | undefined;
  readonly chosen: number;
  readonly onChoose: (layer: number) => void;
}

function LayerTable({ names, views, chosen, onChoose }: LayerTableProps) {
  const { t, formatNumber } = useLanguage();
  const shapeText = ([channels, rows, columns]: LayerView["shape"]): string =>
    rows === undefined ? t(words.vector, { count: channels }) : t(words.grid, { channels, rows, columns });
  const seesText = ({ width, height }: LayerView["sees"], side: number): string =>
    width === side && height === side ? t(words.all) : t(words.times, { width, height });
  return (
    <div className={styles.table} tabIndex={0} role="group" aria-label={t(words.layers)}>
      <table>
        <thead>
          <tr>
            {(["layer", "shape", "parameters", "sees"] as const).map((column) => (
              <th key={column} scope="col">
                {t(words[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, at) => {
            const view = views?.layers[at];
            return (
              <tr key={at} data-chosen={at === chosen || undefined}>
                <th scope="row">
                  <button type="button" aria-pressed={at === chosen} onClick={() => onChoose(at)}>
                    {name}
                  </button>
                </th>
                <td>{view && shapeText(view.shape)}</td>
                <td>{view && formatNumber(view.parameters)}</td>
                <td>{view && seesText(view.sees, views.picture.width)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Draws the frame around the part of the picture that a layer sees. */
function Frame({ view, side }: { readonly view: LayerView; readonly side: number }) {
  const { left, top, width, height } = view.sees;
  return (
    <svg viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
      {["#fff", "var(--accent)"].map((stroke, at) => (
        <rect key={stroke} x={left} y={top} {...{ width, height, stroke }} strokeWidth={at === 0 ? 1.3 : 0.6} />
      ))}
    </svg>
  );
}

/** Returns the layers of the encoder as the program writes them. */
function encoderLayers(source: string): string[] {
  return /encoder = sequential\((.+)\);/.exec(source)![1].split(/(?<=\)), /);
}
