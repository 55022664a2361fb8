import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import type { TraitRule } from "../../worker/rate/trait-rule.ts";
import { useRun } from "../../storage/current-run.tsx";
import type { TraitRules } from "../../storage/use-trait-rules.ts";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../component/icon.tsx";
import pill from "../../component/pill.module.css";
import styles from "./trait-chips.module.css";
import { words } from "./words.ts";

/** See {@link TraitChips}. */
export interface TraitChipsProps extends TraitRules {
  readonly shown: RenderedPicture;
}

/** Renders the traits of a picture and those with a rule; a press asks for more of one, then never to show it. */
export function TraitChips({ shown, rules, cycle }: TraitChipsProps) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const tags = facts!.attributes?.tags ?? [];
  const chips = tags.flatMap(({ name, label, kind, choices }, index) => {
    if (kind === "number") return [];
    const values = new Set(rules.filter((one) => one.index === index).map(({ value }) => value));
    const value = shown.candidate.values[index];
    if (!Number.isNaN(value)) values.add(value);
    return [...values]
      .toSorted((a, b) => a - b)
      .map((place) => ({ name, label, index, value: place, choice: choices[place] }));
  });
  if (chips.length === 0) return undefined;
  const ruleOf = (index: number, value: number): TraitRule["rule"] | undefined =>
    rules.find((one) => one.index === index && one.value === value)?.rule;
  return (
    <div className={styles.chips}>
      <p className="muted">{t(words.traitHelp)}</p>
      <ul aria-label={t(words.traitRules)}>
        {chips.map(({ name, label, index, value, choice }) => {
          const rule = ruleOf(index, value);
          const trait = `${t(label)} ${t(choice.label)}`;
          const spoken = t(rule === "more" ? words.traitMore : rule === "never" ? words.traitNever : words.traitNone, {
            trait,
          });
          return (
            <li key={`${name} ${value}`}>
              <button
                type="button"
                className={pill.pill}
                data-rule={rule}
                aria-label={spoken}
                title={spoken}
                onClick={() => cycle(index, value)}
              >
                {rule && <Icon name={rule === "more" ? "heart" : "close"} filled={rule === "more"} />}
                <small>{t(label)}</small> {t(choice.label)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
