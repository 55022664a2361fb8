import { Popover } from "@base-ui/react/popover";
import { useState } from "react";
import { raterText, useKnownRaters, useRater } from "../storage/rater.tsx";
import { useLanguage } from "../language/language.tsx";
import { Button } from "../component/button.tsx";
import { Icon } from "../component/icon.tsx";
import styles from "./popup.module.css";
import { words } from "./words.ts";

/** Shows the current rater and switches to another one. */
export function RaterButton() {
  const { t } = useLanguage();
  const { name, rename } = useRater();
  const [draft, setDraft] = useState(name);
  const [open, setOpen] = useState(false);
  const finish = (chosen = draft.trim()): void => {
    if (chosen !== "") rename(chosen);
    setOpen(false);
  };
  return (
    <Popover.Root
      open={open}
      onOpenChange={(opened) => {
        setDraft(name);
        setOpen(opened);
      }}
    >
      <Popover.Trigger className="button" data-look="quiet" title={t(words.rater)}>
        <Icon name="person" />
        <span className={styles.rater}>
          <span className="unseen">{t(words.rater)}: </span>
          {t(raterText(name))}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={styles.above} sideOffset={6} align="end">
          <Popover.Popup className={styles.popup} aria-label={t(words.rater)}>
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                finish();
              }}
            >
              <label className={styles.form}>
                {t(words.raterName)}
                <input
                  className="field"
                  value={draft}
                  maxLength={60}
                  autoComplete="off"
                  onChange={({ target }) => setDraft(target.value)}
                />
              </label>
              {open && <KnownRaters onChoose={finish} />}
              <p className="muted">{t(words.raterWhy)}</p>
              <Button variant="main" onClick={() => finish()}>
                {t(words.done)}
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Lists earlier raters; one press selects a rater. */
function KnownRaters({ onChoose }: { readonly onChoose: (name: string) => void }) {
  const { t } = useLanguage();
  const known = useKnownRaters();
  if (known.length === 0) return undefined;
  return (
    <div className={styles.form} role="group" aria-label={t(words.knownRaters)}>
      <span>{t(words.knownRaters)}</span>
      <div className="row">
        {known.map((name) => (
          <Button key={name} onClick={() => onChoose(name)}>
            {t(raterText(name))}
          </Button>
        ))}
      </div>
    </div>
  );
}
