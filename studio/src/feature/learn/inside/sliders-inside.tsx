import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../../../component/button.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { PictureCanvas } from "../../../component/picture-canvas.tsx";
import { Slider } from "../../../component/slider.tsx";
import { useLatest } from "../../../component/use-latest.ts";
import { useLanguage } from "../../../language/language.tsx";
import { insideEngine } from "../../../worker/client.ts";
import type { EncodedPictures } from "../../../worker/learn/latent-sliders.ts";
import styles from "./inside.module.css";
import { words } from "./latent-words.ts";

const latentSize = 16;
/** Range of a slider, as a multiple of the largest number among the pictures. */
const room = 1.25;

/** Renders the autoencoder of chapter 2: a picture, its numbers as sliders, and the picture that they decode to. */
export default function SlidersInside() {
  const { t, formatNumber } = useLanguage();
  const title = useId();
  const [encoded, setEncoded] = useState<EncodedPictures>();
  const [failure, setFailure] = useState<unknown>();
  const [chosen, setChosen] = useState(0);
  const [latent, setLatent] = useState<readonly number[]>();
  const { answer: decoded, error, ask } = useLatest((numbers: readonly number[]) => insideEngine().sliders.decode(numbers)); // oxfmt-ignore
  const newest = useRef<readonly number[]>(undefined); // two keys may come before the next render
  const change = (numbers: readonly number[]): void => {
    newest.current = numbers;
    setLatent(numbers);
    ask(numbers);
  };
  const first = useRef(change);
  useEffect(() => {
    let isCurrent = true;
    void insideEngine().sliders.pictures().then((found) => {
      if (!isCurrent) return;
      setEncoded(found);
      first.current(found.latents[0]);
    }, setFailure); // oxfmt-ignore
    return () => void (isCurrent = false);
  }, []);

  const own = encoded?.latents[chosen];
  const values = latent ?? new Array<number>(latentSize).fill(0);
  const moved = own ? values.filter((value, at) => value !== own[at]).length : 0;
  const limit = (at: number): number => Number((room * (encoded?.reach[at] ?? 1)).toPrecision(2));
  const choose = (at: number): void => {
    setChosen(at);
    change(encoded!.latents[at]);
  };
  const roll = (): void => change(values.map((_, at) => (2 * Math.random() - 1) * limit(at)));
  return (
    <section className={styles.inside} aria-labelledby={title}>
      <h3 id={title}>{t(words.title)}</h3>
      <p>{t(words.help)}</p>
      {(failure ?? error) !== undefined && <ErrorNote error={failure ?? error} />}
      <div className={styles.choices} role="group" aria-label={t(words.pictures)}>
        {Array.from({ length: encoded?.pictures.length ?? 8 }, (_, at) => (
          <button
            key={at}
            type="button"
            aria-label={t(words.picture, { number: at + 1 })}
            aria-pressed={encoded !== undefined && at === chosen}
            disabled={!encoded}
            onClick={() => choose(at)}
          >
            <PictureCanvas pixels={encoded?.pictures[at]} label="" />
          </button>
        ))}
      </div>
      <div className={styles.chain}>
        <figure>
          <PictureCanvas pixels={encoded?.pictures[chosen]} label={t(words.original)} />
          <figcaption>{t(words.original)}</figcaption>
        </figure>
        <span aria-hidden="true">→</span>
        <figure aria-hidden="true">
          <Bars values={values.map((value, at) => value / limit(at))} />
          <figcaption>{t(words.numbers)}</figcaption>
        </figure>
        <span aria-hidden="true">→</span>
        <figure>
          <PictureCanvas pixels={decoded} label={t(words.decodedLabel)} />
          <figcaption>{t(words.decoded)}</figcaption>
        </figure>
      </div>
      <div className="row">
        <Button icon="undo" disabled={moved === 0} onClick={() => change(own!)}>
          {t(words.back)}
        </Button>
        <Button icon="dice" disabled={!encoded} onClick={roll}>
          {t(words.dice)}
        </Button>
      </div>
      <p className="muted" role="status">
        {encoded && (moved === 0 ? t(words.untouched) : t(words.moved, { count: moved }))}
      </p>
      <div className={styles.numbers}>
        {values.map((value, at) => (
          <Slider
            key={at}
            label={t(words.number, { number: at + 1 })}
            value={value}
            onChange={(next) => change((newest.current ?? values).with(at, next))}
            min={-limit(at)}
            max={limit(at)}
            step={limit(at) / 20}
            format={(shown) => formatNumber(shown, { maximumFractionDigits: 1 })}
          />
        ))}
      </div>
    </section>
  );
}

/** Renders numbers in −1 … 1 as bars from the middle. */
function Bars({ values }: { readonly values: readonly number[] }) {
  return (
    <svg className={styles.bars} viewBox="-20 0 40 64">
      {values.map((value, at) => {
        const length = 19 * Math.min(1, Math.abs(value));
        return <rect key={at} x={value < 0 ? -length : 0} y={4 * at + 0.5} width={length} height={3} />;
      })}
      <path d="M0 0v64" />
    </svg>
  );
}
