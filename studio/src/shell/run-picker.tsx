import { Select } from "@base-ui/react/select";
import { browserPrefix } from "../engine/browser-prefix.ts";
import { useRun } from "../kept/run.tsx";
import { useLanguage } from "../language/language.tsx";
import { Icon } from "../part/icon.tsx";
import styles from "./popup.module.css";
import { words } from "./words.ts";

/** Chooses the model. */
export function RunPicker() {
  const { say } = useLanguage();
  const { fitting, card, choose } = useRun();
  if (!card) return <span />;
  return (
    <Select.Root value={card.id} onValueChange={(id) => id !== null && choose(id)}>
      <Select.Trigger className={styles.trigger} aria-label={`${say(words.model)}: ${card.name}`}>
        <b>{card.name}</b>
        <Icon name="chevron" />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.above} sideOffset={6} alignItemWithTrigger={false}>
          <Select.Popup className={styles.list}>
            {fitting.map(({ id, name, picturesSeen, size }) => (
              <Select.Item key={id} value={id} className={styles.item}>
                <Select.ItemText>{name}</Select.ItemText>
                <small>
                  {say(words.modelLine, { pictures: picturesSeen, size })}
                  {id.startsWith(browserPrefix) && ` · ${say(words.ownModel)}`}
                </small>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
