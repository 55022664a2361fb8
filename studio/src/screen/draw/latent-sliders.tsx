import { useState } from "react";
import { noiseBehind } from "../../engine/noise.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Icon } from "../../part/icon.tsx";
import { Slider } from "../../part/slider.tsx";
import styles from "./panel.module.css";
import { fits } from "./settings.ts";
import type { Desk } from "./use-desk.ts";
import { words } from "./words.ts";

/** Each random number as a slider, folded away. */
export function LatentSliders({ desk: { facts, settings, change, chosen } }: { readonly desk: Desk }) {
  const { say, number } = useLanguage();
  const [open, setOpen] = useState(false);
  const [before, setBefore] = useState<readonly number[]>();
  const { noise } = settings;
  const latent = noise?.latent ?? (chosen && fits(chosen, facts) ? noiseBehind(chosen) : undefined);
  const move = (latent: readonly number[], group?: string): void =>
    change({ ...settings, noise: { latent, nudge: 0 } }, group);
  return (
    <details className={styles.expert} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span>{say(words.expert)}</span>
        <Icon name="chevron" />
      </summary>
      {open && latent && (
        <>
          <div className={styles.head}>
            <p className="muted">{say(words.expertWhy)}</p>
            <Button
              look="quiet"
              icon="undo"
              disabled={before === undefined}
              onClick={() => {
                if (before) move(before);
                setBefore(undefined);
              }}
            >
              {say(words.latentReset)}
            </Button>
          </div>
          <div className={styles.latents}>
            {latent.map((value, at) => (
              <Slider
                key={at}
                label={say(words.latent, { number: at + 1 })}
                value={Math.min(3, Math.max(-3, value))}
                onChange={(next) => {
                  setBefore(before ?? latent);
                  move(latent.with(at, next), `latent ${at}`);
                }}
                min={-3}
                max={3}
                step={0.05}
                format={(shown) => number(shown, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
              />
            ))}
          </div>
        </>
      )}
    </details>
  );
}
