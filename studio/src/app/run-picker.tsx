import { Select } from "@base-ui/react/select";
import { browserPrefix } from "../worker/browser-prefix.ts";
import { useRun } from "../storage/current-run.tsx";
import { useLanguage } from "../language/language.tsx";
import { Icon } from "../component/icon.tsx";
import styles from "./popup.module.css";
import { words } from "./words.ts";

/** Renders the list of models to choose from. */
export function RunPicker() {
  const { t } = useLanguage();
  const { selectable, info: candidate, choose } = useRun();
  if (!candidate) return <span />;
  // When all items change, the list would select the first one: a screen with other models gets a list of its own.
  const kind = candidate.model === "pix2pix" ? "translators" : "samplers";
  return (
    <Select.Root key={kind} value={candidate.id} onValueChange={(id) => id !== null && choose(id)}>
      <Select.Trigger className={styles.trigger} aria-label={`${t(words.model)}: ${candidate.name}`}>
        <b>{candidate.name}</b>
        <Icon name="chevron" />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.above} sideOffset={6} alignItemWithTrigger={false}>
          <Select.Popup className={styles.list}>
            {selectable.map(({ id, name, imagesSeen, size }) => (
              <Select.Item key={id} value={id} className={styles.item}>
                <Select.ItemText>{name}</Select.ItemText>
                <small>
                  {t(words.modelLine, { pictures: imagesSeen, size })}
                  {id.startsWith(browserPrefix) && ` · ${t(words.ownModel)}`}
                </small>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
