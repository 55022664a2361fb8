import { Select } from "@base-ui/react/select";
import type { RunInfo } from "omakase/studio";
import { browserPrefix } from "../worker/browser-prefix.ts";
import { useRun } from "../storage/current-run.tsx";
import { useLanguage } from "../language/language.tsx";
import { datasetName, modelName } from "../component/model-names.ts";
import { ModelThumbnail } from "../component/thumbnail.tsx";
import { Icon } from "../component/icon.tsx";
import styles from "./popup.module.css";
import { words } from "./words.ts";

/** Renders the list of models to choose from. */
export function RunPicker() {
  const { t } = useLanguage();
  const { selectable, info: candidate, choose } = useRun();
  if (!candidate) return <span />;
  const shownName = (info: RunInfo): string => t(modelName(info));
  // When all items change, the list would select the first one: a screen with other models gets a list of its own.
  const kind = candidate.model === "pix2pix" ? "translators" : "samplers";
  return (
    <Select.Root key={kind} value={candidate.id} onValueChange={(id) => id !== null && choose(id)}>
      <Select.Trigger className={styles.trigger} aria-label={`${t(words.model)}: ${shownName(candidate)}`}>
        <b>{shownName(candidate)}</b>
        <Icon name="chevron" />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.above} sideOffset={6} alignItemWithTrigger={false}>
          <Select.Popup className={styles.list}>
            {selectable.map((info) => (
              <Select.Item key={info.id} value={info.id} className={styles.item}>
                <ModelThumbnail info={info} />
                <Select.ItemText>{shownName(info)}</Select.ItemText>
                <small>
                  {datasetName(info.source) && info.name !== info.source && `${t(datasetName(info.source)!)} · `}
                  {t(words.modelLine, { pictures: info.imagesSeen, size: info.size })}
                  {info.id.startsWith(browserPrefix) && ` · ${t(words.ownModel)}`}
                </small>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
