import { useState } from "react";
import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { Slider } from "../../component/slider.tsx";
import { fitsModel } from "../../component/fits-model.ts";
import styles from "./panel.module.css";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Renders a slider for each latent dimension, collapsed. */
export function LatentSliders({ state: { facts, settings, change, chosen } }: { readonly state: DrawState }) {
  const { t, formatNumber } = useLanguage();
  const [open, setOpen] = useState(false);
  const [before, setBefore] = useState<readonly number[]>();
  const { noise } = settings;
  const latent = noise?.latent ?? (chosen && fitsModel(chosen, facts) ? untruncatedNoise(chosen) : undefined);
  const move = (latent: readonly number[], group?: string): void =>
    change({ ...settings, noise: { latent, noiseAmount: 0 } }, group);
  return (
    <details className={styles.expert} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span>{t(words.expert)}</span>
        <Icon name="chevron" />
      </summary>
      {open && latent && (
        <>
          <div className={styles.head}>
            <p className="muted">{t(words.expertWhy)}</p>
            <Button
              variant="quiet"
              icon="undo"
              disabled={before === undefined}
              onClick={() => {
                if (before) move(before);
                setBefore(undefined);
              }}
            >
              {t(words.latentReset)}
            </Button>
          </div>
          <div className={styles.latents}>
            {latent.map((value, at) => (
              <Slider
                key={at}
                label={t(words.latent, { number: at + 1 })}
                value={Math.min(3, Math.max(-3, value))}
                onChange={(next) => {
                  setBefore(before ?? latent);
                  move(latent.with(at, next), `latent ${at}`);
                }}
                min={-3}
                max={3}
                step={0.05}
                format={(shown) => formatNumber(shown, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              />
            ))}
          </div>
        </>
      )}
    </details>
  );
}
