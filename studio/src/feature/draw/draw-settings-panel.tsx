import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { Slider } from "../../component/slider.tsx";
import { LatentSliders } from "./latent-sliders.tsx";
import { NoisePanel } from "./noise-panel.tsx";
import styles from "./panel.module.css";
import { releasedSettings } from "./draw-settings.ts";
import type { DrawState } from "./use-draw-state.ts";
import { AttributeSettingRow } from "./attribute-setting-row.tsx";
import { words } from "./words.ts";

/** Renders all settings of a draw. */
export function DrawSettingsPanel({ state }: { readonly state: DrawState }) {
  const { t, formatNumber } = useLanguage();
  const { facts, settings, change, undo, redo } = state;
  const tags = facts.attributes?.tags ?? [];
  return (
    <section className={`panel ${styles.panel}`} aria-label={t(words.settings)}>
      <div className={styles.head}>
        <h2>{t(tags.length > 0 ? words.attributes : words.settings)}</h2>
        <Button variant="quiet" iconOnly icon="undo" disabled={!undo} onClick={undo}>
          {t(words.undo)}
        </Button>
        <Button variant="quiet" iconOnly icon="redo" disabled={!redo} onClick={redo}>
          {t(words.redo)}
        </Button>
        <Button variant="quiet" iconOnly icon="dice" onClick={() => change(releasedSettings(facts, settings))}>
          {t(words.startOver)}
        </Button>
      </div>
      {tags.length > 0 && (
        <div className={styles.rows}>
          {tags.map((tag, at) => (
            <AttributeSettingRow
              key={tag.name}
              tag={tag}
              frequency={facts.frequencies[at]}
              condition={settings.attributeSettings[at]}
              onChange={(condition) =>
                change(
                  { ...settings, attributeSettings: settings.attributeSettings.with(at, condition) },
                  `wish ${tag.kind} ${tag.name}`,
                )
              }
            />
          ))}
          <p className="muted">{t(words.offWhy)}</p>
        </div>
      )}
      <NoisePanel state={state} />
      <div>
        <Slider
          label={t(words.truncation)}
          value={Math.round((1 - settings.truncation) * 100)}
          onChange={(percent) => change({ ...settings, truncation: 1 - percent / 100 }, "truncation")}
          min={0}
          max={100}
          step={5}
          format={(percent) => formatNumber(percent / 100, { style: "percent" })}
          ends={[t(words.truncationEnds), t(words.truncationEndsOrdinary)]}
        />
        <small className="muted">{t(words.truncationTerm)}</small>
      </div>
      <div className={styles.group}>
        <h3>{t(words.anomalyFilter)}</h3>
        <Chips
          label={t(words.anomalyFilter)}
          choices={[
            { value: "all", label: t(words.sieveAll) },
            { value: "normal", label: t(words.sieveWhole) },
            { value: "anomalous", label: t(words.sieveBroken) },
          ]}
          chosen={settings.anomalyFilter}
          onChoose={(anomalyFilter) => change({ ...settings, anomalyFilter })}
        />
        {settings.anomalyFilter !== "all" && <p className="muted">{t(words.sieveWhy)}</p>}
      </div>
      <LatentSliders state={state} />
    </section>
  );
}
