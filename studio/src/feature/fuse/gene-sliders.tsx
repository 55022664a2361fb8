import type { GeneShares } from "omakase/studio";
import type { InheritanceOption, Individual } from "../../worker/fuse/fuse-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Slider } from "../../component/slider.tsx";
import styles from "./fuse.module.css";
import { formatTrait } from "./format-trait.ts";
import { words } from "./words.ts";

/** See {@link GeneSliders}. */
export interface GeneSlidersProps {
  readonly genes: InheritanceOption["genes"];
  readonly parents: readonly [Individual, Individual];
  /** Share of the left parent per gene, 0 … 1; unnamed genes are random. */
  readonly shares: GeneShares;
  readonly onChange: (shares: GeneShares) => void;
}

/** Returns whether a value needs the name of its attribute: "none", "yes", a number. */
const isVague = (text: string): boolean => /^(none|no|yes|[-−\d.]+)$/.test(text);

/** Renders a slider per gene: the share of each parent. */
export function GeneSliders({ genes, parents, shares, onChange }: GeneSlidersProps) {
  const { t, language } = useLanguage();
  const looks = ({ traits }: Individual, tags: readonly string[]): string =>
    traits
      .filter(({ attribute }) => tags.includes(attribute))
      .map(({ attribute, label, text }) => {
        const words = formatTrait(attribute, t(text));
        return tags.length > 1 && isVague(text.en) ? `${t(label)} ${words}` : words;
      })
      .join(language === "ja" ? "・" : ", ");
  const format = (right: number): string => {
    if (right === 0) return t(words.allLeft);
    if (right === 1) return t(words.allRight);
    const percent = Math.round(right * 100);
    return t(words.mix, { left: 100 - percent, right: percent });
  };
  return (
    <ul className={styles.genes}>
      {genes.map(({ name, label, tags }) => {
        const share = shares[name] as number | undefined;
        const { [name]: _, ...others } = shares;
        const [left, right] = [looks(parents[0], tags), looks(parents[1], tags)];
        // shown numbers are rounded: equal texts may differ in value
        if (left !== "" && left === right && !/\d/.test(left))
          return (
            <li key={name} className={styles.alike}>
              <span>{t(label)}</span>
              <span className="muted">{t(words.alike, { look: left })}</span>
            </li>
          );
        return (
          <li key={name}>
            <Slider
              label={t(label)}
              isUnset={share === undefined}
              min={0}
              max={1}
              step={0.05}
              value={share === undefined ? 0.5 : 1 - share}
              onChange={(right) => onChange({ ...shares, [name]: Math.round(100 - right * 100) / 100 })}
              format={(right) => (share === undefined ? t(words.chance) : format(right))}
              ends={[left || t(words.left), right || t(words.right)]}
            />
            <Button
              icon="dice"
              variant="quiet"
              iconOnly
              aria-pressed={share === undefined}
              onClick={() => onChange(share === undefined ? { ...shares, [name]: 0.5 } : others)}
            >
              {t(words.toChance, { gene: t(label) })}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
