import type { Attribute } from "omakase/studio";
import type { Frequency } from "../../worker/run-facts.ts";
import type { AttributeSetting } from "../../worker/draw/draw-request.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../component/chips.tsx";
import { Icon } from "../../component/icon.tsx";
import { formatAttributeNumber } from "../../component/format-attribute-number.ts";
import { Slider } from "../../component/slider.tsx";
import styles from "./panel.module.css";
import { words } from "./words.ts";

/** See {@link AttributeSettingRow}. */
export interface AttributeSettingRowProps {
  readonly tag: Attribute;
  readonly frequency: Frequency | undefined;
  readonly condition: AttributeSetting;
  readonly onChange: (condition: AttributeSetting) => void;
}

/** Renders one attribute: its line shows the condition, and unfolds to all choices. */
export function AttributeSettingRow({ tag, frequency, condition, onChange }: AttributeSettingRowProps) {
  const { t, formatNumber } = useLanguage();
  const { kind, choices } = tag;
  const label = t(tag.label);
  const ways = [
    { value: "random" as AttributeSetting, label: t(words.random) },
    { value: "off" as AttributeSetting, label: t(words.off) },
  ];
  const shown =
    condition === "random"
      ? t(words.random)
      : condition === "off"
        ? t(words.off)
        : kind === "number"
          ? formatAttributeNumber(tag.name, condition)
          : t(choices[condition].label);
  const share = (at: number): string | undefined => {
    const part = frequency?.shares?.[at];
    return part === undefined
      ? undefined
      : formatNumber(part, { style: "percent", maximumFractionDigits: part < 0.01 ? 1 : 0 });
  };
  return (
    <details className={styles.condition}>
      <summary>
        <span>{label}</span>
        <b data-fixed={typeof condition === "number" || undefined}>{shown}</b>
        <Icon name="chevron" />
      </summary>
      <div className={styles.choices}>
        {kind === "number" ? (
          <>
            <Chips label={label} choices={ways} chosen={condition} onChoose={onChange} />
            <NumberSlider tag={tag} range={frequency?.range} condition={condition} onChange={onChange} />
          </>
        ) : (
          <Chips
            label={label}
            choices={[
              ...ways,
              ...choices.map((choice, at) => ({
                value: at as AttributeSetting,
                label: t(choice.label),
                note: share(at),
              })),
            ]}
            chosen={condition}
            onChoose={onChange}
          />
        )}
      </div>
    </details>
  );
}

function NumberSlider({
  tag: { name, label, mean = 0 },
  range,
  condition,
  onChange,
}: Pick<AttributeSettingRowProps, "tag" | "condition" | "onChange"> & { readonly range: Frequency["range"] }) {
  const { t } = useLanguage();
  if (!range) return undefined;
  const [low, high] = range;
  return (
    <Slider
      label={t(label)}
      value={typeof condition === "number" ? condition : mean}
      isUnset={typeof condition !== "number"}
      onChange={onChange}
      min={low}
      max={high}
      step={(high - low) / 100}
      format={(value) => (typeof condition === "number" ? formatAttributeNumber(name, value) : "–")}
    />
  );
}
