import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { untruncatedNoise } from "../../worker/untruncated-noise.ts";
import { useLanguage } from "../../language/language.tsx";
import { attributeTexts, type AttributeText } from "../../component/attribute-text.ts";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { oddsOf } from "../../component/rarity-badge.tsx";
import { fitsModel } from "../../component/fits-model.ts";
import { releasedSettings, resolveAttributeSettings, toggleAttribute } from "./draw-settings.ts";
import pill from "../../component/pill.module.css";
import styles from "./keep-row.module.css";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** See {@link KeepRow}. */
export interface KeepRowProps {
  readonly state: DrawState;
  readonly chosen: RenderedPicture;
}

/**
 * Renders the traits and the dice of a picture: pressing one keeps it in the next draws, pressing again lets it go. A kept
 * trait shows its kept value.
 */
export function KeepRow({ state, chosen }: KeepRowProps) {
  const { t } = useLanguage();
  const { facts, settings, change } = state;
  const { attributeSettings, noise } = settings;
  if (!fitsModel(chosen, facts)) return undefined;
  // a trait that is kept shows what the next draw has, also where this picture has another
  const values = resolveAttributeSettings(
    attributeSettings.map((setting) => (setting === "off" ? "random" : setting)),
    chosen.candidate.values,
  );
  const traits = attributeTexts(facts.attributes, values);
  const keepsDice = noise?.noiseAmount === 0;
  const keptCount = attributeSettings.filter((setting) => typeof setting === "number").length + Number(keepsDice);
  const toggleDice = (): void =>
    change({ ...settings, noise: keepsDice ? undefined : { latent: untruncatedNoise(chosen), noiseAmount: 0 } });
  return (
    <div className={styles.keep}>
      <dl className={styles.traits}>
        {traits.map((trait) => (
          <TraitToggle key={trait.name} state={state} trait={trait} value={values[trait.index]} />
        ))}
      </dl>
      <p className="muted" role="status">
        {keptCount > 0 ? t(words.keptCount, { count: keptCount }) : traits.length > 0 && t(words.keepHint)}
      </p>
      <div className="row">
        <Button icon="dice" aria-pressed={keepsDice} onClick={toggleDice}>
          {t(words.keepDice)}
        </Button>
        <Button icon="lock" onClick={() => state.applySettingsOf(chosen)}>
          {t(words.keepAll)}
        </Button>
        {keptCount > 0 && (
          <Button variant="quiet" icon="close" onClick={() => change(releasedSettings(facts, settings))}>
            {t(words.releaseAll)}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Renders one trait of a picture as a button that keeps it. */
function TraitToggle({
  state: { facts, settings, change },
  trait: { index, label, value: text },
  value,
}: {
  readonly state: DrawState;
  readonly trait: AttributeText;
  readonly value: number;
}) {
  const { t } = useLanguage();
  const isKept = typeof settings.attributeSettings[index] === "number";
  const share = facts.frequencies[index]?.shares?.[value];
  const count = share ? oddsOf(share) : 1;
  const name = t(count > 1 ? words.keepTraitOdds : words.keepTrait, { label: t(label), value: t(text), count });
  const toggle = (): void => change(toggleAttribute(settings, index, value));
  return (
    <div className={pill.pill} data-kept={isKept || undefined}>
      <dt>{t(label)}</dt>
      <dd>
        <button type="button" aria-pressed={isKept} aria-label={name} title={name} onClick={toggle}>
          {t(text)}
          {isKept && <Icon name="lock" />}
        </button>
      </dd>
    </div>
  );
}
