import { useState } from "react";
import type { Direction } from "omakase/studio";
import type { SumTerm } from "../../worker/explore/arithmetic-service.ts";
import { useDirections } from "../../storage/directions.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { words } from "./arithmetic-words.ts";
import styles from "./arithmetic.module.css";

/** See {@link WordTerms}. */
export interface WordTermsProps {
  readonly onAdd: (term: SumTerm, name: string) => void;
  readonly disabled: boolean;
}

/** Renders the terms without pictures: attribute values and saved directions. */
export function WordTerms(props: WordTermsProps) {
  const hash = useRun().facts?.hash;
  const directions = useDirections().filter(({ modelHash }) => modelHash === hash);
  return (
    <>
      <AttributeTerms {...props} />
      {directions.length > 0 && <DirectionTerms {...props} directions={directions} />}
    </>
  );
}

function DirectionTerms({
  onAdd,
  disabled,
  directions,
}: WordTermsProps & { readonly directions: readonly Direction[] }) {
  const { t } = useLanguage();
  const [place, setPlace] = useState(0);
  const { name, vector } = directions[Math.min(place, directions.length - 1)];
  const give = (sign: 1 | -1) => onAdd({ kind: "direction", sign, weight: 1, vector }, name);
  return (
    <div className={styles.byWord} role="group" aria-label={t(words.directions)}>
      <h2>{t(words.directions)}</h2>
      <select
        className="field"
        aria-label={t(words.directions)}
        value={place}
        onChange={({ target }) => setPlace(Number(target.value))}
      >
        {directions.map(({ name }, at) => (
          <option key={name} value={at}>
            {name}
          </option>
        ))}
      </select>
      <PlusMinus disabled={disabled} give={give} />
    </div>
  );
}

function PlusMinus({ disabled, give }: { readonly disabled: boolean; readonly give: (sign: 1 | -1) => void }) {
  const { t } = useLanguage();
  return (
    <>
      <Button icon="plus" disabled={disabled} onClick={() => give(1)}>
        {t(words.addWord)}
      </Button>
      <Button icon="minus" disabled={disabled} onClick={() => give(-1)}>
        {t(words.takeWord)}
      </Button>
    </>
  );
}

function AttributeTerms({ onAdd, disabled }: WordTermsProps) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const tags = (facts?.attributes?.tags ?? []).flatMap((tag, at) => (tag.choices.length > 1 ? [{ tag, at }] : []));
  const [tagAt, setTagAt] = useState(0);
  const [choice, setChoice] = useState(1);
  if (tags.length === 0) return undefined;
  const { tag, at } = tags[tagAt];
  const name = `${t(tag.label)}: ${t(tag.choices[choice].label)}`;
  const give = (sign: 1 | -1) => onAdd({ kind: "word", sign, weight: 1, tag: at, choice }, name);
  return (
    <div className={styles.byWord} role="group" aria-label={t(words.byWord)}>
      <h2>{t(words.byWord)}</h2>
      <select
        className="field"
        aria-label={t(words.attribute)}
        value={tagAt}
        onChange={({ target }) => {
          setTagAt(Number(target.value));
          setChoice(1);
        }}
      >
        {tags.map(({ tag }, place) => (
          <option key={tag.name} value={place}>
            {t(tag.label)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={t(words.choice)}
        value={choice}
        onChange={({ target }) => setChoice(Number(target.value))}
      >
        {tag.choices.map(({ name, label }, place) => (
          <option key={name} value={place}>
            {t(label)}
          </option>
        ))}
      </select>
      <PlusMinus disabled={disabled} give={give} />
    </div>
  );
}
