import { useEffect, useRef, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { SumTerm } from "../../worker/explore/arithmetic-service.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { useExample } from "../../app/use-example.ts";
import { randomSeed } from "../../component/random-seed.ts";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { Slider } from "../../component/slider.tsx";
import { TakeBackButton, useTakeBack } from "../../component/take-back.tsx";
import { useLatest } from "../../component/use-latest.ts";
import { SendButtons } from "../../component/send-buttons.tsx";
import { words } from "./arithmetic-words.ts";
import styles from "./arithmetic.module.css";
import { asGalleryPicture } from "./random-pictures.tsx";
import { PicturePicker } from "./picture-picker.tsx";
import { WordTerms } from "./word-terms.tsx";

/** Term of the sum, as the page shows it. */
export type ShownTerm = SumTerm & {
  /** Unique id; two terms may show the same picture. */
  readonly id: number;
  /** Name of a term that is not a picture. */
  readonly name?: string;
};

const maxTerms = 6;

/** Sums per model that survive a change of screen. */
const savedSums = new Map<string, readonly ShownTerm[]>();

/** Adds and subtracts pictures in latent space, and shows the result live. */
export default function ArithmeticTab() {
  const { t, formatNumber } = useLanguage();
  const { facts } = useRun();
  const { id, hash } = facts!;
  const [terms, setTerms] = useState<readonly ShownTerm[]>(() => savedSums.get(hash) ?? []);
  useEffect(() => void savedSums.set(hash, terms), [hash, terms]);
  const { remember, takeBack } = useTakeBack(setTerms);
  const [failed, setFailed] = useState<unknown>();
  const next = useRef(1 + Math.max(0, ...terms.map((term) => term.id)));
  const { answer, error, ask, reset } = useLatest((asked: readonly SumTerm[]) =>
    exploreEngine().arithmetic.sum(id, asked),
  );
  const isSum = terms.some(({ kind, sign }) => kind === "picture" && sign === 1);
  const isFull = terms.length >= maxTerms;
  useEffect(() => {
    if (isSum) ask(terms);
    else reset();
  }, [isSum, terms, ask, reset]);

  const add = (term: SumTerm, name?: string): void =>
    setTerms((before) => (before.length >= maxTerms ? before : [...before, { ...term, id: next.current++, name }]));
  const addPicture = (picture: GalleryPicture): void => {
    const pictures = terms.filter(({ kind }) => kind === "picture").length;
    add({ kind: "picture", sign: pictures === 1 ? -1 : 1, weight: 1, picture });
  };
  const change = (of: ShownTerm, changes: Partial<Pick<SumTerm, "sign" | "weight">>): void =>
    setTerms((before) => before.map((term) => (term.id === of.id ? { ...term, ...changes } : term)));
  const showExample = async (): Promise<void> => {
    const seed = randomSeed();
    if (terms.length > 0) remember(terms);
    try {
      const drawn = await exploreEngine().arithmetic.example(id, seed);
      setFailed(undefined);
      setTerms(
        drawn.map((shown, at) => ({
          kind: "picture",
          sign: at === 1 ? -1 : 1,
          weight: 1,
          picture: asGalleryPicture(id, shown),
          id: next.current++,
        })),
      );
    } catch (thrown) {
      setFailed(thrown);
    }
  };

  useExample(true, terms.length === 0, () => void showExample());

  return (
    <>
      <p className="lead">{t(words.lead)}</p>
      <div className="row">
        <Button
          variant={terms.length === 0 ? "main" : undefined}
          icon="dice"
          onClick={() => {
            void showExample();
          }}
        >
          {t(words.example)}
        </Button>
        {terms.length > 0 && (
          <Button
            variant="quiet"
            icon="trash"
            onClick={() => {
              remember(terms);
              setTerms([]);
            }}
          >
            {t(words.clear)}
          </Button>
        )}
        <TakeBackButton takeBack={takeBack} />
      </div>
      <ErrorNote error={failed ?? error} />
      <section className={`panel ${styles.board}`} aria-label={t(words.sum)}>
        {terms.length === 0 && <p className="muted">{t(words.empty)}</p>}
        <ul className={styles.terms}>
          {terms.map((term, place) => (
            <TermCard
              key={term.id}
              term={term}
              name={term.name ?? t(words.picture, { number: place + 1 })}
              onChange={(changes) => change(term, changes)}
              onRemove={() => {
                remember(terms);
                setTerms(terms.filter((other) => other.id !== term.id));
              }}
              format={(value) => formatNumber(value, { maximumFractionDigits: 1 })}
            />
          ))}
        </ul>
        {terms.length > 0 && (
          <div className={styles.result}>
            <span className={styles.equals} aria-hidden="true">
              =
            </span>
            <div className={styles.answer}>
              {isSum ? (
                <>
                  <PictureCanvas pixels={answer?.pixels} label={t(words.result)} />
                  {answer && <SendButtons picture={answer} canKeep />}
                </>
              ) : (
                <p className="muted">{t(words.needPicture)}</p>
              )}
            </div>
          </div>
        )}
      </section>
      {isFull && <p className="muted">{t(words.full)}</p>}
      <WordTerms onAdd={add} disabled={isFull} />
      <h2>{t(words.pick)}</h2>
      <PicturePicker onPick={addPicture} />
    </>
  );
}

interface TermCardProps {
  readonly term: ShownTerm;
  readonly name: string;
  readonly onChange: (changes: Partial<Pick<SumTerm, "sign" | "weight">>) => void;
  readonly onRemove: () => void;
  readonly format: (value: number) => string;
}

/** Renders a term: its sign, its picture or word, and its weight. */
function TermCard({ term, name, onChange, onRemove, format }: TermCardProps) {
  const { t } = useLanguage();
  const { sign, weight } = term;
  const signWord = t(sign === 1 ? words.plus : words.minus);
  return (
    <li className={styles.term}>
      <button
        type="button"
        className={styles.sign}
        data-sign={sign}
        aria-label={t(words.signOf, { name, sign: signWord })}
        onClick={() => onChange({ sign: sign === 1 ? -1 : 1 })}
      >
        {sign === 1 ? "+" : "−"}
      </button>
      <div className={styles.body}>
        {term.kind === "picture" ? (
          <PictureCanvas pixels={(term.picture as GalleryPicture).pixels} label={name} />
        ) : (
          <p className={styles.word}>{name}</p>
        )}
        <Slider
          label={t(words.weight, { name })}
          hideLabel
          value={weight}
          onChange={(value) => onChange({ weight: value })}
          min={0}
          max={term.kind === "word" ? 1 : 2}
          step={0.1}
          format={format}
        />
        <div className={styles.foot}>
          <span aria-hidden="true">× {format(weight)}</span>
          <Button variant="quiet" icon="close" iconOnly onClick={onRemove}>
            {t(words.remove, { name })}
          </Button>
        </div>
      </div>
    </li>
  );
}
