import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../component/chips.tsx";
import { Slider } from "../../component/slider.tsx";
import { fitsModel } from "../../component/fits-model.ts";
import styles from "./panel.module.css";
import { defaultNoiseAmount } from "./draw-settings.ts";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Chooses the noise of a draw: new for each picture, that of the chosen picture, or a variation of it. */
export function NoisePanel({ state: { facts, settings, change, chosen } }: { readonly state: DrawState }) {
  const { t, formatNumber } = useLanguage();
  const { noise } = settings;
  const way = noise === undefined ? "new" : noise.noiseAmount === 0 ? "same" : "near";
  const latent = noise?.latent ?? (chosen && fitsModel(chosen, facts) ? untruncatedNoise(chosen) : undefined);
  const choose = (next: "new" | "same" | "near"): void => {
    const fixedNoise = latent && { latent, noiseAmount: next === "near" ? defaultNoiseAmount : 0 };
    change({ ...settings, noise: next === "new" ? undefined : fixedNoise });
  };
  return (
    <div className={styles.group}>
      <h3>{t(words.noise)}</h3>
      <Chips
        label={t(words.noise)}
        choices={[
          { value: "new", label: t(words.noiseNew) },
          ...(latent
            ? [
                { value: "same" as const, label: t(words.noiseSame) },
                { value: "near" as const, label: t(words.noiseNear) },
              ]
            : []),
        ]}
        chosen={way}
        onChoose={choose}
      />
      {way === "new" && <p className="muted">{t(facts.attributes ? words.noiseWhy : words.noisePlain)}</p>}
      {way === "same" && <p className="muted">{t(words.follows)}</p>}
      {noise && way === "near" && (
        <Slider
          label={t(words.noiseAmount)}
          value={noise.noiseAmount}
          onChange={(noiseAmount) => change({ ...settings, noise: { ...noise, noiseAmount } }, "nudge")}
          min={0.05}
          max={1}
          step={0.05}
          format={(noiseAmount) => formatNumber(noiseAmount, { style: "percent" })}
        />
      )}
    </div>
  );
}
