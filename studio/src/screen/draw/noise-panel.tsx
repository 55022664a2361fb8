import { noiseBehind } from "../../engine/noise.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import { Slider } from "../../part/slider.tsx";
import styles from "./panel.module.css";
import { fits, usualNudge } from "./settings.ts";
import type { Desk } from "./use-desk.ts";
import { words } from "./words.ts";

/** Whether each picture has random numbers of its own, those of the picture at hand, or nearly those. */
export function NoisePanel({ desk: { facts, settings, change, chosen } }: { readonly desk: Desk }) {
  const { say, number } = useLanguage();
  const { noise } = settings;
  const way = noise === undefined ? "new" : noise.nudge === 0 ? "same" : "near";
  const latent = noise?.latent ?? (chosen && fits(chosen, facts) ? noiseBehind(chosen) : undefined);
  const choose = (next: "new" | "same" | "near"): void => {
    const kept = latent && { latent, nudge: next === "near" ? usualNudge : 0 };
    change({ ...settings, noise: next === "new" ? undefined : kept });
  };
  return (
    <div className={styles.group}>
      <h3>{say(words.noise)}</h3>
      <Chips
        label={say(words.noise)}
        choices={[
          { value: "new", label: say(words.noiseNew) },
          ...(latent
            ? [
                { value: "same" as const, label: say(words.noiseSame) },
                { value: "near" as const, label: say(words.noiseNear) },
              ]
            : []),
        ]}
        chosen={way}
        onChoose={choose}
      />
      {way === "new" && <p className="muted">{say(facts.attributes ? words.noiseWhy : words.noisePlain)}</p>}
      {way === "same" && <p className="muted">{say(words.follows)}</p>}
      {noise && way === "near" && (
        <Slider
          label={say(words.nudge)}
          value={noise.nudge}
          onChange={(nudge) => change({ ...settings, noise: { ...noise, nudge } }, "nudge")}
          min={0.05}
          max={1}
          step={0.05}
          format={(nudge) => number(nudge, { style: "percent" })}
        />
      )}
    </div>
  );
}
