import type { Shares } from "omakase";
import type { Heredity, Person } from "../../engine/fuse.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Slider } from "../../part/slider.tsx";
import styles from "./fuse.module.css";
import { traitWords } from "./trait-words.ts";
import { words } from "./words.ts";

/** See {@link GeneSliders}. */
export interface GeneSlidersProps {
  readonly genes: Heredity["genes"];
  readonly parents: readonly [Person, Person];
  /** How much of each is of the left parent; what is not named is left to chance. */
  readonly shares: Shares;
  readonly onChange: (shares: Shares) => void;
}

/** Whether a value says nothing without the name of its attribute: "none", "yes", a number. */
const isVague = (text: string): boolean => /^(none|no|yes|[-−\d.]+)$/.test(text);

/** For each thing that is inherited as a whole, after whom a child is to take. */
export function GeneSliders({ genes, parents, shares, onChange }: GeneSlidersProps) {
  const { say, language } = useLanguage();
  const looks = ({ traits }: Person, tags: readonly string[]): string =>
    traits
      .filter(({ attribute }) => tags.includes(attribute))
      .map(({ attribute, label, text }) => {
        const words = traitWords(attribute, say(text));
        return tags.length > 1 && isVague(text.en) ? `${say(label)} ${words}` : words;
      })
      .join(language === "ja" ? "・" : ", ");
  const format = (right: number): string => {
    if (right === 0) return say(words.allLeft);
    if (right === 1) return say(words.allRight);
    const percent = Math.round(right * 100);
    return say(words.mix, { left: 100 - percent, right: percent });
  };
  return (
    <ul className={styles.genes}>
      {genes.map(({ name, label, tags }) => {
        const share = shares[name] as number | undefined;
        const { [name]: _, ...others } = shares;
        const [left, right] = [looks(parents[0], tags), looks(parents[1], tags)];
        // numbers are written rounded: what looks alike need not be
        if (left !== "" && left === right && !/\d/.test(left))
          return (
            <li key={name} className={styles.alike}>
              <span>{say(label)}</span>
              <span className="muted">{say(words.alike, { look: left })}</span>
            </li>
          );
        return (
          <li key={name}>
            <Slider
              label={say(label)}
              off={share === undefined}
              min={0}
              max={1}
              step={0.05}
              value={share === undefined ? 0.5 : 1 - share}
              onChange={(right) => onChange({ ...shares, [name]: Math.round(100 - right * 100) / 100 })}
              format={(right) => (share === undefined ? say(words.chance) : format(right))}
              ends={[left || say(words.left), right || say(words.right)]}
            />
            <Button
              icon="dice"
              look="quiet"
              wordless
              aria-pressed={share === undefined}
              onClick={() => onChange(share === undefined ? { ...shares, [name]: 0.5 } : others)}
            >
              {say(words.toChance, { gene: say(label) })}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
