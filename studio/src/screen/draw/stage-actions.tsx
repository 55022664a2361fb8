import type { Shown } from "../../engine/shown.ts";
import { keyOf, useGallery } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { fits } from "./settings.ts";
import styles from "./stage.module.css";
import type { Desk } from "./use-desk.ts";
import type { Taking } from "./use-taking.ts";
import { words } from "./words.ts";

/** See {@link StageActions}. */
export interface StageActionsProps {
  readonly desk: Desk;
  readonly chosen: Shown;
  readonly taking: Taking;
}

/** What can be done with the picture that is looked at. */
export function StageActions({ desk, chosen, taking }: StageActionsProps) {
  const { say } = useLanguage();
  const key = keyOf(chosen);
  const favourite = useGallery().find((one) => one.key === key)?.favourite ?? false;
  const { heart, save, copy, share, said, link, error } = taking;
  return (
    <div>
      <div className={styles.actions}>
        <Button icon="heart" filled={favourite} wordless aria-pressed={favourite} onClick={heart}>
          {say(favourite ? words.unheart : words.heart)}
        </Button>
        <Button icon="save" wordless onClick={save}>
          {say(words.save)}
        </Button>
        <Button icon="copy" wordless onClick={copy}>
          {say(words.copy)}
        </Button>
        <Button icon="share" wordless onClick={share}>
          {say(words.share)}
        </Button>
        {fits(chosen, desk.facts) && (
          <Button icon="lock" onClick={() => desk.load(chosen)}>
            {say(words.use)}
          </Button>
        )}
      </div>
      <p className={`muted ${styles.said}`} role="status">
        {said && say(said)}
      </p>
      {link !== undefined && (
        <input
          className={`field ${styles.link}`}
          readOnly
          value={link}
          aria-label={say(words.share)}
          onFocus={({ target }) => target.select()}
        />
      )}
      <ErrorNote error={error} />
    </div>
  );
}
