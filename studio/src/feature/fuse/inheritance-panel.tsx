import type { InheritanceOption, OffspringOptions } from "../../worker/fuse/fuse-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../component/chips.tsx";
import { Slider } from "../../component/slider.tsx";
import styles from "./fuse.module.css";
import { words } from "./words.ts";

/** See {@link InheritancePanel}. */
export interface InheritancePanelProps {
  readonly inheritanceOptions: readonly InheritanceOption[];
  readonly chosen: OffspringOptions["by"];
  readonly onChoose: (by: OffspringOptions["by"]) => void;
  readonly mutation: number;
  readonly onMutation: (mutation: number) => void;
  readonly count: number;
  readonly onCount: (count: number) => void;
}

const explanations = { attribute: words.attributeWhy, layer: words.layerWhy, latent: words.latentWhy };

/** Renders the settings of inheritance: genes, mutation rate, and number of children. */
export function InheritancePanel(props: InheritancePanelProps) {
  const { inheritanceOptions, chosen, onChoose, mutation, onMutation, count, onCount } = props;
  const { t, formatNumber } = useLanguage();
  return (
    <>
      <div className={styles.pair}>
        <Slider
          label={t(words.mutation)}
          min={0}
          max={1}
          step={0.05}
          value={mutation}
          onChange={onMutation}
          format={(value) => (value === 0 ? t(words.never) : formatNumber(value, { style: "percent" }))}
        />
        <Slider label={t(words.count)} min={1} max={12} step={1} value={count} onChange={onCount} />
      </div>
      {inheritanceOptions.length > 1 && (
        <details className={styles.more}>
          <summary>{t(words.more)}</summary>
          <h3>{t(words.by)}</h3>
          <Chips
            label={t(words.by)}
            chosen={chosen}
            onChoose={onChoose}
            choices={inheritanceOptions.map(({ by }) => ({ value: by, label: t(words[by]) }))}
          />
          <p className="muted">{t(explanations[chosen])}</p>
        </details>
      )}
    </>
  );
}
