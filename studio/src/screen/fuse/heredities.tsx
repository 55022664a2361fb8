import type { Heredity, Wish } from "../../engine/fuse.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import { Slider } from "../../part/slider.tsx";
import styles from "./fuse.module.css";
import { words } from "./words.ts";

/** See {@link Heredities}. */
export interface HereditiesProps {
  readonly heredities: readonly Heredity[];
  readonly chosen: Wish["by"];
  readonly onChoose: (by: Wish["by"]) => void;
  readonly mutation: number;
  readonly onMutation: (mutation: number) => void;
  readonly count: number;
  readonly onCount: (count: number) => void;
}

const whys = { attribute: words.attributeWhy, layer: words.layerWhy, latent: words.latentWhy };

/** What is inherited as a whole, how much is new, and how many children. */
export function Heredities(props: HereditiesProps) {
  const { heredities, chosen, onChoose, mutation, onMutation, count, onCount } = props;
  const { say, number } = useLanguage();
  return (
    <>
      <div className={styles.pair}>
        <Slider
          label={say(words.mutation)}
          min={0}
          max={1}
          step={0.05}
          value={mutation}
          onChange={onMutation}
          format={(value) => (value === 0 ? say(words.never) : number(value, { style: "percent" }))}
        />
        <Slider label={say(words.count)} min={1} max={12} step={1} value={count} onChange={onCount} />
      </div>
      {heredities.length > 1 && (
        <details className={styles.more}>
          <summary>{say(words.more)}</summary>
          <h3>{say(words.by)}</h3>
          <Chips
            label={say(words.by)}
            chosen={chosen}
            onChoose={onChoose}
            choices={heredities.map(({ by }) => ({ value: by, label: say(words[by]) }))}
          />
          <p className="muted">{say(whys[chosen])}</p>
        </details>
      )}
    </>
  );
}
