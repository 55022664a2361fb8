import {
  hasOption,
  listTrainingOptions,
  optionChoices,
  parseOptionValue,
  type NamedTrainingOption,
} from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import styles from "./new-training.module.css";

/** Texts that a person entered, by setting; empty: the default. */
export type SettingTexts = Readonly<Record<string, string>>;

/** Settings that the form asks for in another way. */
const ownFields = ["size", "count", "seed"];

/** Returns the settings that a model has, besides those of the form's own fields. */
export function settingsOfModel(model: string, options = listTrainingOptions()): NamedTrainingOption[] {
  return options.filter((option) => hasOption(model, option) && !ownFields.includes(option.name));
}

/** Returns the chosen settings; undefined when a text is no value of its setting. */
export function chosenSettings(model: string, texts: SettingTexts): Readonly<Record<string, unknown>> | undefined {
  const chosen = settingsOfModel(model).flatMap((option) => {
    const text = texts[option.name] ?? "";
    if (text === "") return [];
    return [[option.name, option.value === undefined ? text === "on" : parseOptionValue(option, text)] as const];
  });
  return chosen.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(chosen);
}

/** See {@link SettingFields}. */
export interface SettingFieldsProps {
  readonly model: string;
  readonly texts: SettingTexts;
  readonly onChange: (texts: SettingTexts) => void;
}

/** Renders a field for each setting of a model. */
export function SettingFields({ model, texts, onChange }: SettingFieldsProps) {
  const { t } = useLanguage();
  return settingsOfModel(model).map((option) => {
    const { name, about, value } = option;
    const choices = value === undefined ? ["on", "off"] : optionChoices(option);
    const text = texts[name] ?? "";
    const change = (next: string): void => onChange({ ...texts, [name]: next });
    return (
      <label key={name} className={styles.field}>
        {t(about)}
        {choices ? (
          <select className="field" name={name} value={text} onChange={({ target }) => change(target.value)}>
            <option value="" />
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        ) : (
          <input
            className="field"
            name={name}
            value={text}
            aria-invalid={(text !== "" && parseOptionValue(option, text) === undefined) || undefined}
            onChange={({ target }) => change(target.value)}
          />
        )}
      </label>
    );
  });
}
