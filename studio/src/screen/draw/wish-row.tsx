import type { Attribute } from "omakase";
import type { Frequency } from "../../engine/describe.ts";
import type { Wish } from "../../engine/order.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import { Icon } from "../../part/icon.tsx";
import { numberText } from "../../part/number-text.ts";
import { Slider } from "../../part/slider.tsx";
import styles from "./panel.module.css";
import { words } from "./words.ts";

/** See {@link WishRow}. */
export interface WishRowProps {
  readonly tag: Attribute;
  readonly frequency: Frequency | undefined;
  readonly wish: Wish;
  readonly onWish: (wish: Wish) => void;
}

/** One attribute: what is wished for stands in its line, and all that can be wished for unfolds under it. */
export function WishRow({ tag, frequency, wish, onWish }: WishRowProps) {
  const { say, number } = useLanguage();
  const { kind, choices } = tag;
  const label = say(tag.label);
  const ways = [
    { value: "random" as Wish, label: say(words.random) },
    { value: "off" as Wish, label: say(words.off) },
  ];
  const shown =
    wish === "random"
      ? say(words.random)
      : wish === "off"
        ? say(words.off)
        : kind === "number"
          ? numberText(tag.name, wish)
          : say(choices[wish].label);
  const share = (at: number): string | undefined => {
    const part = frequency?.shares?.[at];
    return part === undefined
      ? undefined
      : number(part, { style: "percent", maximumFractionDigits: part < 0.01 ? 1 : 0 });
  };
  return (
    <details className={styles.wish}>
      <summary>
        <span>{label}</span>
        <b data-fixed={typeof wish === "number" || undefined}>{shown}</b>
        <Icon name="chevron" />
      </summary>
      <div className={styles.choices}>
        {kind === "number" ? (
          <>
            <Chips label={label} choices={ways} chosen={wish} onChoose={onWish} />
            <NumberSlider tag={tag} range={frequency?.range} wish={wish} onWish={onWish} />
          </>
        ) : (
          <Chips
            label={label}
            choices={[
              ...ways,
              ...choices.map((choice, at) => ({ value: at as Wish, label: say(choice.label), note: share(at) })),
            ]}
            chosen={wish}
            onChoose={onWish}
          />
        )}
      </div>
    </details>
  );
}

function NumberSlider({
  tag: { name, label, mean = 0 },
  range,
  wish,
  onWish,
}: Pick<WishRowProps, "tag" | "wish" | "onWish"> & { readonly range: Frequency["range"] }) {
  const { say } = useLanguage();
  if (!range) return undefined;
  const [low, high] = range;
  return (
    <Slider
      label={say(label)}
      value={typeof wish === "number" ? wish : mean}
      off={typeof wish !== "number"}
      onChange={onWish}
      min={low}
      max={high}
      step={(high - low) / 100}
      format={(value) => (typeof wish === "number" ? numberText(name, value) : "–")}
    />
  );
}
